// What the dispatcher asks of access/: who calls, may they, what time is it for them;
// with the safe for answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/message.hpp"
#include "base/permission.hpp"
#include "base/problem.hpp"
#include "base/safe.hpp"
#include "base/time.hpp"

namespace entrepot::api {

struct Gate : Safe {
    // Throws Problem 401 for a token or session that is not valid.
    virtual Caller identify(Request const& request) = 0;
    // Over the caller, and where given how what it is about stands.
    virtual Verdict may(Caller const& caller, Permission permission, Standing const& standing = {}) = 0;
    // The business time of the caller's partner: real time but in a sandbox.
    virtual Time business_time(Caller const& caller, Time real) = 0;
    // How this deployment is reached, https://partners.example: for links and issuers. Never from the
    // request's Host, which anybody can write.
    virtual std::string public_url() const { return "http://localhost"; }
};

// 403, with the reasons.
class Refused : public Problem {
public:
    explicit Refused(Verdict verdict) : Problem("forbidden"), verdict(std::move(verdict)) {}
    Verdict verdict;
};

}  // namespace entrepot::api
