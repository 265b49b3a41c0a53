// Runs every tests/scenarios/*.scenario on every engine, each on a house of its own: one test case a file.
#include <doctest/doctest.h>

#include <algorithm>
#include <future>

#include "access/second_factor.hpp"
#include "scenarios/match.hpp"
#include "scenarios/scenario.hpp"
#include "support/house.hpp"
#include "support/source_dir.hpp"

namespace entrepot::scenarios {

namespace {

class Player {
public:
    Player(Scenario const& scenario, support::Engine engine)
        : scenario_(scenario),
          house_(engine, {.cloud = scenario.cloud}),
          names_([this](std::string const& name) { return known(name); }) {}

    void play() {
        for (auto const& step : scenario_.steps) {
            line_ = step.line;
            try {
                if (step.kind == Step::Kind::restart) house_.restart();
                else if (step.kind == Step::Kind::jobs) house_.run_jobs();
                else if (step.kind == Step::Kind::clock) move_clock(step);
                else ask(step);
            } catch (std::exception const& error) {
                fail(error.what());
            }
            if (failed_) return;
        }
    }

private:
    void ask(Step const& step) {
        auto request = support::request(step.method, names_.fill(step.target), names_.fill_json(step.body));
        for (auto const& [name, value] : step.headers) request.headers.emplace_back(name, names_.fill(value));
        for (auto const& header : house_.caller(step.who, step.by_session))
            if (request.header(header.first).empty()) request.headers.push_back(header);
        std::vector<std::promise<api::Answer>> promises(static_cast<std::size_t>(step.at_once));
        for (auto& promise : promises)
            house_.inside().dispatcher().handle(
                request, [&](api::Answer answer) { promise.set_value(std::move(answer)); });
        std::vector<api::Answer> answers;
        for (auto& promise : promises) answers.push_back(promise.get_future().get());
        line_ = step.answer_line;
        for (auto const& answer : answers) compare(step, answer);
    }

    void compare(Step const& step, api::Answer const& answer) {
        if (answer.status != step.status)
            return fail("expected status " + std::to_string(step.status) + ", got " +
                        std::to_string(answer.status) + "\n  " + answer.body.substr(0, 1500));
        for (auto const& [name, pattern] : step.answer_headers) compare_header(answer, name, pattern);
        auto const& kept = answers_[step.label];
        if (step.compare == Step::Compare::same && answer.body != kept)
            return fail("expected the bytes of " + step.label + "\n  " + kept + "\n  got\n  " + answer.body);
        if (step.compare == Step::Compare::different && answer.body == kept)
            return fail("expected another answer than " + step.label);
        if (step.compare == Step::Compare::no && !step.label.empty()) answers_[step.label] = answer.body;
        if (step.answer_body.empty()) return;
        if (step.answer_body == "(empty)\n") {
            if (!answer.body.empty()) fail("expected an empty body, got " + answer.body.substr(0, 600));
        } else if (auto const difference = json_differs(step.answer_body, answer.body, names_)) {
            fail(*difference);
        }
    }

    void compare_header(api::Answer const& answer, std::string const& name, std::string const& pattern) {
        std::string got;
        bool found = false;
        if (name == "Content-Type") found = !(got = answer.content_type).empty();
        for (auto const& [key, value] : answer.headers)
            if (key == name && !found) got = value, found = true;  // of several, the first
        if (pattern == "<absent>" ? !found : found && text_fits(pattern, got, names_)) return;
        fail(name + ": expected " + pattern + ", got " + (found ? got : "no such header"));
    }

    void move_clock(Step const& step) {
        auto request = support::request(api::Method::put, "/ext/v1/sandbox/clock",
                                        "{\"advance\":\"" + step.advance + "\"}");
        auto const usual = house_.cloud() == "usgov" ? "gov1" : "provider";
        request.headers = house_.caller("owner@" + (step.clock_of.empty() ? usual : step.clock_of));
        auto const answer = house_.ask(std::move(request));
        if (answer.status != 200) fail("the clock did not move: " + answer.body);
    }

