// The grants of OAuth 2: from what a client shows to what its token says.
#pragma once

#include "access/account_store.hpp"
#include "access/audience.hpp"
#include "access/client_flow.hpp"
#include "access/token.hpp"

namespace entrepot::access {

struct Grant {
    TokenClaims claims;
    Scopes scopes;
    std::string refresh_token;       // empty: none
    std::optional<UserRecord> user;  // of a person's sign-in
    std::string nonce;
};

// Throws the OAuth refusal. Reads in asking.tx, writes in transactions of its own.
Grant grant(Asking const& asking);

// Whether a path's {tenant} stands for this tenant: its id, a domain, common or organizations.
bool names_tenant(db::Tx& tx, std::string const& named, Id<Tenant> tenant);
// The tenant that a person signs in for must be the app's, but for apps that every tenant has.
bool app_serves(AppRecord const& app, Id<Tenant> tenant);
std::string issuer_of(std::string const& public_url, Id<Tenant> tenant, bool is_v1);
// 256 bits, for codes and refresh tokens.
std::string new_code();

}  // namespace entrepot::access
