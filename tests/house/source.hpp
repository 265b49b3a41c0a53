// The sources as text, for tests of the house.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/source_dir.hpp"

namespace entrepot::house {

struct Source {
    std::string path;  // below src/: orders/checkout_flow.cpp
    std::vector<std::string> lines;

    std::string folder() const {
        auto const slash = path.find('/');
        return slash == std::string::npos ? "" : path.substr(0, slash);
    }
    std::string where(std::size_t line) const {
        return "src/" + path + ':' + std::to_string(line + 1) + ": ";
    }
    std::string text() const {
        std::string out;
        for (auto const& line : lines) out += line + '\n';
        return out;
    }
};

inline std::string read_file(std::string const& path) {
    std::ifstream in(support::source_path(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<Source> sources() {
    namespace fs = std::filesystem;
    std::vector<Source> out;
    fs::path const root = support::source_path("src");
    for (auto const& entry : fs::recursive_directory_iterator(root)) {
        auto const extension = entry.path().extension();
        if (extension != ".cpp" && extension != ".hpp") continue;
        Source source{fs::relative(entry.path(), root).string(), {}};
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);) source.lines.push_back(line);
        out.push_back(std::move(source));
    }
    std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.path < b.path; });
    return out;
}

// Every finding on a line of its own; empty where all is well.
inline std::string joined(std::vector<std::string> const& findings) {
    std::string out;
    for (auto const& one : findings) out += '\n' + one;
    return out;
}

}  // namespace entrepot::house
