// Acts on people that touch several stores: inviting, resetting, disabling, deleting, choosing a password.
#pragma once

#include "access/user.hpp"
#include "access/user_link.hpp"
#include "base/safe.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

// Everywhere: the portal's sessions, and the apps that act for the person, with their refresh tokens. This
// server forgets what it knows of their tokens once that is committed (forget_standing_of).
void sign_out(db::Tx& tx, Act const& act, UserRecord const& user);

struct IssuedUserLink {
    std::string word;
    UserLink link;
};
// Takes the place of the person's earlier links. An invitation for who has no password yet, else a reset.
IssuedUserLink issue_user_link(db::Tx& tx, Safe& safe, Act const& act, UserRecord const& user);
IssuedUserLink invite(db::Tx& tx, Safe& safe, Act const& act, UserRecord const& user);

struct OpenLink {
    UserLink link;
    UserRecord user;
    TenantRecord tenant;
};
// Throws 1000 (404) for no link of ours, user_link_over (410) for one that was used, replaced or is too old.
OpenLink get_open_link(db::Tx& tx, Safe& safe, std::string const& word, Time real_now);
// The link ends, the password holds, every session of before ends.
void choose_password(db::Tx& tx, Act const& act, OpenLink const& open, std::string const& stored);

// Throws what may not be; returns what is now.
UserRecord change_user(db::Tx& tx, Act const& act, UserRecord const& user, UserPatch const& patch);
// The row stays, for the log and what they signed; their name is free again.
void delete_user(db::Tx& tx, Act const& act, UserRecord const& user);
// A lost phone: all second factors and known devices end, and every session.
void reset_mfa(db::Tx& tx, Act const& act, UserRecord const& user);

}  // namespace entrepot::access
