// Opening and showing portal sessions: see session.hpp.
#include "access/session.hpp"

#include <algorithm>

#include "access/device.hpp"
#include "access/gate.hpp"
#include "access/second_factor_store.hpp"
#include "access/session_cookie.hpp"
#include "api/verdict.hpp"
#include "base/base64.hpp"
#include "base/fold.hpp"

namespace entrepot::access {

namespace {

constexpr auto session_life = hours{12};
constexpr auto device_life = days{180};
constexpr auto confirmed_life = minutes{15};

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
                      Caller const& caller, SessionRecord const& session) {
    SessionView view;
    view.user = {user.id, user.display_name(), user.user_name, user.email};
    view.tenant = {tenant.id,     tenant.name,   tenant.kind,    tenant.country,
                   tenant.mpn_id, tenant.domain, tenant.currency};
    view.roles = user.roles;
    view.preferences = user.preferences;
    view.csrf = session.csrf;
    view.methods = session.methods;
    view.sandbox = context.sandbox;
    view.cloud = context.cloud;
    view.business_time = context.gate.business_time(caller, context.act.real_now);
    view.permissions.text = permissions_json(context, caller);
    for (auto const& one : users_of(context.tx, tenant.id))
        if (std::find(one.roles.begin(), one.roles.end(), Role::global_admin) != one.roles.end())
            view.administrators.push_back({one.display_name(), one.email});
    return view;
}

bool has(std::vector<std::string> const& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

// What this person can prove; a recovery code stands in for a lost device.
std::vector<std::string> choices_of(db::Tx& tx, UserRecord const& user) {
    std::vector<std::string> out;
    for (auto const& factor : factors_of(tx, user.tenant, user.id))
        if (auto const kind = json::word(factor.kind); !has(out, kind)) out.push_back(kind);
    if (!out.empty() && unused_recovery_codes(tx, user.tenant, user.id) > 0) out.push_back("recoveryCode");
    return out;
}

api::Answer step_answer(api::Context& context, UserRecord const& user, StepPurpose purpose,
                        std::vector<std::string> methods, std::vector<std::string> choices) {
    SignInStepView view;
    view.step = purpose;
    view.expires = context.act.real_now + step_life;
    view.choices = std::move(choices);
    view.display_name = user.display_name();
    view.user_name = user.user_name;
    context.database.write([&](db::Tx& tx) {
        view.ticket = begin_step(tx, context.gate, {{}, user.tenant, user.id, purpose, methods, {}, 0, {}},
                                 context.act.real_now);
    });
    api::Answer answer;
    answer.status = 202;
    answer.body = json::write(view);
    return answer;
}

SessionView open_for(api::Context& context, UserRecord const& user, TenantRecord const& tenant,
                     std::vector<std::string> methods) {
    auto const now = context.act.real_now;
    auto const cookie = random_word();
    auto device = std::string(device_cookie(context.request));
    if (device.size() != cookie.size()) device = random_word();
    SessionRecord session;
    session.key = base64url(context.gate.digest(cookie));
    session.id = Id<Session>{new_uuid()};
    session.tenant = user.tenant;
    session.user = user.id;
    session.csrf = random_word();
    session.methods = methods;
    session.device = cut(device_words(context.request.header("User-Agent")), 60);
    session.address = context.request.peer;
    session.created = session.seen = session.confirmed = now;
    session.expires = now + session_life;
    SignInRecord const record{Id<SignIn>{new_uuid()}, user.tenant,    user.id,         methods,
                              has(methods, "mfa"),    session.device, session.address, now};
    // People of a sandbox count as having proved a second factor, unless their tenant asks for one.
    if (context.sandbox && !has(methods, "mfa")) session.methods.push_back("mfa");
    context.database.write([&](db::Tx& tx) {
        insert_session(tx, session);
        tx.insert(Scope::partner(user.tenant), record);
        tx.exec(Scope::partner(user.tenant),
                "UPDATE users SET last_sign_in = $1, reset_asked = NULL WHERE user_id = $2 AND {tenant}", now,
                user.id);
        know_device(tx, context.gate, user.tenant, user.id, device, now);
    });
    context.header("Set-Cookie", set_session_cookie(context.request, cookie, seconds(session_life).count()));
    context.header("Set-Cookie", set_device_cookie(context.request, device, seconds(device_life).count()));
    Caller caller;
    caller.tenant = tenant.id;
    caller.kind = tenant.kind;
    caller.user = user.id;
    caller.roles = user.roles;
    caller.mfa = session.has_mfa();
    return make_view(context, user, tenant, caller, session);
}

}  // namespace

bool must_have_mfa(db::Tx& tx, TenantRecord const& tenant, bool sandbox) {
    auto const policy = mfa_policy(tx, tenant.id);
    if (policy == MfaPolicy::usual) return !sandbox && tenant.kind != TenantKind::customer;
    return policy == MfaPolicy::required;
}

Attempt attempt_of(api::Context& context, std::string const& user_name, std::optional<Id<User>> user) {
    return {user_name, context.request.peer, std::string(device_cookie(context.request)), user};
}

api::Answer go_on(api::Context& context, UserRecord const& user, std::vector<std::string> methods) {
    return go_on(context, user, get_tenant(context.tx, user.tenant), std::move(methods));
}

api::Answer go_on(api::Context& context, UserRecord const& user, TenantRecord const& tenant,
                  std::vector<std::string> methods) {
    if (!has(methods, "mfa")) {
        auto choices = choices_of(context.tx, user);
        if (!choices.empty())
            return step_answer(context, user, StepPurpose::second_factor, std::move(methods),
                               std::move(choices));
        if (must_have_mfa(context.tx, tenant, context.sandbox))
            return step_answer(context, user, StepPurpose::enrolment, std::move(methods),
                               {"totp", "passkey"});
    }
    api::Answer answer;
    answer.status = 201;
    answer.body = json::write(open_for(context, user, tenant, std::move(methods)));
    return answer;
}

SessionView open_session(api::Context& context, UserRecord const& user, std::vector<std::string> methods) {
    return open_for(context, user, get_tenant(context.tx, user.tenant), std::move(methods));
}

SessionView view_session(api::Context& context) {
    auto const& caller = context.caller();
    auto const user = caller.user ? find_user(context.tx, *caller.user) : std::nullopt;
    if (!user) throw Problem("not_signed_in");
    auto const signed_in = find_session(
        context.tx, base64url(context.gate.digest(session_cookie(context.request))), context.act.real_now);
    auto session = signed_in && signed_in->session.user == user->id ? signed_in->session : SessionRecord{};
    session.csrf = caller.csrf;
    return make_view(context, *user, get_tenant(context.tx, caller.tenant), caller, session);
}

SessionRecord session_of(api::Context& context) {
    if (context.caller().csrf.empty()) throw Problem("portal_only");
    auto const found = find_session(
        context.tx, base64url(context.gate.digest(session_cookie(context.request))), context.act.real_now);
    if (!found) throw Problem("not_signed_in");
    return found->session;
}

SessionRecord confirmed_session_of(api::Context& context) {
    auto const session = session_of(context);
    if (context.act.real_now - session.confirmed > confirmed_life) throw Problem("confirm_first");
    return session;
}

}  // namespace entrepot::access
