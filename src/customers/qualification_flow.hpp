// Asking for a qualification and deciding on it, in the caller's transaction.
#pragma once

#include "customers/qualification.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

struct QualificationAsk {
    Qualification qualification = Qualification::none;
    std::optional<std::string> code, segment, website;
    bool reviewed = true;  // false: granted at once, as a sandbox does for what is added in one act
    std::string path = "qualification", code_path = "code";
};

// Reads what the rules rest on and adds what speaks against it; a code is not spent.
void judge(db::Tx& tx, Act const& act, Customer const& customer, QualificationAsk const& ask,
           Problems& problems);
// Education goes to review (D2), a government code is the approval (D4). Call judge first.
QualificationRecord record_qualification(db::Tx& tx, Act const& act, Customer const& customer,
                                         QualificationAsk const& ask);

struct Decision {
    bool approve = false;
    std::string reason;  // of a refusal, for the partner
};
// Throws Problem 1000 (404) where the scope has no such request, qualification_decided where it is no more
// in review.
QualificationRecord decide(db::Tx& tx, Act const& act, Scope const& scope, Id<QualificationRequest> id,
                           Decision const& decision);

// How a person signs what they do; an app by what it is.
std::string name_of(db::Tx& tx, Caller const& caller);

}  // namespace entrepot::customers
