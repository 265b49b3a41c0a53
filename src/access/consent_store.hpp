// The SQL of codes and refresh tokens. Whoever shows one does not say whose it is: reads by key say so.
#pragma once

#include "access/consent.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

void insert_code(db::Tx& tx, AuthorizationCode const& code);
std::optional<AuthorizationCode> find_code(db::Tx& tx, std::string const& key);
// False where it was exchanged already.
bool exchange_code(db::Tx& tx, AuthorizationCode const& code, Id<TokenFamily> family);

void insert_family(db::Tx& tx, TokenFamily const& family);
std::optional<TokenFamily> find_family(db::Tx& tx, Id<Tenant> tenant, Id<TokenFamily> id);
void prolong_family(db::Tx& tx, TokenFamily const& family, Time now);
void end_family(db::Tx& tx, Id<Tenant> tenant, Id<TokenFamily> id, FamilyEnd why, Time now);
// Every sign-in through the app.
void end_families_of_app(db::Tx& tx, Id<Tenant> tenant, Id<App> app, Time now);
// Every sign-in of a person: for a password that changed, for who is disabled or has other roles.
void end_families_of_user(db::Tx& tx, Id<Tenant> tenant, Id<User> user, Time now);
std::vector<TokenFamily> families_of_app(db::Tx& tx, Scope const& scope, Id<App> app, Id<TokenFamily> before,
                                         int limit);
struct FamilyCount {
    Id<App> app;
    std::int64_t families = 0;
    Time first_end;
    static constexpr std::string_view schema_name = "FamilyCount";
    static constexpr auto fields() {
        return Fields{field("appId", &FamilyCount::app, "The app."),
                      field("families", &FamilyCount::families, "How many sign-ins live."),
                      field("firstEnd", &FamilyCount::first_end, "When the first of them ends.")};
    }
};
std::vector<FamilyCount> count_families(db::Tx& tx, Scope const& scope, Id<App> from, Id<App> to, Time now);

void insert_refresh_token(db::Tx& tx, RefreshToken const& token);
std::optional<RefreshToken> find_refresh_token(db::Tx& tx, std::string const& key);
void note_refresh_used(db::Tx& tx, RefreshToken const& token, Time now);

bool insert_device_code(db::Tx& tx, DeviceCode const& code);
std::optional<DeviceCode> find_device_code(db::Tx& tx, std::string const& key);
std::optional<DeviceCode> find_device_by_user_code(db::Tx& tx, std::string const& user_code);
void update_device_code(db::Tx& tx, DeviceCode const& code);

// False where this assertion was shown before.
bool note_assertion(db::Tx& tx, std::string const& key, Time expires);

// A chore: rows that nothing asks for any more; how many went.
std::int64_t end_old_consents(db::Tx& tx, Time now);

}  // namespace entrepot::access
