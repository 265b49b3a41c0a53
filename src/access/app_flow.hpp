// Acts on apps, from the portal and from the command line alike.
#pragma once

#include "access/app_store.hpp"
#include "access/app_view.hpp"
#include "base/act.hpp"
#include "base/safe.hpp"

namespace entrepot::access {

inline constexpr int apps_of_a_tenant = 200;

AppRecord add_app(db::Tx& tx, Act const& act, Id<Tenant> tenant, NewApp const& form);
// The secret is in the answer and nowhere else.
ShownSecret add_secret(db::Tx& tx, Safe& safe, Act const& act, AppRecord const& app, NewSecret const& form);
AppCertificate add_certificate(db::Tx& tx, Act const& act, AppRecord const& app, NewCertificate const& form);
// Every token and every person's sign-in through it is void; what it proves itself with stays.
void revoke_tokens(db::Tx& tx, Act const& act, AppRecord const& app);
// For good.
void remove_app(db::Tx& tx, Act const& act, AppRecord app);
void change_app(db::Tx& tx, Act const& act, AppRecord app, AppPatch const& patch);
void remove_proof(db::Tx& tx, Act const& act, AppRecord const& app, Uuid id);

}  // namespace entrepot::access
