// Who asks for a token: the app, and what it shows to prove it.
#pragma once

#include "access/app_store.hpp"
#include "access/token_form.hpp"
#include "base/safe.hpp"
#include "db/database.hpp"

namespace entrepot::access {

struct Client {
    AppRecord app;
    std::optional<Uuid> proof;  // the secret or certificate
    bool by_certificate = false;
};

// What a grant needs of the request and of the deployment.
struct Asking {
    db::Tx& tx;
    db::Database& database;
    Safe& safe;
    TokenForm const& form;
    std::string named_tenant, public_url;
    Time now;
    bool sandbox = false, is_v1 = false;
    std::string peer = {};  // the caller's address

    // The same within another transaction.
    Asking in(db::Tx& other) const {
        return {other, database, safe, form, named_tenant, public_url, now, sandbox, is_v1, peer};
    }
};

// Throws the OAuth refusal. A confidential app must prove itself unless `may_be_unproven`; what it does show
// must
// hold.
Client prove_client(Asking const& asking, bool may_be_unproven);

}  // namespace entrepot::access
