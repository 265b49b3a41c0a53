// The SQL of overrides: see address_override_store.hpp.
#include "customers/address_override_store.hpp"

#include "access/caller_name_store.hpp"
#include "events/event.hpp"

namespace entrepot::customers {

void keep_override(db::Tx& tx, Act const& act, Overridden const& whose, std::string const& reason,
                   std::vector<std::string> const& set_aside) {
    if (!set_aside.empty()) return keep_first_override(tx, act, whose, reason, set_aside);
    tx.exec(Scope::partner(whose.partner),
            "DELETE FROM address_overrides WHERE subject_id = $1 AND profile = $2 AND {scope}", whose.subject,
            whose.profile);
}

void keep_first_override(db::Tx& tx, Act const& act, Overridden const& whose, std::string const& reason,
                         std::vector<std::string> const& set_aside) {
    if (set_aside.empty()) return;
    auto const scope = Scope::partner(whose.partner);
    KeptOverride const kept{whose.partner, whose.subject, whose.profile,
                            set_aside,     reason,        access::name_of_caller_or_operator(tx, act.caller),
                            act.now};
    if (!tx.try_insert(scope, kept)) tx.update(scope, kept);
    events::append(tx, act, {whose.partner, whose.reseller, whose.customer}, "address_overridden",
                   whose.subject, AddressOverridden{reason, set_aside});
}

std::vector<KeptOverride> overrides_of(db::Tx& tx, Id<Tenant> partner, Id<Tenant> subject) {
    return tx.list<KeptOverride>(
        Scope::partner(partner),
        "SELECT {*} FROM address_overrides WHERE subject_id = $1 AND {scope} ORDER BY profile", subject);
}

}  // namespace entrepot::customers
