// The SQL of apps: see app_store.hpp.
#include "access/app_store.hpp"

namespace entrepot::access {

namespace {

auto const sign_in = Scope::everyone("an app that asks for a token says which it is, not whose");

}  // namespace

std::optional<AppRecord> find_app(db::Tx& tx, Id<App> id) {
    if (auto known = well_known_app(id)) return known;
    return tx.find<AppRecord>(
        sign_in, "SELECT {*} FROM apps WHERE app_id = $1 AND removed_at IS NULL AND {tenant}", id);
}

AppRecord get_app(db::Tx& tx, Scope const& scope, Id<App> id) {
    auto found = tx.find<AppRecord>(
        scope, "SELECT {*} FROM apps WHERE app_id = $1 AND removed_at IS NULL AND {tenant}", id);
    if (!found) throw Problem("1000");
    return *std::move(found);
}

std::vector<AppRecord> list_apps(db::Tx& tx, Scope const& scope, Id<App> after, int limit) {
    return tx.list<AppRecord>(
        scope,
        "SELECT {*} FROM apps WHERE app_id > $1 AND removed_at IS NULL AND {tenant} ORDER BY app_id LIMIT $2",
        after, limit);
}

int count_apps(db::Tx& tx, Scope const& scope) {
    return tx.find<int>(scope, "SELECT COUNT(*) FROM apps WHERE removed_at IS NULL AND {tenant}").value_or(0);
}

void note_use(db::Tx& tx, AppRecord const& app, Time real_now) {
    tx.exec(Scope::partner(app.tenant), "UPDATE apps SET last_used_at = $1 WHERE app_id = $2 AND {tenant}",
            real_now, app.id);
}

std::vector<AppSecret> secrets_of(db::Tx& tx, Id<Tenant> tenant, Id<App> app) {
    return list_secrets(tx, Scope::partner(tenant), app, app);
}

std::vector<AppCertificate> certificates_of(db::Tx& tx, Id<Tenant> tenant, Id<App> app) {
    return list_certificates(tx, Scope::partner(tenant), app, app);
}

std::vector<AppSecret> list_secrets(db::Tx& tx, Scope const& scope, Id<App> from, Id<App> to) {
    return tx.list<AppSecret>(scope,
                              "SELECT {*} FROM app_secrets WHERE app_id >= $1 AND app_id <= $2 AND {tenant} "
                              "ORDER BY app_id, created_at, secret_id",
                              from, to);
}

std::vector<AppCertificate> list_certificates(db::Tx& tx, Scope const& scope, Id<App> from, Id<App> to) {
    return tx.list<AppCertificate>(
        scope,
        "SELECT {*} FROM app_certificates WHERE app_id >= $1 AND app_id <= $2 AND {tenant} "
        "ORDER BY app_id, created_at, certificate_id",
        from, to);
}

bool delete_secret(db::Tx& tx, Scope const& scope, Id<App> app, Id<AppSecret> id) {
    return tx.exec(scope, "DELETE FROM app_secrets WHERE secret_id = $1 AND app_id = $2 AND {tenant}", id,
                   app) == 1;
}

bool delete_certificate(db::Tx& tx, Scope const& scope, Id<App> app, Id<AppCertificate> id) {
    return tx.exec(scope,
                   "DELETE FROM app_certificates WHERE certificate_id = $1 AND app_id = $2 AND {tenant}", id,
                   app) == 1;
}

void delete_proofs(db::Tx& tx, Scope const& scope, Id<App> app) {
    tx.exec(scope, "DELETE FROM app_secrets WHERE app_id = $1 AND {tenant}", app);
    tx.exec(scope, "DELETE FROM app_certificates WHERE app_id = $1 AND {tenant}", app);
}

bool has_proof(db::Tx& tx, Id<Tenant> tenant, Uuid id) {
    auto const scope = Scope::partner(tenant);
    return tx.find<std::int64_t>(scope, "SELECT 1 FROM app_secrets WHERE secret_id = $1 AND {tenant}", id) ||
           tx.find<std::int64_t>(scope,
                                 "SELECT 1 FROM app_certificates WHERE certificate_id = $1 AND {tenant}", id);
}

}  // namespace entrepot::access
