// The customer's side: accepting a relationship and the agreement by its own hand, and taking rights back.
#pragma once

#include "access/account.hpp"
#include "agreements/agreement.hpp"
#include "base/act.hpp"
#include "customers/customer.hpp"
#include "partners/invitation_store.hpp"

namespace entrepot::agreements {

// What the customer says of the agreement: which text it was shown, that it accepts, and how to reach who
// signs.
struct Acceptance {
    bool accepts = false;
    std::string language, sha256;
    std::optional<std::string> phone;
    static constexpr std::string_view schema_name = "AgreementAcceptance";
    static constexpr auto fields() {
        using A = Acceptance;
        return Fields{field("accepts", &A::accepts, "That the customer accepts it.").or_default(),
                      field("language", &A::language, "Of the text that was shown.").at_most(20).or_default(),
                      field("textSha256", &A::sha256, "Of the text that was shown.").at_most(64).or_default(),
                      field("phoneNumber", &A::phone, "Of who signs.").at_most(40)};
    }
};

// Direct acceptance (rules.md A2, A10) towards one partner, by the person who calls. Throws acceptance_needed
// or text_changed.
Agreement accept_agreement(db::Tx& tx, Act const& act, customers::Customer const& relation,
                           Acceptance const& given, Origin const& origin);

struct Asked {
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller;
    bool delegated = false;
};
// A company that is a partner's customer becomes one of another, with nothing of what the first one sold it.
customers::Customer begin_relation(db::Tx& tx, Act const& act, customers::Customer const& known,
                                   access::TenantRecord const& partner, Asked const& asked);
// B1, B4, B6, B15: the caller, a customer, becomes one of this partner too, or again; the agreement is
// accepted in the same act where it is missing. Throws Problem.
customers::Customer accept_relationship(db::Tx& tx, Act const& act, Asked const& asked,
                                        Acceptance const& given, Origin const& origin);

// B5. Throws Problem 1000 (404) where there is no relation.
void withdraw_rights(db::Tx& tx, Act const& act, Id<Tenant> partner);

}  // namespace entrepot::agreements
