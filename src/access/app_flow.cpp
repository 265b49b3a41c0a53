// Adding, changing, revoking apps: see app_flow.hpp.
#include "access/app_flow.hpp"

#include "access/certificate.hpp"
#include "access/consent_store.hpp"
#include "access/password.hpp"
#include "access/vault.hpp"
#include "base/base64.hpp"
#include "events/event.hpp"

namespace entrepot::access {

namespace {

struct AppEvent {
    std::string name;
    std::optional<Uuid> proof;
    static constexpr std::string_view schema_name = "AppEvent";
    static constexpr auto fields() {
        return Fields{field("name", &AppEvent::name, "What people call the app."),
                      field("proofId", &AppEvent::proof, "Which secret or certificate.")};
    }
};

void record(db::Tx& tx, Act const& act, AppRecord const& app, std::string_view type,
            std::optional<Uuid> proof = std::nullopt) {
    std::optional<Id<Tenant>> reseller, customer;
    if (act.caller.kind == TenantKind::indirect_reseller) reseller = app.tenant;
    events::append(tx, act, {app.tenant, reseller, customer}, type, app.id, AppEvent{app.name, proof});
}

}  // namespace

AppRecord add_app(db::Tx& tx, Act const& act, Id<Tenant> tenant, NewApp const& form) {
    AppRecord app;
    app.id = Id<App>{new_uuid()};
    app.tenant = tenant;
    app.name = form.name;
    app.kind = form.kind;
    app.redirect_uris = form.redirect_uris;
    app.full_access = form.full_access;
    app.permissions = form.permissions;
    app.created = act.real_now;
    app.valid_from = act.real_now;
    Problems problems;
    check_app(app, problems);
    problems.raise();
    auto const scope = Scope::partner(tenant);
    if (count_apps(tx, scope) >= apps_of_a_tenant)
        throw Problem("too_many_apps", {{"max", std::to_string(apps_of_a_tenant)}});
    tx.insert(scope, app);
    record(tx, act, app, "app_added");
    return app;
}

ShownSecret add_secret(db::Tx& tx, Safe& safe, Act const& act, AppRecord const& app, NewSecret const& form) {
    if (app.kind == AppKind::open) throw Problem("public_app_keeps_no_secret");
    if (form.days < 1 || form.days > secret_days_most)
        throw Problem("secret_days", {{"max", std::to_string(secret_days_most)}}).at("days");
    if (secrets_of(tx, app.tenant, app.id).size() >= proofs_of_an_app)
        throw Problem("too_many_secrets", {{"max", std::to_string(proofs_of_an_app)}});
    auto const secret = new_secret();
    AppSecret const row{
        Id<AppSecret>{new_uuid()},   app.tenant,          app.id,       form.name,
        stored_secret(safe, secret), secret.substr(0, 3), act.real_now, act.real_now + days{form.days}};
    tx.insert(Scope::partner(app.tenant), row);
    record(tx, act, app, "app_secret_added", row.id);
    return {row.id, secret, row.expires};
}

AppCertificate add_certificate(db::Tx& tx, Act const& act, AppRecord const& app, NewCertificate const& form) {
    if (app.kind == AppKind::open) throw Problem("public_app_keeps_no_secret");
    if (form.certificate.find("PRIVATE KEY") != std::string::npos)
        throw Problem("certificate_with_private_key").at("certificate");
    auto const read = read_certificate(form.certificate);
    if (!read) throw Problem("bad_certificate").at("certificate");
    if (read->expires <= act.real_now)
        throw Problem("certificate_is_over", {{"date", format_time(read->expires)}}).at("certificate");
    auto const others = certificates_of(tx, app.tenant, app.id);
    if (others.size() >= proofs_of_an_app)
        throw Problem("too_many_secrets", {{"max", std::to_string(proofs_of_an_app)}});
    for (auto const& one : others)
        if (one.thumbprint256 == read->thumbprint256) throw Problem("certificate_known").at("certificate");
    AppCertificate const row{Id<AppCertificate>{new_uuid()},
                             app.tenant,
                             app.id,
                             form.name,
                             read->subject,
                             read->thumbprint,
                             read->thumbprint256,
                             base64(read->der),
                             act.real_now,
                             read->begins,
                             read->expires};
    tx.insert(Scope::partner(app.tenant), row);
    record(tx, act, app, "app_certificate_added", row.id);
    return row;
}

void revoke_tokens(db::Tx& tx, Act const& act, AppRecord const& app) {
    auto const scope = Scope::partner(app.tenant);
    tx.exec(scope, "UPDATE apps SET valid_from = $1 WHERE app_id = $2 AND {tenant}", act.real_now, app.id);
    end_families_of_app(tx, app.tenant, app.id, act.real_now);
    record(tx, act, app, "app_tokens_revoked");
}

void remove_app(db::Tx& tx, Act const& act, AppRecord app) {
    auto const scope = Scope::partner(app.tenant);
    delete_proofs(tx, scope, app.id);
    end_families_of_app(tx, app.tenant, app.id, act.real_now);
    app.removed = app.valid_from = act.real_now;
    tx.update(scope, app);
    record(tx, act, app, "app_removed");
}

void change_app(db::Tx& tx, Act const& act, AppRecord app, AppPatch const& patch) {
    if (patch.name) app.name = *patch.name;
    if (patch.redirect_uris) app.redirect_uris = *patch.redirect_uris;
    if (patch.full_access) app.full_access = *patch.full_access;
    if (patch.permissions) app.permissions = *patch.permissions;
    if (patch.reusable_refresh) app.reusable_refresh = *patch.reusable_refresh;
    // Whoever can show a spent refresh token again must at least prove that it is the app.
    if (app.reusable_refresh && app.kind == AppKind::open) throw Problem("public_app_keeps_no_secret");
    Problems problems;
    check_app(app, problems);
    problems.raise();
    tx.update(Scope::partner(app.tenant), app);
    record(tx, act, app, "app_changed");
}

void remove_proof(db::Tx& tx, Act const& act, AppRecord const& app, Uuid id) {
    auto const scope = Scope::partner(app.tenant);
    bool const found = delete_secret(tx, scope, app.id, Id<AppSecret>{id}) ||
                       delete_certificate(tx, scope, app.id, Id<AppCertificate>{id});
    if (!found) throw Problem("1000");
    record(tx, act, app, "app_proof_removed", id);
}

}  // namespace entrepot::access
