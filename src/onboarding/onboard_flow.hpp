// The act itself: judged whole, then written whole, in one transaction.
#pragma once

#include "customers/add_flow.hpp"
#include "customers/qualification_flow.hpp"
#include "onboarding/judging.hpp"
#include "onboarding/secret_link.hpp"
#include "orders/purchase_flow.hpp"

namespace entrepot::onboarding {

// Everything that was decided before anything is written.
struct Prepared : Judged {
    customers::AddingFacts facts;
    customers::DomainFound domain;
    std::optional<orders::Buying> buying;
    orders::Plan plan;
    std::optional<orders::Quote> quote;
};

// What was set aside with a reason; nothing where nothing was.
void log_override(db::Tx& tx, Act const& act, OnboardingForm const& form, Judged const& judged);
// What is asked of the qualification's own rules, and whether they allow it.
customers::QualificationAsk qualification_ask(OnboardingForm const& form, bool sandbox);
void judge_qualification(db::Tx& tx, Act const& act, OnboardingForm const& form, bool sandbox, Judged& out,
                         Problems& problems);

// Reads and judges; writes nothing. Throws Problem 1000 (404) for a draft that is not the caller's.
// `with_lines` false: only company to reseller.
Prepared prepare(db::Tx& tx, Act const& act, OnboardingForm const& form, Attester const& attester,
                 bool sandbox, bool with_lines);
// What was judged before others wrote: whether the domain and its administrator's name are still free.
void judge_domain_again(db::Tx& tx, Act const& act, OnboardingForm const& form, Prepared& prepared);
// One warning for each customer that this one may be. Shown before the act.
void warn_of_twins(db::Tx& tx, Act const& act, OnboardingForm const& form, Prepared& out);
std::vector<Creation> creations(Prepared const& prepared);

// Throws where prepare() found problems or the domain has just been taken; else customer, agreement, orders,
// subscriptions, link, events and result are written together; the result under the request id's text.
// Returns it, an Onboarded, as the JSON that is kept and answered; the customer is `prepared`'s.
std::string onboard(db::Tx& tx, Safe& safe, Act const& act, OnboardingForm const& form,
                    std::string const& request, Prepared& prepared);

// The answer of the newest onboarding of this tenant under a request id, as JSON; nothing where there is
// none.
std::optional<std::string> find_result(db::Tx& tx, Safe& safe, Scope const& scope,
                                       std::string const& request);
std::int64_t end_old_results(db::Tx& tx, Time real_now);

}  // namespace entrepot::onboarding
