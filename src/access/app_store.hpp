// The SQL of apps, their secrets and certificates.
#pragma once

#include "access/app.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

// For sign-in, which does not know yet whose app it is: registered, or well known; none that was removed.
std::optional<AppRecord> find_app(db::Tx& tx, Id<App> id);
// Throws Problem 1000 where the scope has no such app, or it was removed.
AppRecord get_app(db::Tx& tx, Scope const& scope, Id<App> id);
std::vector<AppRecord> list_apps(db::Tx& tx, Scope const& scope, Id<App> after, int limit);
int count_apps(db::Tx& tx, Scope const& scope);
// About when it was used: written once in a while only.
void note_use(db::Tx& tx, AppRecord const& app, Time real_now);

std::vector<AppSecret> secrets_of(db::Tx& tx, Id<Tenant> tenant, Id<App> app);
std::vector<AppCertificate> certificates_of(db::Tx& tx, Id<Tenant> tenant, Id<App> app);
// Of all apps of the scope that lie in a page.
std::vector<AppSecret> list_secrets(db::Tx& tx, Scope const& scope, Id<App> from, Id<App> to);
std::vector<AppCertificate> list_certificates(db::Tx& tx, Scope const& scope, Id<App> from, Id<App> to);
// False where the app has none such.
bool delete_secret(db::Tx& tx, Scope const& scope, Id<App> app, Id<AppSecret> id);
bool delete_certificate(db::Tx& tx, Scope const& scope, Id<App> app, Id<AppCertificate> id);
void delete_proofs(db::Tx& tx, Scope const& scope, Id<App> app);
// Whether a secret or certificate with this id is still there.
bool has_proof(db::Tx& tx, Id<Tenant> tenant, Uuid id);

}  // namespace entrepot::access
