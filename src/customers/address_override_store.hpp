// The last override of an address, of a customer's profile or an organisation's own: the log has all of them,
// and pages show this one.
#pragma once

#include "base/act.hpp"
#include "customers/address_override.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

struct KeptOverride {
    Id<Tenant> partner, subject;
    std::string profile;  // billing, organization, legal
    std::vector<std::string> fields_set_aside;
    std::string reason, by;
    Time at;

    static constexpr std::string_view schema_name = "AddressOverride";
    static constexpr std::string_view table = "address_overrides";
    static constexpr auto fields() {
        using K = KeptOverride;
        return Fields{
            field("partnerId", &K::partner, "Whose record it is.").hidden().key(),
            field("subjectId", &K::subject, "Whose address.").hidden().key(),
            field("profile", &K::profile, "billing, organization or legal.").key(),
            field("fields", &K::fields_set_aside, "What did not have the country's form."),
            field("reason", &K::reason, "Why it stands."),
            field("by", &K::by, "Who said so.").column("overridden_by"),
            field("at", &K::at, "Business time.").column("overridden_at"),
        };
    }
};

// Whose: a customer with its reseller, or an organisation alone.
struct Overridden {
    Id<Tenant> partner, subject;
    std::optional<Id<Tenant>> reseller, customer;
    std::string profile;
};
// Into the log and the row; where nothing was set aside, what was is forgotten.
void keep_override(db::Tx& tx, Act const& act, Overridden const& whose, std::string const& reason,
                   std::vector<std::string> const& set_aside);
// Of one that is new: nothing to forget.
void keep_first_override(db::Tx& tx, Act const& act, Overridden const& whose, std::string const& reason,
                         std::vector<std::string> const& set_aside);
std::vector<KeptOverride> overrides_of(db::Tx& tx, Id<Tenant> partner, Id<Tenant> subject);

}  // namespace entrepot::customers
