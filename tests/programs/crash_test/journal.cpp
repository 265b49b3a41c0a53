// Keeping what the test knows: see journal.hpp.
#include "journal.hpp"

#include <sstream>
#include <stdexcept>

namespace entrepot::crash {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_open = 64;
constexpr auto remembered = std::chrono::hours(23);  // answers are kept for a day

}  // namespace

Journal::Journal(std::filesystem::path file) : file_(std::move(file)) {
    read();
    out_.open(file_, std::ios::app);
    if (!out_) throw std::runtime_error(file_.string() + " cannot be written");
}

void Journal::begin(Plan const& made) {
    plan = made;
    write("run " + plan.run.text() + ' ' + std::to_string(plan.quantity));
    write("lines " + plan.lines);
    write("items " + plan.items);
    write("day " + plan.day);
    out_.flush();
}

void Journal::read() {
    std::ifstream in(file_);
    if (!in) return;
    if (fs::file_time_type::clock::now() - fs::last_write_time(file_) > remembered)
        throw std::runtime_error("what " + file_.parent_path().string() +
                                 " holds is more than a day old: its requests " +
                                 "can no longer be repeated; remove the folder to begin anew");
    std::string line;
    while (std::getline(in, line) && !in.eof()) read_line(line);  // a last line without an end was cut off
    for (auto& story : stories_)
        if (!story.is_over()) open_.push_back(&story);
    first_of_today_ = stories_.size();
}

void Journal::read_line(std::string const& line) {
    std::istringstream in(line);
    std::string word, text;
    in >> word;
    if (word == "run") {
        in >> text >> plan.quantity;
        plan.run = Uuid::parse(text).value();
    } else if (word == "lines" || word == "items" || word == "day") {
        auto& member = word == "lines" ? plan.lines : word == "items" ? plan.items : plan.day;
        member = line.substr(word.size() + 1);
    } else if (word == "kill") {
        in >> kills;
    } else if (word == "ok") {
        std::size_t number = 0;
        std::uint64_t answer = 0;
        in >> number >> answer;
        std::vector<std::string> ids;
        while (in >> text) ids.push_back(text);
        while (stories_.size() <= number) stories_.emplace_back(static_cast<std::uint32_t>(stories_.size()));
        stories_[number].acknowledge(answer, ids);
        ++acknowledged;
    } else {
        throw std::runtime_error(file_.string() + " is no journal of this test: " + line);
    }
}

Story& Journal::story(std::size_t number) {
    while (stories_.size() <= number)
        open_.push_back(&stories_.emplace_back(static_cast<std::uint32_t>(stories_.size())));
    return stories_[number];
}

// Under the lock: another client may just be told the ids that the story goes on with.
Turn Journal::turn(Story& story, std::size_t step, bool again) const {
    return {&story, step, again, story.request(plan, step)};
}

Turn Journal::next_turn(std::mt19937& random) {
    std::lock_guard const lock(mutex_);
    auto const newest = std::min<std::size_t>(stories_.size() - first_of_today_, 500);
    if (newest > 0 && random() % 8 == 0) {
        auto& story = stories_[stories_.size() - 1 - random() % newest];
        if (story.next() > 0) return turn(story, random() % story.next(), true);
    }
    if (open_.empty() || (open_.size() < most_open && random() % 3 == 0)) {
        return turn(stories_.emplace_back(static_cast<std::uint32_t>(stories_.size())), 0, false);
    }
    auto* const story = open_.front();
    open_.pop_front();
    return turn(*story, story->next(), false);
}

std::optional<Turn> Journal::next_open_turn() {
    std::lock_guard const lock(mutex_);
    if (open_.empty()) return std::nullopt;
    auto* const story = open_.front();
    open_.pop_front();
    return turn(*story, story->next(), false);
}

std::string Journal::answered(Turn const& turn, int status, std::string const& body) {
    std::lock_guard const lock(mutex_);
    auto& story = *turn.story;
    auto const what = [&] {
        return " to step " + std::to_string(turn.step) + " of story " + std::to_string(story.number()) +
               ": " + std::to_string(status) + ' ' + body.substr(0, 400);
    };
    if (status != Story::expected_status(story.deeds().at(turn.step))) {
        if (!turn.again) open_.push_back(&story);
        return "an unexpected answer" + what();
    }
    if (turn.again)
        return story.steps().at(turn.step).answer == digest(body) ? ""
                                                                  : "another answer than the first" + what();
    auto const ids = story.ids_in(body);
    story.acknowledge(digest(body), ids);
    ++acknowledged;
    std::string line = "ok " + std::to_string(story.number()) + ' ' + std::to_string(digest(body));
    for (auto const& id : ids) line += ' ' + id;
    write(line);
    if (!story.is_over()) open_.push_back(&story);
    return "";
}

void Journal::unanswered(Turn const& turn) {
    std::lock_guard const lock(mutex_);
    if (!turn.again) open_.push_front(turn.story);
}

void Journal::after_kill() {
    std::lock_guard const lock(mutex_);
    write("kill " + std::to_string(++kills));
    out_.flush();
}

}  // namespace entrepot::crash
