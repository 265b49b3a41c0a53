// Apps of a tenant: registered, given secrets and certificates, watched, revoked.
#include "access/app_flow.hpp"
#include "access/consent_store.hpp"
#include "access/oauth_answer_api.hpp"
#include "access/routes.hpp"
#include "api/router.hpp"

namespace entrepot::access {

namespace {

constexpr auto ends_soon = days{14};

struct ListQuery {
    std::optional<std::string> cursor;
    std::optional<int> size;
    static constexpr std::string_view schema_name = "AppListParameters";
    static constexpr auto fields() {
        return Fields{field("cursor", &ListQuery::cursor, "next of the page before."),
                      field("size", &ListQuery::size, "Rows of a page, at most 500.")};
    }
};

// The id that a page begins after; an unreadable cursor begins at the start.
Uuid id_of(std::optional<std::string> const& cursor, Uuid start) {
    auto const keys = cursor ? api::read_cursor(*cursor) : std::nullopt;
    auto const id = keys && keys->size() == 1 ? Uuid::parse(keys->front()) : std::nullopt;
    return id.value_or(start);
}

Scope own(api::Context& context) { return Scope::partner(context.caller().tenant); }

AppView shown(AppRecord const& app) {
    AppView out;
    out.id = app.id;
    out.name = app.name;
    out.kind = app.kind;
    out.redirect_uris = app.redirect_uris;
    out.full_access = app.full_access;
    out.permissions = app.permissions;
    out.reusable_refresh = app.reusable_refresh;
    out.created = app.created;
    out.last_used = app.last_used;
    return out;
}

SecretView shown(AppSecret const& one) { return {one.id, one.name, one.hint, one.created, one.expires}; }
CertificateView shown(AppCertificate const& one) {
    return {one.id, one.name, one.subject, one.thumbprint256, one.begins, one.expires};
}

// A page of apps with what belongs to them: one query a kind, whatever the number of apps.
std::vector<AppView> with_details(api::Context& context, std::vector<AppRecord> const& apps) {
    std::vector<AppView> out;
    if (apps.empty()) return out;
    for (auto const& app : apps) out.push_back(shown(app));
    auto const at = [&](Id<App> id) -> AppView* {
        for (auto& one : out)
            if (one.id == id) return &one;
        return nullptr;
    };
    auto const scope = own(context);
    auto const from = apps.front().id, to = apps.back().id;
    for (auto const& one : list_secrets(context.tx, scope, from, to))
        if (auto* app = at(one.app)) app->secrets.push_back(shown(one));
    for (auto const& one : list_certificates(context.tx, scope, from, to))
        if (auto* app = at(one.app)) app->certificates.push_back(shown(one));
    for (auto const& one : count_families(context.tx, scope, from, to, context.act.real_now))
        if (auto* app = at(one.app)) app->sign_ins = one.families, app->first_end = one.first_end;
    return out;
}

AppRecord app_of(api::Context& context, Id<App> id) { return get_app(context.tx, own(context), id); }

api::Cursored<AppView> list(api::Context& context, api::Query<ListQuery> const& query) {
    auto const size = api::page_size(query.size, 100);
    auto const after = Id<App>{id_of(query.cursor, Uuid{})};
    auto apps = list_apps(context.tx, own(context), after, size + 1);
    api::Cursored<AppView> out;
    if (apps.size() > static_cast<std::size_t>(size)) {
        apps.pop_back();
        out.next = api::make_cursor({apps.back().id.text()});
    }
    out.items = with_details(context, apps);
    return out;
}

AppView view(api::Context& context, Id<App> const& id) {
    return with_details(context, {app_of(context, id)}).front();
}

AppView create(api::Context& context, NewApp const& form) {
    return shown(add_app(context.tx, context.act, context.caller().tenant, form));
}

AppView change(api::Context& context, Id<App> const& id, json::Patch<AppPatch> const& patch) {
    change_app(context.tx, context.act, app_of(context, id), patch.value);
    return view(context, id);
}

ShownSecret new_app_secret(api::Context& context, Id<App> const& id, NewSecret const& form) {
    return add_secret(context.tx, context.gate, context.act, app_of(context, id), form);
}

CertificateView new_app_certificate(api::Context& context, Id<App> const& id, NewCertificate const& form) {
    return shown(add_certificate(context.tx, context.act, app_of(context, id), form));
}

// What takes something away runs on its own, so that this server forgets once it is committed; the others
// notice
// within standing_life.
template <class Act>
void take_away(api::Context& context, Act act) {
    context.database.write([&](db::Tx& tx) { act(tx); });
    keeper_of(context).forget_standing();
}

void remove_one_proof(api::Context& context, Id<App> const& id, Uuid const& proof) {
    auto const app = app_of(context, id);
    take_away(context, [&](db::Tx& tx) { remove_proof(tx, context.act, app, proof); });
}

void revoke(api::Context& context, Id<App> const& id) {
    auto const app = app_of(context, id);
    take_away(context, [&](db::Tx& tx) { revoke_tokens(tx, context.act, app); });
}

void remove(api::Context& context, Id<App> const& id) {
    auto const app = app_of(context, id);
    take_away(context, [&](db::Tx& tx) { remove_app(tx, context.act, app); });
}

SignInState state_of(TokenFamily const& one, Time now) {
    if (one.end == FamilyEnd::reused) return SignInState::reused;
    if (one.ended) return SignInState::revoked;
    if (one.expires <= now) return SignInState::ended;
    return one.expires <= now + ends_soon ? SignInState::ending : SignInState::active;
}

api::Cursored<SignInView> sign_ins(api::Context& context, Id<App> const& id,
                                   api::Query<ListQuery> const& query) {
    auto const app = app_of(context, id);
    auto const size = api::page_size(query.size, 50);
    auto const start = *Uuid::parse("ffffffff-ffff-ffff-ffff-ffffffffffff");
    auto families = families_of_app(context.tx, own(context), app.id,
                                    Id<TokenFamily>{id_of(query.cursor, start)}, size + 1);
    api::Cursored<SignInView> out;
    if (families.size() > static_cast<std::size_t>(size)) {
        families.pop_back();
        out.next = api::make_cursor({families.back().id.text()});
    }
    auto const people = users_of(context.tx, context.caller().tenant);
    for (auto const& one : families) {
        auto& row = out.items.emplace_back();
        row.id = one.id;
        row.user = one.user;
        for (auto const& person : people)
            if (person.id == one.user)
                row.display_name = person.display_name(), row.user_name = person.user_name;
        row.mfa = one.mfa;
        row.created = one.created;
        row.used = one.used;
        row.expires = one.expires;
        row.state = state_of(one, context.act.real_now);
        row.must_sign_in = row.state != SignInState::active && row.state != SignInState::ending;
    }
    return out;
}

void revoke_sign_in(api::Context& context, Id<App> const& id, Uuid const& sign_in) {
    auto const app = app_of(context, id);
    auto const family = find_family(context.tx, app.tenant, Id<TokenFamily>{sign_in});
    if (!family || family->app != app.id) throw Problem("1000");
    take_away(context, [&](db::Tx& tx) {
        end_family(tx, app.tenant, family->id, FamilyEnd::revoked, context.act.real_now);
    });
}

}  // namespace

void add_app_routes(api::Router& router) {
    auto const administrators = [](api::Route& route) -> api::Route& {
        return route.allow(Permission::manage_apps).needs_person();
    };
    administrators(router.get("/ext/v1/apps", list)).summary("Apps, with their secrets' names and sign-ins");
    administrators(router.post("/ext/v1/apps", create)).created().summary("Register an app");
    administrators(router.get("/ext/v1/apps/{app}", view)).summary("An app");
    administrators(router.patch("/ext/v1/apps/{app}", change)).summary("Change an app");
    administrators(router.del("/ext/v1/apps/{app}", remove)).heavy().summary("Remove an app for good");
    administrators(router.post("/ext/v1/apps/{app}/revoke", revoke))
        .heavy()
        .summary("End every token and sign-in of an app");
    administrators(router.post("/ext/v1/apps/{app}/secrets", new_app_secret))
        .created()
        .summary("A new secret, shown once");
    administrators(router.post("/ext/v1/apps/{app}/certificates", new_app_certificate))
        .created()
        .summary("A certificate whose key proves the app");
    administrators(router.del("/ext/v1/apps/{app}/proofs/{proof}", remove_one_proof))
        .heavy()
        .summary("End a secret or certificate, and the tokens got by it");
    administrators(router.get("/ext/v1/apps/{app}/sign-ins", sign_ins))
        .summary("Who signed in through an app, and until when that renews itself");
    administrators(router.del("/ext/v1/apps/{app}/sign-ins/{sign_in}", revoke_sign_in))
        .heavy()
        .summary("End one person's sign-in through an app");
}

}  // namespace entrepot::access
