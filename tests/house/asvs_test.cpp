// docs/security/asvs.md: what it says is met names a test or a place, and those are there.
#include <doctest/doctest.h>

#include <regex>
#include <set>
#include <sstream>

#include "house/source.hpp"

namespace entrepot::house {

namespace {

namespace fs = std::filesystem;

std::string contents(fs::path const& file) {
    std::ostringstream out;
    out << std::ifstream(file).rdbuf();
    return out.str();
}

// Titles of test cases in C++ and in the portal's tests, as one text.
std::string titles() {
    static std::regex const joint("\"\\s*\"");  // a literal that goes on in the next line
    std::string out;
    for (auto const* folder : {"tests", "web/tests", "web/e2e"})
        for (auto const& entry : fs::recursive_directory_iterator(support::source_path(folder))) {
            auto const extension = entry.path().extension();
            if (extension == ".cpp" || extension == ".tsx" || extension == ".ts" || extension == ".mjs")
                out += std::regex_replace(contents(entry.path()), joint, "");
        }
    return out;
}

struct Row {
    std::string number, state, where;
};

std::vector<Row> rows() {
    static std::regex const row(R"(^\| ([0-9][^|]*) \| [^|]* \| (met|n/a|open) \| (.*) \|$)");
    std::vector<Row> out;
    std::istringstream in(contents(support::source_path("docs/security/asvs.md")));
    for (std::string line; std::getline(in, line);)
        if (std::smatch found; std::regex_match(line, found, row))
            out.push_back({found[1], found[2], found[3]});
    return out;
}

}  // namespace

TEST_CASE("asvs: every test that it names is there, and what is met says where") {
    static std::regex const named(R"(\*([a-zA-Z][^*]*)\*)"),
        place(R"(`((?:tests|web|src|docs|data)/[^`]*)`)");
    auto const all = titles();
    std::vector<std::string> findings;
    std::size_t met = 0, tests = 0;
    for (auto const& row : rows()) {
        met += row.state == "met";
        if (row.state == "met" && row.where.size() < 4) findings.push_back(row.number + ": met, but where?");
        for (std::sregex_iterator at(row.where.begin(), row.where.end(), named), end; at != end; ++at) {
            auto name = (*at)[1].str();
            while (name.ends_with("…")) name.resize(name.size() - 3);
            ++tests;
            bool const is_scenario = name.starts_with("scenario: ");
            bool const is_there =
                is_scenario
                    ? fs::exists(support::source_path("tests/scenarios/" + name.substr(10) + ".scenario"))
                    : all.find(name) != std::string::npos;
            if (!is_there) findings.push_back(row.number + ": no test is called " + name);
        }
        for (std::sregex_iterator at(row.where.begin(), row.where.end(), place), end; at != end; ++at)
            if (!fs::exists(support::source_path((*at)[1].str())))
                findings.push_back(row.number + ": there is no " + (*at)[1].str());
    }
    CHECK(met > 100);
    CHECK(tests > 60);
    CHECK_MESSAGE(findings.empty(), joined(findings));
}

}  // namespace entrepot::house
