// Each operation of tests/house/operations.txt has its route, keeps who may call it, and is asked by scenarios
// for everything that the list says of it.
#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "base/fold.hpp"
#include "house/source.hpp"
#include "scenarios/scenario.hpp"
#include "support/house.hpp"

namespace entrepot::house {

namespace {

struct Wanted {
    int line = 0;
    std::vector<std::string> words;  // the status first
};
struct Operation {
    std::string name, method, path, who;
    std::vector<Wanted> wanted;
};

std::vector<std::string> split(std::string const& text, std::string const& by) {
    std::vector<std::string> out(1);
    for (std::size_t i = 0; i < text.size();) {
        bool const here = text.compare(i, by.size(), by) == 0;
        if (here) out.emplace_back();
        else out.back() += text[i];
        i += here ? by.size() : 1;
    }
    return out;
}

std::vector<Operation> read_operations(std::string const& text) {
    std::vector<Operation> out;
    std::istringstream in(text);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line[0] == '#') continue;
        if (line.starts_with("  ")) {
            REQUIRE(!out.empty());
            out.back().wanted.push_back({number, split(line.substr(2), " | ")});
            continue;
        }
        auto const words = split(line, " ");
        REQUIRE_MESSAGE(words.size() == 4, line);
        out.push_back({words[0], words[1], words[2], words[3], {}});
    }
    return out;
}

std::vector<std::string> parts(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return split(path, "/");
}

// {customer} fits any id, and no word that stands in its place in another operation's path.
bool fits(std::string const& pattern, std::string const& path) {
    static std::set<std::string> const literal = {"relationshiprequests", "all"};
    auto const wanted = parts(pattern), given = parts(path);
    if (wanted.size() != given.size()) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (wanted[i].starts_with('{') ? literal.count(given[i]) > 0
                                       : lower_ascii(wanted[i]) != lower_ascii(given[i]))
            return false;
    return true;
}

bool shows(scenarios::Step const& step, std::vector<std::string> const& words) {
    auto const query =
        step.target.find('?') == std::string::npos ? "" : step.target.substr(step.target.find('?'));
    std::string sent = step.body, expected = step.answer_body;
    for (auto const& [name, value] : step.headers) sent += '\n' + name + ": " + value;
    for (auto const& [name, value] : step.answer_headers) expected += '\n' + name + ": " + value;
    if (std::to_string(step.status) != words.at(0)) return false;
    bool const app =
        step.who.starts_with("app@") || (step.who == "nobody" && sent.find("Bearer") != std::string::npos);
    for (std::size_t i = 1; i < words.size(); ++i) {
        auto const text = words[i].substr(1);
        bool const holds = words[i] == "app"      ? app
                           : words[i] == "person" ? !app && step.who != "nobody"
                           : words[i][0] == '@'   ? step.who.ends_with(words[i])
                           : words[i][0] == '?'   ? query.find(text) != std::string::npos
                           : words[i][0] == '>'   ? sent.find(text) != std::string::npos
                           : words[i][0] == '<'   ? expected.find(text) != std::string::npos
                                                  : false;
        if (!holds) return false;
    }
    return true;
}

std::vector<scenarios::Step> all_steps() {
    std::vector<scenarios::Step> out;
    for (auto const& entry : std::filesystem::directory_iterator(support::source_path("tests/scenarios"))) {
        if (entry.path().extension() != ".scenario") continue;
        for (auto& step : scenarios::read_scenario(entry.path().string()).steps)
            if (step.kind == scenarios::Step::Kind::request) out.push_back(std::move(step));
    }
    return out;
}

std::vector<std::string> missing(std::vector<Operation> const& operations,
                                 std::vector<scenarios::Step> const& steps) {
    std::vector<std::string> out;
    for (auto const& operation : operations) {
        std::vector<scenarios::Step const*> own;
        for (auto const& step : steps)
            if (api::method_name(step.method) == operation.method &&
                fits(operation.path, step.target.substr(0, step.target.find('?'))))
                own.push_back(&step);
        if (operation.wanted.empty()) out.push_back(operation.name + ": nothing is wanted of it");
        for (auto const& wanted : operation.wanted)
            if (std::none_of(own.begin(), own.end(),
                             [&](auto const* step) { return shows(*step, wanted.words); }))
                out.push_back(operation.name + ": no scenario shows line " + std::to_string(wanted.line));
    }
    return out;
}

std::vector<Operation> const& operations() {
    static auto const all = read_operations(read_file("tests/house/operations.txt"));
    return all;
}

}  // namespace

TEST_CASE("operations: what a scenario shows is told from what it does not") {
    scenarios::Step step;
    step.method = api::Method::get;
    step.target = "/v1/customers/<one>/profiles/billing?x=1";
    step.who = "app@provider";
    step.status = 200;
    step.answer_body = "{ \"etag\": \"<etag>\" }";
    auto const lacking = [&](std::string const& list) {
        return missing(read_operations(list), {step}).size();
    };
    std::string const head = "billing GET /v1/customers/{customer}/profiles/billing both\n";
    CHECK(lacking(head) == 1);
    CHECK(lacking(head + "  200 | app | ?x=1 | <\"etag\"\n") == 0);
    CHECK(lacking(head + "  200 | person\n") == 1);
    CHECK(lacking(head + "  404 | app\n") == 1);
    CHECK(lacking(head + "  200 | app | <etags\n") == 1);
    CHECK(lacking("other GET /v1/customers/{customer} both\n  200\n") == 1);
    CHECK(lacking("other PUT /v1/customers/{customer}/profiles/billing both\n  200\n") == 1);
}

TEST_CASE("operations: every one has its route, and who may call it is as listed") {
    support::House house;
    std::vector<std::string> findings;
    for (auto const& operation : operations()) {
        api::Route const* found = nullptr;
        for (auto const& route : house.inside().router().routes())
            if (api::method_name(route.method) == operation.method && fits(operation.path, route.pattern))
                found = &route;
        if (!found) findings.push_back(operation.name + " has no route");
        else if (found->needs_user != (operation.who == "person"))
            findings.push_back(operation.name + (found->needs_user ? " refuses apps" : " lets apps in"));
    }
    CHECK(operations().size() >= 38);
    CHECK_MESSAGE(findings.empty(), joined(findings));
}

TEST_CASE("operations: scenarios ask every one, and for everything that the list says") {
    auto const findings = missing(operations(), all_steps());
    CHECK_MESSAGE(findings.empty(), joined(findings));
}

}  // namespace entrepot::house
