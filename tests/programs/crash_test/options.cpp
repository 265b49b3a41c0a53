// Reading the command line: see options.hpp.
#include "options.hpp"

#include <stdexcept>

namespace entrepot::crash {

namespace {

constexpr char const* usage =
    "entrepot_crash_test [--kills N] [--clients N] [--seed N] [--resume FOLDER] [--database URL] "
    "[--full-every N] [--program FILE]\n--resume goes on with what FOLDER holds, and begins there where it "
    "holds "
    "nothing yet.";

int number(std::string const& name, std::string const& text) {
    std::size_t end = 0;
    int value = 0;
    try {
        value = std::stoi(text, &end);
    } catch (std::exception const&) {}
    if (end == 0 || end != text.size() || value < 1)
        throw std::runtime_error(name + " takes a number from 1 on, not " + text);
    return value;
}

}  // namespace

Options read_options(int argc, char** argv) {
    Options out;
    out.program = std::filesystem::canonical("/proc/self/exe").parent_path() / "entrepot";
    for (int i = 1; i < argc; i += 2) {
        std::string const name = argv[i];
        if (i + 1 == argc) throw std::runtime_error(usage);
        std::string const value = argv[i + 1];
        if (name == "--kills") out.kills = number(name, value);
        else if (name == "--clients") out.clients = number(name, value);
        else if (name == "--full-every") out.full_every = number(name, value);
        else if (name == "--seed") out.seed = static_cast<unsigned>(number(name, value));
        else if (name == "--resume") out.folder = value;
        else if (name == "--database") out.database = value;
        else if (name == "--program") out.program = value;
        else throw std::runtime_error(usage);
    }
    return out;
}

std::unique_ptr<db::Database> open_database(Options const& options) {
    return db::open_database(
        {.file = (data_folder(options) / "entrepot.db").string(), .url = options.database});
}

}  // namespace entrepot::crash
