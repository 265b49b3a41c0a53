// Answers of the OAuth endpoints, with exactly the fields and types that each version's clients read (wire.md
// 2).
#pragma once

#include "access/gate.hpp"
#include "access/grant_flow.hpp"
#include "api/context.hpp"

namespace entrepot::access {

// {error, error_description, error_codes, …}, as MSAL reads it; the texts stand in data/problems/oauth.json.
api::Answer oauth_refusal(api::Context const& context, Problem const& problem);
// The OAuth word of a code: invalid_client, invalid_grant, …
std::string_view oauth_word(std::string const& code);
// AADSTS and the number, the rule and its remedy.
std::string oauth_sentence(api::Context const& context, Problem const& problem);

// Signs what was granted: a token reply.
api::Answer oauth_answer(api::Context& context, Grant const& granted, bool is_v1, bool with_client_info);
// client_info of an account, base64url.
std::string client_info(Id<User> user, Id<Tenant> tenant);
IdToken id_token_of(std::string const& public_url, UserRecord const& user, Id<App> app, bool is_v1, Time now);

inline Keeper& keeper_of(api::Context& context) { return dynamic_cast<Keeper&>(context.gate); }

}  // namespace entrepot::access
