// Signing in through outside providers: which there are, the way there, the way back, and accounts that are
// linked.
#include <sodium.h>

#include "access/consent_store.hpp"
#include "access/gate.hpp"
#include "access/oauth_answer_api.hpp"
#include "access/outside_account_store.hpp"
#include "access/outside_exchange.hpp"
#include "access/outside_flow.hpp"
#include "access/routes.hpp"
#include "access/session.hpp"
#include "access/session_cookie.hpp"
#include "access/user_event.hpp"
#include "base/base64.hpp"
#include "base/log.hpp"

namespace entrepot::access {

namespace {

constexpr auto attempt_life = minutes{15};

struct ProviderView {
    std::string name, label;
    static constexpr std::string_view schema_name = "SignInProvider";
    static constexpr auto fields() {
        return Fields{field("name", &ProviderView::name, "Goes into the request that begins."),
                      field("label", &ProviderView::label, "What it is called.")};
    }
};

struct Choice {
    std::string provider;
    static constexpr std::string_view schema_name = "SignInProviderChoice";
    static constexpr auto fields() {
        return Fields{field("provider", &Choice::provider, "Its name.").at_most(32)};
    }
};

struct Away {
    std::string location;
    static constexpr std::string_view schema_name = "OutsideSignIn";
    static constexpr auto fields() {
        return Fields{field("location", &Away::location, "Where the browser goes.")};
    }
};

struct Back {
    std::string state;
    std::optional<std::string> code, error, issuer;
    static constexpr std::string_view schema_name = "OutsideAnswer";
    static constexpr auto fields() {
        using B = Back;
        return Fields{
            field("state", &B::state, "As the address has it.").at_most(200),
            field("code", &B::code, "As the address has it.").at_most(4000),
            field("error", &B::error, "As the address has it, where there is no code.").at_most(200),
            field("iss", &B::issuer, "As the address has it (RFC 9207).").at_most(500)};
    }
};

struct LinkedView {
    std::string linked;
    static constexpr std::string_view schema_name = "OutsideAccountLinked";
    static constexpr auto fields() {
        return Fields{field("linked", &LinkedView::linked, "Whose account is the person's now too.")};
    }
};

struct AccountView {
    Id<OutsideAccount> id;
    std::string label, email;
    Time created;
    std::optional<Time> used;
    static constexpr std::string_view schema_name = "OutsideAccount";
    static constexpr auto fields() {
        using A = AccountView;
        return Fields{field("id", &A::id, "The link."), field("label", &A::label, "The provider."),
                      field("email", &A::email, "The address when it was linked; empty: none."),
                      field("createdAt", &A::created, "Real time."),
                      field("usedAt", &A::used, "The last sign-in with it.")};
    }
};

OutsideProviders& providers_of(api::Context& context) { return keeper_of(context).outside(); }

// Where the provider sends the browser back to; the operator registers this address there.
std::string return_url(api::Context const& context) { return context.public_url() + "/signin/back"; }

api::Cursored<ProviderView> list(api::Context& context) {
    api::Cursored<ProviderView> out;
    for (auto const& one : providers_of(context).list()) out.items.push_back({one.name, one.label});
    return out;
}

Away leave(api::Context& context, std::string const& name, std::optional<Id<User>> user) {
    auto const& provider = providers_of(context).get(name);
    auto const now = context.act.real_now;
    OutsideAttempt const attempt{provider.name, new_code(), new_code(), new_code(), user, now + attempt_life};
    Away const out{providers_of(context).begin(provider, attempt, return_url(context), now)};
    auto const sealed = base64url(context.gate.seal(json::write(attempt, {.stored = true})));
    context.header("Set-Cookie", set_outside_cookie(context.request, sealed, seconds(attempt_life).count()));
    return out;
}

Away begin(api::Context& context, Choice const& choice) {
    return leave(context, choice.provider, std::nullopt);
}

// The person of the portal's session, also where the route asks for none.
std::optional<Id<User>> person_of(api::Context& context) {
    if (session_cookie(context.request).empty()) return std::nullopt;
    try {
        auto const caller = context.gate.identify(context.request);
        return caller.csrf.empty() ? std::nullopt : caller.user;
    } catch (Problem const&) {
        return std::nullopt;
    }
}

// Of this browser, of this sign-in, for the first time.
OutsideAttempt attempt_of(api::Context& context, Back const& back) {
    auto const bytes = from_base64url(outside_cookie(context.request));
    auto const plain = bytes ? context.gate.open(*bytes) : std::nullopt;
    if (!plain) throw Problem("outside_state_over");
    auto const attempt = json::read<OutsideAttempt>(*plain, {.stored = true});
    bool const same = attempt.state.size() == back.state.size() &&
                      sodium_memcmp(attempt.state.data(), back.state.data(), back.state.size()) == 0;
    if (!same || attempt.state.empty() || attempt.expires <= context.act.real_now)
        throw Problem("outside_state_over");
    bool is_new = false;
    auto const key = base64url(context.gate.digest("outside-state " + attempt.state));
    context.database.write([&](db::Tx& tx) { is_new = note_assertion(tx, key, attempt.expires); });
    if (!is_new) throw Problem("outside_state_over");
    return attempt;
}

// What the provider said instead of a code: a person who thought better of it, or something to mend.
[[noreturn]] void refused_there(OutsideProvider const& provider, std::string const& error) {
    std::string word;
    for (char const c : error.substr(0, 60))
        word += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ? c : '?';
    log(Level::warning, "an outside provider let nobody in", {{"provider", provider.name}, {"error", word}});
    throw Problem("outside_refused", {{"provider", provider.label}, {"error", word}});
}

api::Answer link(api::Context& context, OutsideProvider const& provider, OutsideAttempt const& attempt,
                 OutsidePerson const& person) {
    if (person_of(context) != attempt.user) throw Problem("outside_state_over");
    context.database.write([&](db::Tx& tx) {
        auto const user = find_user(tx, *attempt.user);
        auto const tenant = tenant_of(tx, provider);
        if (!user || user->tenant != tenant.id) throw Problem("outside_of_other_tenant");
        link_account(tx, as_person(context.act, *user, tenant.kind), provider, *user, person);
    });
    api::Answer answer;
    answer.body = json::write(LinkedView{provider.label});
    return answer;
}

api::Answer come_back(api::Context& context, Back const& back) {
    auto const attempt = attempt_of(context, back);
    context.header("Set-Cookie", set_outside_cookie(context.request, "", 0));
    auto const& provider = providers_of(context).get(attempt.provider);
    // Whoever sent the browser here says who it is: not another provider (RFC 9207).
    if (back.issuer && *back.issuer != provider.issuer) throw Problem("outside_state_over");
    if (!back.code) refused_there(provider, back.error.value_or("no_code"));
    auto const person = providers_of(context).redeem(provider, attempt, return_url(context), *back.code,
                                                     context.act.real_now);
    if (attempt.user) return link(context, provider, attempt, person);
    std::optional<UserRecord> user;
    context.database.write([&](db::Tx& tx) { user = person_signing_in(tx, context.act, provider, person); });
    api::Answer answer;
    context.database.read([&](db::Tx& tx) {
        auto inside = context.in(tx);
        answer = go_on(inside, *user, methods_of(provider, person));
    });
    return answer;
}

UserRecord me(api::Context& context, db::Tx& tx) {
    auto const user = context.caller().user ? find_user(tx, *context.caller().user) : std::nullopt;
    if (!user) throw Problem("needs_person");
    return *user;
}

api::Cursored<AccountView> mine(api::Context& context) {
    auto const user = me(context, context.tx);
    api::Cursored<AccountView> out;
    for (auto const& one : outside_accounts_of(context.tx, user.tenant, user.id)) {
        std::string label = one.issuer;  // of a provider that the file no longer names
        for (auto const& provider : providers_of(context).list())
            if (provider.issuer == one.issuer) label = provider.label;
        out.items.push_back({one.id, label, one.email, one.created, one.used});
    }
    return out;
}

Away begin_link(api::Context& context, Choice const& choice) {
    context.database.read([&](db::Tx& tx) {
        auto inside = context.in(tx);
        confirmed_session_of(inside);
        if (tenant_of(tx, providers_of(context).get(choice.provider)).id != context.caller().tenant)
            throw Problem("outside_of_other_tenant");
    });
    return leave(context, choice.provider, context.caller().user);
}

void unlink(api::Context& context, Id<OutsideAccount> const& id) {
    auto const user = me(context, context.tx);
    auto const accounts = outside_accounts_of(context.tx, user.tenant, user.id);
    bool known = false;
    for (auto const& one : accounts) known = known || one.id == id;
    if (!known) throw Problem("1000");
    confirmed_session_of(context);
    unlink_account(context.tx, context.act, user, id);
}

}  // namespace

void add_outside_routes(api::Router& router) {
    constexpr auto why = "who signs in through a provider is nobody yet";
    router.get("/ext/v1/sign-in-providers", list)
        .open("the sign-in page shows them")
        .without_database()
        .summary("Outside providers through which people sign in");
    router.post("/ext/v1/session/outside", begin)
        .open(why)
        .asks_outside()
        .never_kept()
        .summary("Begin to sign in through one: where the browser goes");
    router.post("/ext/v1/session/outside/answer", come_back)
        .open(why)
        .asks_outside()
        .never_kept()
        .created()
        .answers_with<LinkedView>(200)
        .answers_with<SessionView>(201)
        .answers_with<SignInStepView>(202)
        .summary("Come back from it: a session, a second factor to prove, or an account linked");
    router.get("/ext/v1/me/outside-accounts", mine)
        .allow(Permission::sign_in_only)
        .needs_person()
        .summary("My accounts at outside providers");
    router.post("/ext/v1/me/outside-accounts", begin_link)
        .allow(Permission::sign_in_only)
        .needs_person()
        .asks_outside()
        .never_kept()
        .summary("Begin to link one: where the browser goes");
    router.del("/ext/v1/me/outside-accounts/{account}", unlink)
        .allow(Permission::sign_in_only)
        .needs_person()
        .summary("Unlink one of them");
}

}  // namespace entrepot::access
