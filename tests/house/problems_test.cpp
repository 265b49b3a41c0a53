// Every code that the program may say stands in data/problems, in both languages, well set.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "api/problem_answer.hpp"
#include "house/source.hpp"

namespace entrepot::house {

namespace {

// The arguments of a call whose opening bracket stands at `open`, split at its own commas.
std::vector<std::string> arguments(std::string const& text, std::size_t open) {
    std::vector<std::string> out(1);
    int depth = 0;
    bool in_text = false;
    for (auto i = open; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '"' && text[i - 1] != '\\') in_text = !in_text;
        if (!in_text && (c == '(' || c == '{' || c == '[')) ++depth;
        if (!in_text && (c == ')' || c == '}' || c == ']') && --depth == 0) return out;
        if (!in_text && c == ',' && depth == 1) out.emplace_back();
        else out.back() += c;
    }
    return out;
}

void add_literals(std::string const& text, std::set<std::string>& out) {
    static std::regex const literal("\"([A-Za-z0-9_]+)\"");
    for (std::sregex_iterator at(text.begin(), text.end(), literal), end; at != end; ++at)
        out.insert((*at)[1]);
}

// Codes as they stand in the sources: Problem("…"), problems.add(path, "…"), wrong("…"), Reason{"…"}.
std::set<std::string> codes_of(Source const& source) {
    static std::regex const problem(R"((\bProblem|\bwrong)\()"), add(R"(\bproblems_?\.add\()"),
        reason(R"(\bReason\{)");
    std::set<std::string> out;
    auto const text = source.text();
    auto const each = [&](std::regex const& form, std::size_t which) {
        for (std::sregex_iterator at(text.begin(), text.end(), form), end; at != end; ++at) {
            auto const list = arguments(text, static_cast<std::size_t>(at->position() + at->length() - 1));
            if (list.size() > which) add_literals(list[which], out);
        }
    };
    each(problem, 0);
    each(add, 1);
    each(reason, 0);
    return out;
}

// The words of tests and scenarios, without comments, and how often each stands there.
std::map<std::string, int> words_of_tests() {
    namespace fs = std::filesystem;
    std::map<std::string, int> out;
    std::string word;
    auto const end_word = [&] {
        if (word.starts_with("AADSTS")) word.erase(0, 6);
        if (!word.empty()) ++out[word];
        word.clear();
    };
    for (auto const& entry : fs::recursive_directory_iterator(support::source_path("tests"))) {
        auto const extension = entry.path().extension();
        bool const is_scenario = extension == ".scenario";
        if (!is_scenario && extension != ".cpp" && extension != ".hpp") continue;
        if (entry.path().parent_path().filename() == "house") continue;
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);) {
            if (is_scenario ? line.starts_with("#") : line.find_first_not_of(' ') == line.find("//"))
                continue;
            for (char const c : line)
                if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') word += c;
                else end_word();
            end_word();
        }
    }
    return out;
}

}  // namespace

// Each code by its name; one that goes out as a number of the Partner Center or of Azure AD, by that. Where
// several have the same number, it stands there as often.
TEST_CASE("problems: a test or a scenario provokes every code, or a reason says why not") {
    auto const words = words_of_tests();
    auto const times = [&](std::string const& word) {
        auto const at = words.find(word);
        return at == words.end() ? 0 : at->second;
    };
    std::map<std::string, std::string> excused;
    std::istringstream list(read_file("tests/house/problems_without_test.txt"));
    for (std::string line; std::getline(list, line);) {
        if (line.empty() || line.starts_with("#")) continue;
        auto const space = line.find(' ');
        REQUIRE_MESSAGE(space != std::string::npos, "a reason is missing: " << line);
        excused[line.substr(0, space)] = line.substr(space + 1);
    }
    std::vector<std::string> findings;
    std::map<std::string, std::vector<std::string>> by_number;
    auto const miss = [&](std::string const& code) {
        if (!excused.count(code)) findings.push_back(code + " is provoked by no test and no scenario");
    };
    for (auto const& entry : api::problem_entries()) {
        bool const stands = times(entry.code) > 0;
        if (stands && excused.erase(entry.code)) findings.push_back(entry.code + " has a test: off the list");
        if (stands) continue;
        if (entry.wire.empty() || excused.count(entry.code)) miss(entry.code);
        else by_number[entry.wire].push_back(entry.code);
    }
    for (auto const& [number, codes] : by_number)
        if (times(number) < static_cast<int>(codes.size()))
            for (auto const& code : codes) miss(code + " (" + number + ')');
    for (auto const& [code, reason] : excused) {
        auto const& known = api::problem_entries();
        if (std::ranges::none_of(known, [&](auto const& one) { return one.code == code; }))
            findings.push_back(code + " is on the list of those without a test, and is no code");
    }
    CHECK_MESSAGE(findings.empty(), joined(findings));
}

TEST_CASE("problems: every code that src/ says is in the table") {
    std::set<std::string> known;
    for (auto const& entry : api::problem_entries()) known.insert(entry.code);
    std::vector<std::string> findings;
    std::size_t found = 0;
    for (auto const& source : sources())
        for (auto const& code : codes_of(source)) {
            ++found;
            if (!known.count(code))
                findings.push_back("src/" + source.path + ": " + code + " is not in data/problems");
        }
    CHECK(found > 50);
    CHECK_MESSAGE(findings.empty(), joined(findings));
}

TEST_CASE("problems: both languages, well set, with the same places") {
    static std::regex const place(R"(\{[a-z_A-Z]+\})");
    // A plain space where one that does not break belongs, a straight apostrophe, a hyphen for a dash.
    auto const badly_set = [](std::string const& text) {
        for (auto const* bad : {" :", " ;", " !", " ?", " %", " €", " »", "« ", "'", " - ", "..."})
            if (text.find(bad) != std::string::npos) return true;
        return false;
    };
    std::set<std::string> seen;
    std::vector<std::string> findings;
    for (auto const& entry : api::problem_entries()) {
        auto const say = [&](std::string const& what) { findings.push_back(entry.code + ": " + what); };
        if (!seen.insert(entry.code).second) say("is there twice");
        if (entry.status < 400 || entry.status > 599) say("is no refusal");
        if (entry.en.rule.empty() || entry.fr.rule.empty()) say("one language is missing");
        if (entry.en.remedy.empty() != entry.fr.remedy.empty()) say("a remedy in one language only");
        for (auto const& text : {entry.fr.rule, entry.fr.remedy})
            if (badly_set(text)) say("badly set: " + text);
        auto const places = [&](api::ProblemText const& text) {
            std::set<std::string> out;
            auto const all = text.rule + text.remedy;
            for (std::sregex_iterator at(all.begin(), all.end(), place), end; at != end; ++at)
                out.insert(at->str());
            return out;
        };
        // What is worded in one language stands in that language's sentence: {day_en} here is {day_fr} there.
        auto const in_french = [](std::set<std::string> const& english) {
            static std::regex const ending(R"(_en\}$)");
            std::set<std::string> out;
            for (auto const& one : english) out.insert(std::regex_replace(one, ending, "_fr}"));
            return out;
        };
        if (in_french(places(entry.en)) != places(entry.fr)) say("the places of the two languages differ");
    }
    CHECK_MESSAGE(findings.empty(), joined(findings));
}

}  // namespace entrepot::house
