// Choosing a password: with a one-time link, in one's own account, or by saying that it is forgotten.
#include "access/consent_store.hpp"
#include "access/gate.hpp"
#include "access/password.hpp"
#include "access/routes.hpp"
#include "access/session.hpp"
#include "access/user_event.hpp"
#include "access/user_flow.hpp"
#include "access/user_store.hpp"
#include "access/vault.hpp"

namespace entrepot::access {

namespace {

struct Word {
    std::string word;
    static constexpr std::string_view schema_name = "UserLinkWord";
    static constexpr auto fields() {
        return Fields{field("word", &Word::word, "What stands behind the # of the link.").at_most(64)};
    }
};

struct Choice {
    std::string word, password;
    static constexpr std::string_view schema_name = "ChosenPassword";
    static constexpr auto fields() {
        return Fields{
            field("word", &Choice::word, "What stands behind the # of the link.").at_most(64),
            field("password", &Choice::password, "12 to 128 characters, on no list of breached ones.")
                .at_most(512)};
    }
};

struct LinkView {
    LinkKind kind = LinkKind::invitation;
    std::string user_name, first_name, organisation;
    Time expires;
    static constexpr std::string_view schema_name = "UserLink";
    static constexpr auto fields() {
        using L = LinkView;
        return Fields{field("kind", &L::kind, "invitation or reset."),
                      field("userName", &L::user_name, "Whose password."),
                      field("firstName", &L::first_name, "Their first name."),
                      field("organisation", &L::organisation, "For whom."),
                      field("expiresAt", &L::expires, "Real time.")};
    }
};

struct PasswordChange {
    std::string current, password;
    static constexpr std::string_view schema_name = "PasswordChange";
    static constexpr auto fields() {
        return Fields{field("current", &PasswordChange::current, "The present one.").at_most(512),
                      field("password", &PasswordChange::password, "The new one.").at_most(512)};
    }
};

struct Forgotten {
    std::string user_name;
    static constexpr std::string_view schema_name = "ForgottenPassword";
    static constexpr auto fields() {
        return Fields{field("userName", &Forgotten::user_name, "What they sign in with.").at_most(256)};
    }
};

struct PasswordProof {
    std::string password;
    static constexpr std::string_view schema_name = "PasswordProof";
    static constexpr auto fields() {
        return Fields{field("password", &PasswordProof::password, "The present one.").at_most(512)};
    }
};

LinkView look(api::Context& context, Word const& given) {
    auto const open = get_open_link(context.tx, context.gate, given.word, context.act.real_now);
    return {open.link.kind, open.user.user_name, open.user.first_name, open.tenant.name, open.link.expires};
}

std::string checked_hash(std::string const& password, UserRecord const& user, TenantRecord const& tenant) {
    Problems problems;
    check_new_password(password, names_of(user, tenant.name), "password", problems);
    problems.raise();
    return hash_password(password);
}

api::Answer choose(api::Context& context, Choice const& given) {
    auto const open = get_open_link(context.tx, context.gate, given.word, context.act.real_now);
    auto const stored = checked_hash(given.password, open.user, open.tenant);
    auto const act = as_person(context.act, open.user, open.tenant.kind);
    context.database.write([&](db::Tx& tx) { choose_password(tx, act, open, stored); });
    forget_standing_of(context);
    auto user = open.user;
    user.status = UserStatus::active;
    return go_on(context, user, {"pwd"});
}

// Throws where the password of the person who is signed in is another.
UserRecord prove_password(api::Context& context, std::string const& password, std::string const& at) {
    auto const user = find_user(context.tx, *context.caller().user);
    check(user.has_value(), "who is signed in exists");
    if (user->password.empty()) throw Problem("no_password_here");
    auto const attempt = attempt_of(context, user->user_name, user->id);
    Charged charged;
    context.database.write(
        [&](db::Tx& tx) { charged = charge(tx, context.gate, attempt, context.act.real_now); });
    if (!account_password_fits(context.gate, user->password, password))
        throw Problem("wrong_password").at(at);
    context.database.write([&](db::Tx& tx) { absolve(tx, context.gate, attempt, charged); });
    return *user;
}

void change_mine(api::Context& context, PasswordChange const& given) {
    auto const session = session_of(context);
    auto const user = prove_password(context, given.current, "current");
    auto const stored = checked_hash(given.password, user, get_tenant(context.tx, user.tenant));
    context.database.write([&](db::Tx& tx) {
        set_password(tx, user, stored);
        end_other_sessions(tx, user.tenant, user.id, session.key);
        end_families_of_user(tx, user.tenant, user.id, context.act.real_now);
        record(tx, context.act, user, "password_chosen");
    });
    forget_standing_of(context);
}

void confirm(api::Context& context, PasswordProof const& given) {
    auto const session = session_of(context);
    prove_password(context, given.password, "password");
    context.database.write([&](db::Tx& tx) { note_confirmed(tx, session, context.act.real_now); });
}

// The same answer whoever asks: the administrators see it beside the person's name.
void forget(api::Context& context, Forgotten const& given) {
    auto const user = find_user_by_name(context.tx, given.user_name);
    if (user && user->status == UserStatus::active) note_reset_asked(context.tx, *user, context.act.real_now);
}

}  // namespace

void add_user_link_routes(api::Router& router) {
    constexpr auto why = "whoever holds the link's word may choose that password";
    router.post("/ext/v1/user-links/look", look)
        .open(why)
        .reads()
        .summary("Whose link this is, and whether it still works");
    router.post("/ext/v1/user-links/password", choose)
        .open(why)
        .hashes()
        .created()
        .answers_with<SessionView>(201)
        .answers_with<SignInStepView>(202)
        .summary("Choose the password; the link ends, and the sign-in goes on");
    router.post("/ext/v1/forgotten-passwords", forget)
        .open("who forgot their password cannot sign in")
        .never_kept()
        .summary("Tell the organisation's administrators that a password is forgotten")
        .status = 202;
    router.post("/ext/v1/me/password", change_mine)
        .allow(Permission::sign_in_only)
        .needs_person()
        .hashes()
        .summary("Change my password; my other sessions end");
    router.post("/ext/v1/me/confirmation", confirm)
        .allow(Permission::sign_in_only)
        .needs_person()
        .hashes()
        .summary("Prove again that it is me, before my keys are changed");
}

}  // namespace entrepot::access
