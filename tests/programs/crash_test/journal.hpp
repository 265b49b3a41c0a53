// What the test knows, in memory and in a file, so that it can be left and gone on with.
#pragma once

#include <deque>
#include <fstream>
#include <mutex>
#include <random>

#include "options.hpp"
#include "story.hpp"

namespace entrepot::crash {

// A step of a story that a client is to send.
struct Turn {
    Story* story = nullptr;
    std::size_t step = 0;
    bool again = false;  // it was acknowledged before: the answer is to be the same
    Request request{};
};

class Journal {
public:
    // Reads what is there. Throws where the file is not one of this program.
    explicit Journal(std::filesystem::path file);

    bool is_new() const { return plan.day.empty(); }
    // Of a new one, when the server has been asked what can be bought.
    void begin(Plan const& made);

    Plan plan;
    int kills = 0;
    std::size_t acknowledged = 0;

    // For the clients, any thread. What was sent and not answered comes first.
    Turn next_turn(std::mt19937& random);
    // Nothing is left to be sent: for the end, which begins no story.
    std::optional<Turn> next_open_turn();
    // The first answer of a step; an empty string, or what is wrong with it.
    std::string answered(Turn const& turn, int status, std::string const& body);
    void unanswered(Turn const& turn);

    void after_kill();

    // For the checker, while no client runs. A story that the journal does not know, because the test itself
    // was killed, is made: its requests follow from its number.
    Story& story(std::size_t number);
    std::deque<Story>& stories() { return stories_; }

private:
    Turn turn(Story& story, std::size_t step, bool again) const;
    void read();
    void read_line(std::string const& line);
    void write(std::string const& line) { out_ << line << '\n'; }

    std::filesystem::path file_;
    std::mutex mutex_;
    std::ofstream out_;
    std::deque<Story> stories_;  // by number
    std::deque<Story*> open_;
    std::size_t first_of_today_ = 0;
};

}  // namespace entrepot::crash
