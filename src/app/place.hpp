// Which deployment a command works on, and how it says how far it is.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/progress.hpp"
#include "db/copy.hpp"
#include "db/database.hpp"

namespace CLI {
class App;
}

namespace entrepot::app {

struct Place {
    std::string data = "data";
    std::string database = {};  // postgresql://…; empty: DATA/entrepot.db
    std::string key_file = {};  // empty: DATA/server.key

    std::string file() const { return data + "/entrepot.db"; }
    std::string key() const { return key_file.empty() ? data + "/server.key" : key_file; }
    db::DatabaseOptions options() const { return {.file = file(), .url = database, .connections = 4}; }
};
void add_place(CLI::App& command, Place& place);

// A bar for each step.
class Bars : public db::Steps {
public:
    void begin(std::string const& work, std::string const& unit, std::int64_t total) override;
    void at(std::int64_t done) override;
    void end() override;

private:
    std::optional<Progress> bar_;
    std::int64_t done_ = 0;
};

// "12.3 MB".
std::string size_words(std::int64_t bytes);
void say(std::string const& line);

}  // namespace entrepot::app
