// Reading scenario files (syntax: README.md).
#include <fstream>
#include <stdexcept>

#include "scenarios/scenario.hpp"

namespace entrepot::scenarios {

namespace {

bool starts_request(std::string const& line, api::Method& method) {
    constexpr std::pair<std::string_view, api::Method> methods[] = {
        {"GET ", api::Method::get}, {"HEAD ", api::Method::head},   {"POST ", api::Method::post},
        {"PUT ", api::Method::put}, {"PATCH ", api::Method::patch}, {"DELETE ", api::Method::del}};
    for (auto const& [word, one] : methods)
        if (line.starts_with(word)) return method = one, true;
    return false;
}

// `Name: value` as a header has it; JSON and forms do not look like it.
bool split_header(std::string const& line, std::pair<std::string, std::string>& out) {
    auto const colon = line.find(": ");
    if (colon == std::string::npos || colon == 0) return false;
    for (char const c : line.substr(0, colon))
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    out = {line.substr(0, colon), line.substr(colon + 2)};
    return true;
}

bool cut_suffix(std::string& text, std::string_view suffix) {
    if (!text.ends_with(suffix)) return false;
    text.resize(text.size() - suffix.size());
    return true;
}

class Reader {
public:
    explicit Reader(std::string const& file) {
        scenario_.file = file;
        std::ifstream in(file);
        if (!in) throw std::runtime_error(file + " cannot be read");
        for (std::string line; std::getline(in, line);) lines_.push_back(line);
    }

    Scenario read() {
        for (; at_ < lines_.size(); ++at_) {
            auto const& line = lines_[at_];
            if (line.starts_with("# ") && scenario_.sentence.empty()) scenario_.sentence = line.substr(2);
            if (line.empty() || line[0] == '#') continue;
            if (line.starts_with("cloud ") && scenario_.steps.empty()) {
                scenario_.cloud = line.substr(6);
                continue;
            }
            Step step;
            step.line = static_cast<int>(at_) + 1;
            if (line == "restart") step.kind = Step::Kind::restart;
            else if (line == "jobs") step.kind = Step::Kind::jobs;
            else if (line.starts_with("clock +")) read_clock(step, line.substr(7));
            else if (starts_request(line, step.method)) read_request(step, line);
            else refuse("expected a request, `clock +…`, `jobs` or `restart`, not: " + line);
            scenario_.steps.push_back(std::move(step));
        }
        return std::move(scenario_);
    }

private:
    // `1 day`, `2 months of direct-us`: an ISO 8601 period and whose clock.
    void read_clock(Step& step, std::string words) {
        step.kind = Step::Kind::clock;
        if (auto const of = words.find(" of "); of != std::string::npos) {
            step.clock_of = words.substr(of + 4);
            words.resize(of);
        }
        auto const space = words.find(' ');
        auto const number = words.substr(0, space),
                   unit = space == std::string::npos ? "" : words.substr(space + 1);
        if (unit.starts_with("day")) step.advance = 'P' + number + 'D';
        else if (unit.starts_with("month")) step.advance = 'P' + number + 'M';
        else if (unit.starts_with("year")) step.advance = 'P' + number + 'Y';
        else if (unit.starts_with("hour")) step.advance = "PT" + number + 'H';
        else refuse("a clock moves by days, months, years or hours");
    }

    void read_request(Step& step, std::string const& line) {
        auto target = line.substr(line.find(' ') + 1);
        if (cut_suffix(target, " at once")) {
            auto const comma = target.rfind(", ");
            if (comma == std::string::npos) refuse("expected `, N at once`");
            step.at_once = std::stoi(target.substr(comma + 2));
            target.resize(comma);
        }
        step.by_session = cut_suffix(target, " by session");
        if (auto const as = target.rfind(" as "); as != std::string::npos) {
            step.who = target.substr(as + 4);
            target.resize(as);
        }
        step.target = target;
        std::pair<std::string, std::string> header;
        while (split_header(next("---- and a status"), header)) step.headers.push_back(header);
        for (; !lines_[at_].starts_with("---- "); next("---- and a status"))
            if (!lines_[at_].starts_with("# ")) step.body += (step.body.empty() ? "" : "\n") + lines_[at_];
        read_answer(step);
    }

    void read_answer(Step& step) {
        step.answer_line = static_cast<int>(at_) + 1;
        auto words = lines_[at_].substr(5);
        if (words.size() < 3 || (step.status = std::atoi(words.c_str())) < 200) refuse("expected a status");
        words.erase(0, 3);
        if (words.starts_with(" called ")) step.label = words.substr(8);
        else if (words.starts_with(" same as "))
            step.label = words.substr(9), step.compare = Step::Compare::same;
        else if (words.starts_with(" not as "))
            step.label = words.substr(8), step.compare = Step::Compare::different;
        else if (!words.empty())
            refuse("expected `called NAME`, `same as NAME` or `not as NAME` after the status");
        std::pair<std::string, std::string> header;
        bool in_headers = true;
        while (at_ + 1 < lines_.size() && !lines_[at_ + 1].empty()) {
            auto const& line = lines_[++at_];
            if (line.starts_with("# ")) continue;
            if ((in_headers = in_headers && split_header(line, header)))
                step.answer_headers.push_back(header);
            else step.answer_body += line + '\n';
        }
    }

    std::string const& next(char const* wanted) {
        if (at_ + 1 >= lines_.size()) refuse(std::string("the file ends where ") + wanted + " should be");
        return lines_[++at_];
    }

    [[noreturn]] void refuse(std::string const& why) const {
        throw std::runtime_error(scenario_.file + ':' + std::to_string(at_ + 1) + ": " + why);
    }

    Scenario scenario_;
    std::vector<std::string> lines_;
    std::size_t at_ = 0;
};

}  // namespace

Scenario read_scenario(std::string const& file) { return Reader(file).read(); }

}  // namespace entrepot::scenarios
