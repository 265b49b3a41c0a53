// Sessions of a person, and an organisation's security requirements: who has a second factor, who signs in
// without.
#include <algorithm>

#include "access/gate.hpp"
#include "access/routes.hpp"
#include "access/session.hpp"
#include "access/session_cookie.hpp"
#include "access/user_event.hpp"
#include "access/user_store.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

struct MySession {
    Id<Session> id;
    std::string device, address;
    Time created, seen, expires;
    std::vector<std::string> methods;
    bool current = false;
    static constexpr std::string_view schema_name = "MySession";
    static constexpr auto fields() {
        using S = MySession;
        return Fields{field("id", &S::id, "The session."),
                      field("device", &S::device, "The browser, as it calls itself."),
                      field("address", &S::address, "From where."),
                      field("createdAt", &S::created, "When it was opened."),
                      field("seenAt", &S::seen, "Its last request, to five minutes."),
                      field("expiresAt", &S::expires, "When it ends."),
                      field("methods", &S::methods, "How it was proved."),
                      field("current", &S::current, "Whether it is this one.")};
    }
};

struct SignInView {
    Id<User> user;
    std::string display_name, user_name, device, address;
    Time at;
    static constexpr std::string_view schema_name = "SignInWithoutMfa";
    static constexpr auto fields() {
        using S = SignInView;
        return Fields{field("userId", &S::user, "Who."),
                      field("displayName", &S::display_name, "Name."),
                      field("userName", &S::user_name, "What they sign in with."),
                      field("device", &S::device, "The browser, as it calls itself."),
                      field("address", &S::address, "From where."),
                      field("at", &S::at, "Real time.")};
    }
};

struct SecurityView {
    MfaPolicy policy = MfaPolicy::usual;
    bool required = false;
    int people = 0, protected_people = 0;
    std::int64_t sign_ins = 0, sign_ins_without = 0;
    std::vector<SignInView> latest_without;
    static constexpr std::string_view schema_name = "SecurityRequirements";
    static constexpr auto fields() {
        using S = SecurityView;
        return Fields{
            field("policy", &S::policy, "default, required or optional."),
            field("required", &S::required, "What that comes to here."),
            field("people", &S::people, "Who can sign in."),
            field("peopleWithMfa", &S::protected_people, "Who set up a second factor."),
            field("signIns", &S::sign_ins, "Of the last 30 days."),
            field("signInsWithoutMfa", &S::sign_ins_without, "Among them."),
            field("latestWithoutMfa", &S::latest_without, "The last 50."),
        };
    }
};

struct SecurityPatch {
    MfaPolicy policy = MfaPolicy::usual;
    static constexpr std::string_view schema_name = "SecurityPatch";
    static constexpr auto fields() {
        return Fields{field("policy", &SecurityPatch::policy, "default, required or optional.")};
    }
};

Id<User> me(api::Context& context) {
    if (!context.caller().user) throw Problem("needs_person");
    return *context.caller().user;
}

std::string current_key(api::Context& context) {
    return base64url(context.gate.digest(session_cookie(context.request)));
}

api::Cursored<MySession> my_sessions(api::Context& context) {
    auto const mine = current_key(context);
    api::Cursored<MySession> out;
    for (auto const& one :
         sessions_of(context.tx, context.caller().tenant, me(context), context.act.real_now))
        out.items.push_back({one.id, one.device, one.address, one.created, one.seen, one.expires, one.methods,
                             one.key == mine});
    return out;
}

void end_mine(api::Context& context, Id<Session> const& id) {
    if (!end_session_of(context.tx, context.caller().tenant, me(context), id)) throw Problem("1000");
}

void end_my_others(api::Context& context) {
    end_other_sessions(context.tx, context.caller().tenant, me(context), current_key(context));
}

SecurityView view(api::Context& context) {
    auto const tenant = get_tenant(context.tx, context.caller().tenant);
    auto const since = context.act.real_now - days{30};
    SecurityView out;
    out.policy = mfa_policy(context.tx, tenant.id);
    out.required = must_have_mfa(context.tx, tenant, context.sandbox);
    auto const people = users_of(context.tx, tenant.id);
    auto const with = users_with_factors(context.tx, tenant.id);
    out.people = static_cast<int>(people.size());
    for (auto const& one : people)
        out.protected_people += std::find(with.begin(), with.end(), one.id) != with.end();
    out.sign_ins_without = count_sign_ins(context.tx, tenant.id, false, since);
    out.sign_ins = out.sign_ins_without + count_sign_ins(context.tx, tenant.id, true, since);
    for (auto const& one : sign_ins_without_mfa(context.tx, tenant.id, since, 50)) {
        auto const user =
            std::find_if(people.begin(), people.end(), [&](auto const& u) { return u.id == one.user; });
        if (user == people.end()) continue;
        out.latest_without.push_back(
            {user->id, user->display_name(), user->user_name, one.device, one.address, one.at});
    }
    return out;
}

SecurityView change(api::Context& context, SecurityPatch const& given) {
    confirmed_session_of(context);
    save_mfa_policy(context.tx, context.caller().tenant, given.policy);
    auto const user = find_user(context.tx, me(context));
    check(user.has_value(), "who is signed in exists");
    record(context.tx, context.act, *user, "mfa_policy_changed", json::word(given.policy));
    return view(context);
}

}  // namespace

void add_security_routes(api::Router& router) {
    router.get("/ext/v1/me/sessions", my_sessions)
        .allow(Permission::sign_in_only)
        .needs_person()
        .summary("Where I am signed in");
    router.del("/ext/v1/me/sessions/{session}", end_mine)
        .allow(Permission::sign_in_only)
        .needs_person()
        .summary("End one of my sessions");
    router.del("/ext/v1/me/sessions", end_my_others)
        .allow(Permission::sign_in_only)
        .needs_person()
        .summary("End all my sessions but this one");
    router.get("/ext/v1/security", view)
        .allow(Permission::see_security)
        .summary("Multifactor authentication: who has it, who signs in without");
    router.put("/ext/v1/security", change)
        .allow(Permission::change_security)
        .needs_person()
        .summary("Whether people must have a second factor");
}

}  // namespace entrepot::access
