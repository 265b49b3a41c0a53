// People of the caller's own tenant, for its administrators.
#include <algorithm>

#include "access/gate.hpp"
#include "access/routes.hpp"
#include "access/second_factor_store.hpp"
#include "access/session.hpp"
#include "access/user_flow.hpp"
#include "access/user_store.hpp"
#include "base/fold.hpp"
#include "base/words.hpp"

namespace entrepot::access {

namespace {

struct UserView {
    Id<User> id;
    std::string user_name, first_name, last_name, display_name, email;
    std::vector<Role> roles;
    UserStatus status = UserStatus::active;
    bool has_mfa = false;
    Time created;
    std::optional<Time> last_sign_in, reset_asked;
    static constexpr std::string_view schema_name = "PortalUser";
    static constexpr auto fields() {
        using U = UserView;
        return Fields{
            field("id", &U::id, "The user."),
            field("userName", &U::user_name, "What they sign in with."),
            field("firstName", &U::first_name, "First name."),
            field("lastName", &U::last_name, "Last name."),
            field("displayName", &U::display_name, "Both."),
            field("email", &U::email, "Where they are written to."),
            field("roles", &U::roles, "What they may do."),
            field("status", &U::status, "active, invited or disabled."),
            field("hasMfa", &U::has_mfa, "Whether they set up a second factor."),
            field("createdAt", &U::created, "Real time."),
            field("lastSignInAt", &U::last_sign_in, "Real time."),
            field("resetAskedAt", &U::reset_asked, "They said that they forgot their password."),
        };
    }
};

struct UserLinkView {
    LinkKind kind = LinkKind::invitation;
    std::string link;
    Time expires;
    MailText mail;
    static constexpr std::string_view schema_name = "IssuedUserLink";
    static constexpr auto fields() {
        using L = UserLinkView;
        return Fields{field("kind", &L::kind, "invitation or reset."),
                      field("link", &L::link, "Works once; shown this once."),
                      field("expiresAt", &L::expires, "Real time."),
                      field("mail", &L::mail, "The same as a mail, in the person's language.")};
    }
};

struct InvitedUser {
    UserView user;
    UserLinkView invitation;
    static constexpr std::string_view schema_name = "InvitedUser";
    static constexpr auto fields() {
        return Fields{field("user", &InvitedUser::user, "The new user."),
                      field("invitation", &InvitedUser::invitation, "Hand it over.")};
    }
};

struct ListParameters {
    std::optional<std::string> cursor;
    std::optional<int> size;
    static constexpr std::string_view schema_name = "UserListParameters";
    static constexpr auto fields() {
        return Fields{field("cursor", &ListParameters::cursor, "next of the page before."),
                      field("size", &ListParameters::size, "Rows of a page, at most 500.")};
    }
};

UserView shown(UserRecord const& user, bool has_mfa) {
    return {user.id,           user.user_name,  user.first_name, user.last_name, user.display_name(),
            user.email,        user.roles,      user.status,     has_mfa,        user.created,
            user.last_sign_in, user.reset_asked};
}

UserView shown(api::Context& context, UserRecord const& user) {
    return shown(user, !factors_of(context.tx, user.tenant, user.id).empty());
}

UserLinkView shown(api::Context& context, UserRecord const& user, IssuedUserLink const& issued) {
    auto const link = context.public_url() + link_path(issued.word);
    auto words = moment("until", issued.link.expires);
    words["link"] = link;
    words["firstName"] = user.first_name;
    words["userName"] = user.user_name;
    words["organisation"] = get_tenant(context.tx, user.tenant).name;
    return {issued.link.kind, link, issued.link.expires,
            mail_text(json::word(issued.link.kind), user, words)};
}

api::Cursored<UserView> list(api::Context& context, api::Query<ListParameters> const& asked) {
    std::string after;
    if (asked.cursor) {
        auto const keys = api::read_cursor(*asked.cursor);
        if (!keys || keys->size() != 1 || !is_clean_utf8(keys->front()))
            throw Problem("bad_parameter", {{"value", "cursor"}}).at("cursor");
        after = keys->front();
    }
    auto const tenant = context.caller().tenant;
    int const size = api::page_size(asked.size, 50);
    auto users = list_users(context.tx, tenant, after, size + 1);
    auto const protected_ones = users_with_factors(context.tx, tenant);
    api::Cursored<UserView> out;
    if (users.size() > static_cast<std::size_t>(size)) {
        users.pop_back();
        out.next = api::make_cursor({users.back().user_name});
    }
    for (auto const& user : users) {
        bool const has_mfa =
            std::find(protected_ones.begin(), protected_ones.end(), user.id) != protected_ones.end();
        out.items.push_back(shown(user, has_mfa));
    }
    return out;
}

InvitedUser add(api::Context& context, NewUser const& form) {
    auto const tenant = get_tenant(context.tx, context.caller().tenant);
    Problems problems;
    auto const user = make_user(form, tenant, Id<User>{new_uuid()}, context.act.real_now, problems);
    // A name in the domain of another organisation would be taken for one of its people.
    auto const owner = find_tenant_by_domain(context.tx, user.user_name.substr(user.user_name.find('@') + 1));
    if (owner && owner->id != tenant.id) problems.add("userName", "user_name_elsewhere");
    if (has_role(user, Role::global_admin) && !context.caller().has(Role::global_admin))
        problems.add("roles", "global_admin_only");
    if (has_role(user, Role::deployment_operator)) problems.add("roles", "operator_on_the_machine");
    problems.raise();
    auto const issued = invite(context.tx, context.gate, context.act, user);
    return {shown(user, false), shown(context, user, issued)};
}

UserView view(api::Context& context, Id<User> const& id) {
    return shown(context, get_user(context.tx, context.caller().tenant, id));
}

UserView change(api::Context& context, Id<User> const& id, json::Patch<UserPatch> const& patch) {
    auto const user = get_user(context.tx, context.caller().tenant, id);
    forget_standing_of(context);
    return shown(context, change_user(context.tx, context.act, user, patch.value));
}

void remove(api::Context& context, Id<User> const& id) {
    forget_standing_of(context);
    delete_user(context.tx, context.act, get_user(context.tx, context.caller().tenant, id));
}

UserLinkView issue(api::Context& context, Id<User> const& id) {
    auto const user = get_user(context.tx, context.caller().tenant, id);
    check_may_touch(context.caller(), user);
    if (user.status == UserStatus::disabled) throw Problem("account_is_disabled");
    return shown(context, user, issue_user_link(context.tx, context.gate, context.act, user));
}

void reset_factors(api::Context& context, Id<User> const& id) {
    forget_standing_of(context);
    reset_mfa(context.tx, context.act, get_user(context.tx, context.caller().tenant, id));
}

void sign_out_everywhere(api::Context& context, Id<User> const& id) {
    auto const user = get_user(context.tx, context.caller().tenant, id);
    check_may_touch(context.caller(), user);
    forget_standing_of(context);
    sign_out(context.tx, context.act, user);
}

}  // namespace

void add_user_routes(api::Router& router) {
    using P = Permission;
    router.get("/ext/v1/users", list).allow(P::see_users).summary("People of the organisation, by name");
    router.post("/ext/v1/users", add)
        .allow(P::manage_users)
        .needs_person()
        .created()
        .summary("Invite a person: a one-time link with which they choose a password");
    router.get("/ext/v1/users/{user}", view).allow(P::see_users).summary("A person");
    router.patch("/ext/v1/users/{user}", change)
        .allow(P::manage_users)
        .needs_person()
        .summary("Change a person's names, roles or state");
    router.del("/ext/v1/users/{user}", remove)
        .allow(P::manage_users)
        .needs_person()
        .summary("Delete a person's account");
    router.post("/ext/v1/users/{user}/links", issue)
        .allow(P::manage_users)
        .needs_person()
        .created()
        .summary("A new one-time link to choose a password; earlier ones end");
    router.del("/ext/v1/users/{user}/second-factors", reset_factors)
        .allow(P::manage_users)
        .needs_person()
        .summary("End a person's second factors: they lost their phone");
    router.del("/ext/v1/users/{user}/sessions", sign_out_everywhere)
        .allow(P::manage_users)
        .needs_person()
        .summary("Sign a person out everywhere");
}

}  // namespace entrepot::access
