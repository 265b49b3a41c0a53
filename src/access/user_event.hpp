// What the log says of people: whose change it is, and who did it where no session says so.
#pragma once

#include "access/account.hpp"
#include "events/event.hpp"

namespace entrepot::access {

struct UserEvent {
    std::string user_name;
    std::vector<Role> roles;
    std::optional<std::string> detail;
    static constexpr std::string_view schema_name = "UserEvent";
    static constexpr auto fields() {
        return Fields{field("userName", &UserEvent::user_name, "Whom it concerns."),
                      field("roles", &UserEvent::roles, "Their roles after it."),
                      field("detail", &UserEvent::detail, "What else is to be known.")};
    }
};

// A tenant's people are its own affair: no other tenant reads of them.
inline events::Owners owners_of(Id<Tenant> tenant, TenantKind kind) {
    events::Owners out;
    out.partner = tenant;
    if (kind == TenantKind::indirect_reseller) out.reseller = tenant;
    if (kind == TenantKind::customer) out.customer = tenant;
    return out;
}

// The same act, by the person who proves themselves with it.
inline Act as_person(Act act, UserRecord const& user, TenantKind kind) {
    act.caller.tenant = user.tenant;
    act.caller.kind = kind;
    act.caller.user = user.id;
    return act;
}

inline void record(db::Tx& tx, Act const& act, UserRecord const& user, std::string_view what,
                   std::optional<std::string> detail = {}) {
    events::append(tx, act, owners_of(user.tenant, act.caller.kind), what, user.id,
                   UserEvent{user.user_name, user.roles, std::move(detail)});
}

}  // namespace entrepot::access
