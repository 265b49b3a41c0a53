// Which rules of agreements, relationships, customers and qualifications (A1 to D10) a test names, and why
// the others have none.
#include <doctest/doctest.h>

#include <iostream>
#include <map>
#include <regex>
#include <set>

#include "house/source.hpp"

namespace entrepot::house {

namespace {

std::map<char, int> const last_of = {{'A', 15}, {'B', 20}, {'C', 16}, {'D', 10}};

std::string id(char letter, int number) { return letter + std::to_string(number); }

// "rules A5", "rules.md A5", "rules B1, B2 and B6", "rules.md B7 to B13".
void find_ids(std::string const& text, std::set<std::string>& out) {
    static std::regex const named(R"(\brules(?:\.md)? ((?:[A-D]\d+)(?:(?:, | and | to )[A-D]\d+)*))");
    static std::regex const one(R"((, | and | to |^)([A-D])(\d+))");
    for (std::sregex_iterator at(text.begin(), text.end(), named), end; at != end; ++at) {
        auto const list = (*at)[1].str();
        int before = 0;
        for (std::sregex_iterator id_at(list.begin(), list.end(), one); id_at != end; ++id_at) {
            auto const letter = (*id_at)[2].str().front();
            auto const number = std::stoi((*id_at)[3].str());
            bool const range = (*id_at)[1].str() == " to ";
            for (int i = range ? before : number; i <= number; ++i) out.insert(id(letter, i));
            before = number;
        }
    }
}

// What opens a file says what it is about; a rule is named where it is tested, below that.
std::string without_head(std::string const& text) {
    std::size_t at = 0;
    while (text.compare(at, 2, "# ") == 0 || text.compare(at, 2, "//") == 0) {
        auto const end = text.find('\n', at);
        if (end == std::string::npos) return "";
        at = end + 1;
    }
    return text.substr(at);
}

std::set<std::string> named_by_tests() {
    namespace fs = std::filesystem;
    std::set<std::string> out;
    for (auto const& entry : fs::recursive_directory_iterator(support::source_path("tests"))) {
        auto const extension = entry.path().extension();
        bool const is_test = extension == ".cpp" || extension == ".scenario";
        if (!is_test || entry.path().filename() == "rules_test.cpp") continue;
        std::ifstream in(entry.path());
        find_ids(without_head({std::istreambuf_iterator<char>(in), {}}), out);
    }
    return out;
}

// A line: an id, a space, why no test names it.
std::map<std::string, std::string> reasons() {
    std::map<std::string, std::string> out;
    std::ifstream in(support::source_path("tests/house/rules_without_test.txt"));
    for (std::string line; std::getline(in, line);) {
        auto const space = line.find(' ');
        if (!line.empty() && line[0] != '#') out[line.substr(0, space)] = line.substr(space + 1);
    }
    return out;
}

}  // namespace

TEST_CASE("rules: ids are read as tests write them") {
    std::set<std::string> found;
    find_ids("rules.md A5 and rules B7 to B9, B12; the rules D1 and D3. rule C4, rules E1", found);
    CHECK(found == std::set<std::string>{"A5", "B7", "B8", "B9", "B12", "D1", "D3"});
}

TEST_CASE("rules: naming one in the head of a file is no test of it") {
    std::set<std::string> found;
    find_ids(without_head("# About rules A1.\n# And rules A2.\nGET /x\n# rules A3: here.\n"), found);
    find_ids(without_head("// About rules B1.\n#include \"x\"\n// rules B2: here.\n"), found);
    CHECK(found == std::set<std::string>{"A3", "B2"});
    CHECK(without_head("# only rules A4").empty());
}

TEST_CASE("rules: every rule from A1 to D10 has a test that names it, or a reason") {
    auto const named = named_by_tests();
    auto const excused = reasons();
    std::vector<std::string> findings;
    std::string covered;
    for (auto const& [letter, last] : last_of)
        for (int i = 1; i <= last; ++i) {
            auto const rule = id(letter, i);
            bool const has_test = named.count(rule) > 0, has_reason = excused.count(rule) > 0;
            if (has_test) covered += (covered.empty() ? "" : " ") + rule;
            if (!has_test && !has_reason) findings.push_back(rule + " has no test and no reason");
        }
    for (auto const& [rule, why] : excused)
        if (why.size() < 20) findings.push_back(rule + ": the reason says too little");
    std::cout << "rules with a test: " << covered << '\n';
    for (auto const& [rule, why] : excused)
        if (!named.count(rule)) std::cout << "rule without: " << rule << ": " << why << '\n';
    CHECK_MESSAGE(findings.empty(), joined(findings));
}

}  // namespace entrepot::house
