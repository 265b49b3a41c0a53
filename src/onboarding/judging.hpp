// Judging an onboarding on facts that were read before: one of them, or an import's rows by the thousand.
#pragma once

#include "onboarding/onboarding.hpp"

namespace entrepot::onboarding {

// What the rules of attesting need of the caller: why not, in the reader's words, or empty.
struct Attester {
    std::string why_not;
    agreements::Origin origin = {};
};

// The customer as it will be, and what was said of the form. It counts only where there are no problems.
struct Judged {
    customers::Customer customer;
    std::optional<agreements::Agreement> agreement;
    std::vector<FieldProblem> problems, warnings;
    std::vector<std::string> overridden;  // fields whose form was set aside with a reason
};

// Company, address and contact. The facts' paths are those of set_paths(); what is missing stands among
// out.problems at once, what is wrong besides comes into `found`.
void judge_company(OnboardingForm const& form, customers::AddingFacts const& facts, Act const& act,
                   Judged& out, Problems& found);

// How the customer stands with the agreement; true where it is to be attested, see judge_attested().
bool judge_agreement_kind(OnboardingForm const& form, Act const& act, Attester const& attester, Judged& out,
                          Problems& found);
void judge_attested(OnboardingForm const& form, Act const& act, agreements::Attesting facts, Judged& out,
                    Problems& found);

// One sentence a field: what is missing is not also malformed.
void add_new(Problems const& found, std::vector<FieldProblem>& out);
// Last: what an address looks like may be set aside with a reason; and what is allowed but looks wrong.
void settle(OnboardingForm const& form, Judged& out);

}  // namespace entrepot::onboarding
