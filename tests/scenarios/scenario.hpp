// A scenario as it is read from its file: requests with what is expected, clocks and restarts, in order.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "api/message.hpp"

namespace entrepot::scenarios {

struct Step {
    enum class Kind { request, clock, restart, jobs } kind = Kind::request;
    int line = 0;

    // request
    api::Method method = api::Method::get;
    std::string target, who = "nobody";
    bool by_session = false;
    int at_once = 1;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    // what is expected of it
    int answer_line = 0, status = 0;
    enum class Compare { no, same, different } compare = Compare::no;
    std::string label;  // of this answer, or the one it is compared with
    std::vector<std::pair<std::string, std::string>> answer_headers;
    std::string answer_body;  // JSON with patterns, `(empty)`, or nothing where it does not matter

    // clock
    std::string advance, clock_of;  // empty: the provider's, or of the first partner of a government cloud
};

struct Scenario {
    std::string file, sentence;  // the first comment
    std::string cloud = "global";
    std::vector<Step> steps;
};

// Throws std::runtime_error with file:line for what is no scenario.
Scenario read_scenario(std::string const& file);

}  // namespace entrepot::scenarios
