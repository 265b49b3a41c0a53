// What the crash test is asked to do.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "db/database.hpp"

namespace entrepot::crash {

struct Options {
    int kills = 20, clients = 16;
    int full_every = 50;             // kills between two looks at everything
    std::optional<unsigned> seed;    // of the moments; absent: another each time
    std::filesystem::path folder{};  // where the state is kept; empty: a temporary one
    std::filesystem::path program{};
    std::string database{};  // a URL for server and checker; empty: SQLite in the folder
};

Options read_options(int argc, char** argv);

// The checker's own connection. Of SQLite only while no server runs.
std::unique_ptr<db::Database> open_database(Options const& options);
inline std::filesystem::path data_folder(Options const& options) { return options.folder / "data"; }

}  // namespace entrepot::crash
