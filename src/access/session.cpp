// Opening and showing portal sessions: see session.hpp.
#include "access/session.hpp"

#include <algorithm>

#include "access/gate.hpp"
#include "access/session_cookie.hpp"
#include "api/verdict.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

constexpr auto session_life = hours{12};

std::string random_word() {
    std::uint8_t bytes[32];
    fill_random(bytes, sizeof bytes);
    return base64url({reinterpret_cast<char const*>(bytes), sizeof bytes});
}

// Each permission by its name.
std::string permissions_json(api::Context& context, Caller const& caller) {
    std::string out;
    for (auto const& [permission, name] : wire_names(Permission{}))
        out += (out.empty() ? "{\"" : ",\"") + std::string(name) +
               "\":" + api::verdict_json(context.gate.may(caller, permission), context.act.language);
    return out + '}';
}

SessionView make_view(api::Context& context, UserRecord const& user, TenantRecord const& tenant,
                      Caller const& caller, std::string csrf) {
    SessionView view;
    view.user = {user.id, user.display_name(), user.user_name, user.email};
    view.tenant = {tenant.id,     tenant.name,   tenant.kind,    tenant.country,
                   tenant.mpn_id, tenant.domain, tenant.currency};
    view.roles = user.roles;
    view.preferences = user.preferences;
    view.csrf = std::move(csrf);
    view.sandbox = context.sandbox;
    view.cloud = context.cloud;
    view.business_time = context.gate.business_time(caller, context.act.real_now);
    view.permissions.text = permissions_json(context, caller);
    for (auto const& one : users_of(context.tx, tenant.id))
        if (std::find(one.roles.begin(), one.roles.end(), Role::global_admin) != one.roles.end())
            view.administrators.push_back({one.display_name(), one.email});
    return view;
}

}  // namespace

SessionView open_session(api::Context& context, UserRecord const& user) {
    auto const tenant = get_tenant(context.tx, user.tenant);
    auto const cookie = random_word();
    SessionRecord const session{
        base64url(context.gate.digest(cookie)), user.tenant, user.id, random_word(), context.act.real_now,
        context.act.real_now + session_life};
    context.database.write([&](db::Tx& tx) { insert_session(tx, session); });
    context.header("Set-Cookie",
                   set_session_cookie(context.request, cookie, std::chrono::seconds(session_life).count()));
    Caller caller;
    caller.tenant = tenant.id;
    caller.kind = tenant.kind;
    caller.user = user.id;
    caller.roles = user.roles;
    caller.mfa = true;
    return make_view(context, user, tenant, caller, session.csrf);
}

SessionView view_session(api::Context& context) {
    auto const& caller = context.caller();
    auto const user = caller.user ? find_user(context.tx, *caller.user) : std::nullopt;
    if (!user) throw Problem("not_signed_in");
    return make_view(context, *user, get_tenant(context.tx, caller.tenant), caller, caller.csrf);
}

}  // namespace entrepot::access