    // <tenant:provider>, <upn:sales@provider>, …; <today>, <today+7>, <today-3> by the provider's clock.
    std::optional<std::string> known(std::string const& name) {
        auto const colon = name.find(':');
        if (name.starts_with("today")) return today(name.substr(5));
        if (colon == std::string::npos) return std::nullopt;
        auto const what = name.substr(0, colon), of = name.substr(colon + 1);
        if (what.starts_with("totp")) return code(what.substr(4), of);
        if (what == "tenant") return house_.tenant(of).id.text();
        if (what == "mpn") return house_.tenant(of).mpn_id;
        if (what == "domain") return house_.tenant(of).domain;
        if (what == "app") return house_.tenant(of).apps.at(0).id.text();
        if (what == "secret") return house_.tenant(of).apps.at(0).secret;
        auto const at = of.find('@');
        if (what == "upn") return house_.person(of.substr(0, at), of.substr(at + 1)).user_name;
        if (what == "password") return house_.person(of.substr(0, at), of.substr(at + 1)).password;
        return std::nullopt;
    }

    // <totp:secret> of a secret that was caught; <totp+1:secret>: the code after it, which is accepted too.
    std::string code(std::string const& shift, std::string const& secret) {
        auto const caught = names_.find(secret);
        if (!caught) throw std::runtime_error("no secret was caught as " + secret);
        // Counted from the first code asked for, so that what comes between does not shift them.
        if (!first_step_) first_step_ = access::totp_step(real_time());
        auto const step = *first_step_ + (shift.empty() ? 0 : std::stoi(shift));
        return access::totp(access::from_base32(caught->text), step);
    }

    std::string today(std::string const& shift) {
        Caller caller;
        caller.tenant = house_.tenant(house_.cloud() == "usgov" ? "gov1" : "provider").id;
        auto const now = house_.inside().keeper().business_time(caller, real_time());
        auto const days_ahead = shift.empty() ? 0 : std::stoi(shift);
        return format_date(std::chrono::floor<days>(now) + days{days_ahead});
    }

    void fail(std::string const& why) {
        failed_ = true;
        ADD_FAIL_CHECK_AT(scenario_.file.c_str(), line_, why);
    }

    Scenario const& scenario_;
    support::House house_;
    Names names_;
    std::map<std::string, std::string> answers_;
    std::optional<std::int64_t> first_step_;
    int line_ = 0;
    bool failed_ = false;
};

std::vector<std::string> const& files() {
    static std::vector<std::string> const all = [] {
        std::vector<std::string> out;
        for (auto const& entry : std::filesystem::directory_iterator(support::source_path("tests/scenarios")))
            if (entry.path().extension() == ".scenario") out.push_back(entry.path().string());
        std::sort(out.begin(), out.end());
        return out;
    }();
    return all;
}

void play(std::string const& file) {
    auto const scenario = read_scenario(file);
    for (auto const engine : support::engines()) {
        INFO("on ", std::string(support::name_of(engine)));
        Player(scenario, engine).play();
    }
}

// doctest knows test cases by function pointers; these are made for as many files as there may be.
constexpr std::size_t most_files = 200;
template <std::size_t I>
void play_nth() {
    play(files()[I]);
}

template <std::size_t... I>
int add_cases(std::index_sequence<I...>) {
    static std::vector<std::string> names;
    names.reserve(files().size());
    for (auto const& file : files())
        names.push_back("scenario: " + std::filesystem::path(file).stem().string());
    auto const add = [](std::size_t i, void (*run)()) {
        if (i >= files().size()) return;
        using namespace doctest::detail;
        regTest(TestCase(run, files()[i].c_str(), 1, TestSuite()) * names[i].c_str());
    };
    (add(I, play_nth<I>), ...);
    return 0;
}

[[maybe_unused]] int const added = add_cases(std::make_index_sequence<most_files>{});

}  // namespace

}  // namespace entrepot::scenarios
