// The terms of resellers as rows, and partnerships read together with what purchases need of them.
#pragma once

#include "db/tx.hpp"
#include "partners/partnership.hpp"
#include "partners/reseller_terms.hpp"

namespace entrepot::partners {

std::optional<ResellerTerms> find_terms(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller);
// A reseller's with the providers that it sells for now.
std::vector<ResellerTerms> terms_in_force(db::Tx& tx, Id<Tenant> reseller);
void save_terms(db::Tx& tx, ResellerTerms const& terms);

// A partnership as a purchase looks at it: one read.
struct Dealing {
    PartnershipState state = PartnershipState::active;
    std::optional<std::int64_t> margin_points, credit_limit_minor;
    std::optional<Currency> currency;

    bool is_active() const { return state == PartnershipState::active; }
    std::optional<Credit> credit(Id<Tenant> provider, Id<Tenant> reseller) const;

    static constexpr std::string_view schema_name = "Dealing";
    static constexpr auto fields() {
        using D = Dealing;
        return Fields{field("state", &D::state, "Where the partnership stands."),
                      field("marginPoints", &D::margin_points, "Of the terms, where there are any."),
                      field("creditLimitMinor", &D::credit_limit_minor, "Of the terms."),
                      field("currency", &D::currency, "Of the limit.")};
    }
};
std::optional<Dealing> find_dealing(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller);
void expect_dealing(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller);

// With every purchase that was held against a limit: two at once would both see what the other has not
// written yet, so they meet at this row, and the later one judges again (decision 28).
void count_purchase(db::Tx& tx, Credit const& credit);

}  // namespace entrepot::partners
