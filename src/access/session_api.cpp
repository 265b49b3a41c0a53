// Portal sessions: sign-in, sign-out, preferences, and a sandbox's list of people.
#include "access/gate.hpp"
#include "access/password.hpp"
#include "access/routes.hpp"
#include "access/session.hpp"
#include "access/session_cookie.hpp"
#include "base/base64.hpp"
#include "base/log.hpp"
#include "base/words.hpp"

namespace entrepot::access {

namespace {

struct Credentials {
    std::string user_name, password;
    static constexpr std::string_view schema_name = "Credentials";
    static constexpr auto fields() {
        return Fields{
            field("userName", &Credentials::user_name, "The user's name, an e-mail address.").at_most(256),
            field("password", &Credentials::password, "The password.").at_most(512)};
    }
};

struct Choice {
    Id<User> user;
    static constexpr std::string_view schema_name = "SandboxPersonChoice";
    static constexpr auto fields() { return Fields{field("userId", &Choice::user, "A seeded person.")}; }
};

struct SeededPerson {
    Id<User> user;
    std::string display_name, user_name;
    std::vector<Role> roles;
    static constexpr std::string_view schema_name = "SandboxPerson";
    static constexpr auto fields() {
        return Fields{field("userId", &SeededPerson::user, "The user."),
                      field("displayName", &SeededPerson::display_name, "Name."),
                      field("userName", &SeededPerson::user_name, "What they sign in with."),
                      field("roles", &SeededPerson::roles, "What they may do.")};
    }
};

struct Organisation {
    Id<Tenant> tenant;
    std::string name;
    TenantKind kind = TenantKind::customer;
    std::string country;
    std::vector<SeededPerson> people;
    static constexpr std::string_view schema_name = "SandboxOrganisation";
    static constexpr auto fields() {
        return Fields{field("tenantId", &Organisation::tenant, "The tenant."),
                      field("name", &Organisation::name, "Its name."),
                      field("kind", &Organisation::kind, "What it is."),
                      field("country", &Organisation::country, "Two letters."),
                      field("people", &Organisation::people, "Its seeded people.")};
    }
};

struct PreferencesPatch {
    std::optional<std::string> language, theme, time_zone;
    std::optional<bool> rail_collapsed, shortcuts;
    static constexpr std::string_view schema_name = "PreferencesPatch";
    static constexpr auto fields() {
        return Fields{
            field("language", &PreferencesPatch::language, "fr, en, or null for the browser's.").at_most(2),
            field("theme", &PreferencesPatch::theme, "light, dark, or null for the system's.").at_most(5),
            field("timeZone", &PreferencesPatch::time_zone, "As Europe/Paris, or null for the browser's.")
                .at_most(64),
            field("railCollapsed", &PreferencesPatch::rail_collapsed, "Whether the menu is narrow."),
            field("shortcuts", &PreferencesPatch::shortcuts, "Whether single keys are shortcuts.")};
    }
};

// « Il reste 3 essais avant un blocage de 15 minutes »: only where the next is near.
Words tries_words(Charged const& charged) {
    if (!charged.left) return both("tries", "", "");
    if (*charged.left == 0)
        return both("tries", " The next try is possible in 15 minutes.",
                    " Le prochain essai sera possible dans 15 minutes.");
    auto const left = std::to_string(*charged.left);
    bool const one = *charged.left == 1;
    return both("tries", ' ' + left + (one ? " try" : " tries") + " left before a 15-minute lock.",
                " Il reste " + left + (one ? " essai" : " essais") + " avant un blocage de 15 minutes.");
}

api::Answer sign_in(api::Context& context, Credentials const& given) {
    auto const user = find_user_by_name(context.tx, given.user_name);
    auto const attempt = attempt_of(context, given.user_name, user ? std::optional(user->id) : std::nullopt);
    Charged charged;
    context.database.write(
        [&](db::Tx& tx) { charged = charge(tx, context.gate, attempt, context.act.real_now); });
    auto const stored = user ? std::optional(user->password) : std::nullopt;
    bool const fits = account_password_fits(context.gate, stored, given.password);
    // Who has no password yet, or is no longer here, is told no more than a stranger.
    bool const may = user && user->status != UserStatus::invited && user->status != UserStatus::deleted;
    if (user && !fits)
        log(Level::info, "a wrong password",
            {{"tenant", user->tenant.text()}, {"user", user->id.text()}, {"address", context.request.peer}});
    if (!fits || !may) throw Problem("sign_in_failed", tries_words(charged));
    context.database.write([&](db::Tx& tx) { absolve(tx, context.gate, attempt, charged); });
    if (user->status == UserStatus::disabled) throw Problem("account_disabled");
    return go_on(context, *user, {"pwd"});
}

api::Answer sign_in_as(api::Context& context, Choice const& choice) {
    auto const user = find_user(context.tx, choice.user);
    if (!user || user->status != UserStatus::active) throw Problem("1000");
    return go_on(context, *user, {"pwd"});
}

api::Cursored<Organisation> people(api::Context& context) {
    auto const sandbox = Scope::everyone("a sandbox shows its seeded people to whoever opens it");
    api::Cursored<Organisation> out;
    auto const tenants = context.tx.list<TenantRecord>(
        sandbox,
        "SELECT {*} FROM tenants WHERE tenant_id IN (SELECT tenant_id FROM users) AND "
        "mpn_id IS NOT NULL AND {tenant} ORDER BY created_at, mpn_id LIMIT 20");
    for (auto const& tenant : tenants) {
        auto& one =
            out.items.emplace_back(Organisation{tenant.id, tenant.name, tenant.kind, tenant.country, {}});
        for (auto const& user : users_of(context.tx, tenant.id))
            one.people.push_back({user.id, user.display_name(), user.user_name, user.roles});
    }
    return out;
}

// A name of the IANA list; that it is on it, the browser knows, which offers only such.
bool is_time_zone(std::string const& name) {
    return !name.empty() && name.find_first_not_of(
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789_+-/") == std::string::npos;
}

SessionView view(api::Context& context) { return view_session(context); }

void sign_out(api::Context& context) {
    end_session(context.tx, base64url(context.gate.digest(session_cookie(context.request))));
    context.header("Set-Cookie", set_session_cookie(context.request, "", 0));
}

Preferences change_preferences(api::Context& context, json::Patch<PreferencesPatch> const& patch) {
    auto const user = context.caller().user ? find_user(context.tx, *context.caller().user) : std::nullopt;
    if (!user) throw Problem("needs_person");
    auto preferences = user->preferences;
    using P = PreferencesPatch;
    auto const& given = patch.value;
    Problems problems;
    if (given.language && *given.language != "fr" && *given.language != "en")
        problems.add("language", "not_a_choice", {{"choices", "fr, en"}});
    if (given.theme && *given.theme != "light" && *given.theme != "dark")
        problems.add("theme", "not_a_choice", {{"choices", "light, dark"}});
    if (given.time_zone && !is_time_zone(*given.time_zone))
        problems.add("timeZone", "not_a_choice", {{"choices", "Europe/Paris, America/New_York, UTC"}});
    problems.raise();
    if (patch.has(&P::time_zone)) preferences.time_zone = given.time_zone;
    if (patch.has(&P::language)) preferences.language = given.language;
    if (patch.has(&P::theme)) preferences.theme = given.theme;
    if (given.rail_collapsed) preferences.rail_collapsed = *given.rail_collapsed;
    if (given.shortcuts) preferences.shortcuts = *given.shortcuts;
    save_preferences(context.tx, context.caller().tenant, user->id, preferences);
    return preferences;
}

}  // namespace

void add_session_routes(api::Router& router) {
    router.post("/ext/v1/session", sign_in)
        .open("signing in")
        .hashes()
        .created()
        .answers_with<SessionView>(201)
        .answers_with<SignInStepView>(202)
        .summary("Sign in to the portal");
    router.get("/ext/v1/session", view)
        .allow(Permission::sign_in_only)
        .needs_person()
        .summary("Who is signed in, and what they may do");
    router.del("/ext/v1/session", sign_out).allow(Permission::sign_in_only).never_kept().summary("Sign out");
    router.patch("/ext/v1/me/preferences", change_preferences)
        .allow(Permission::sign_in_only)
        .summary("Change what a person set for themselves");
    router.get("/ext/v1/sandbox/people", people)
        .open("a sandbox has no secrets from its users")
        .only_in_sandbox()
        .summary("The seeded people of a sandbox");
    router.post("/ext/v1/sandbox/sign-in", sign_in_as)
        .open("a sandbox has no secrets from its users")
        .heavy()
        .created()
        .answers_with<SessionView>(201)
        .answers_with<SignInStepView>(202)
        .only_in_sandbox()
        .summary("Sign in as a seeded person");
}

}  // namespace entrepot::access
