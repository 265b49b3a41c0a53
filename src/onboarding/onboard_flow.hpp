// The act itself: judged whole, then written whole, in one transaction.
#pragma once

#include "onboarding/onboarding.hpp"
#include "onboarding/secret_link.hpp"
#include "orders/purchase_flow.hpp"

namespace entrepot::onboarding {

// Everything that was decided before anything is written.
struct Prepared {
    customers::AddingFacts facts;
    customers::Customer customer;
    std::optional<agreements::Agreement> agreement;
    std::optional<orders::Buying> buying;
    orders::Plan plan;
    std::optional<orders::Quote> quote;
    std::vector<FieldProblem> problems, warnings;
    std::vector<std::string> overridden;  // fields whose form was set aside with a reason
};

// What the rules of attesting need of the caller: why not, in the reader's words, or empty.
struct Attester {
    std::string why_not;
    agreements::Origin origin = {};
};

// Reads and judges; writes nothing. Throws Problem 1000 (404) for a draft that is not the caller's.
// `with_lines` false: only company to reseller.
Prepared prepare(db::Tx& tx, Act const& act, OnboardingForm const& form, Attester const& attester,
                 bool sandbox, bool with_lines);
// What is no problem but worth a look, customers that this one may be above all. Shown before the act.
void add_warnings(db::Tx& tx, Act const& act, OnboardingForm const& form, Prepared& out);
std::vector<Creation> creations(Prepared const& prepared);

// Throws where prepare() found problems or the domain has just been taken; else customer, agreement, orders,
// subscriptions, link, events and result are written together; the result under the request id's text.
Onboarded onboard(db::Tx& tx, Safe& safe, Act const& act, OnboardingForm const& form,
                  std::string const& request, Prepared& prepared);

// The answer of the newest onboarding of this tenant under a request id, as JSON; nothing where there is
// none.
std::optional<std::string> find_result(db::Tx& tx, Safe& safe, Scope const& scope,
                                       std::string const& request);
std::int64_t end_old_results(db::Tx& tx, Time real_now);

}  // namespace entrepot::onboarding
