// Who does something, when, and under which ids: what stores and events need of a request.
#pragma once

#include "base/caller.hpp"
#include "base/time.hpp"

namespace entrepot {

enum class Language : std::uint8_t { en, fr };
constexpr auto wire_names(Language) { return std::array{Wire{Language::en, "en"}, Wire{Language::fr, "fr"}}; }

// Which of the vendor's clouds the deployment is for.
enum class Cloud : std::uint8_t { global, usgov };
constexpr Cloud cloud_of(std::string_view word) { return word == "usgov" ? Cloud::usgov : Cloud::global; }

struct Act {
    Caller caller;
    Time now;       // business time: the sandbox clock of the partner, or real time
    Time real_now;  // for tokens, sessions, links, idempotency and limits
    Language language = Language::en;
    Cloud cloud = Cloud::global;
    Uuid correlation;
    Uuid request;

    // The US Government cloud has no customer agreement: the reseller's contract holds it (rules.md A13).
    bool needs_agreement() const { return cloud == Cloud::global; }
    Scope scope() const { return caller.scope(); }
    // Worked from the server's own hand: seeds and jobs.
    static Act system(Time now, Time real_now) {
        Act act;
        act.now = now;
        act.real_now = real_now;
        return act;
    }
};

}  // namespace entrepot
