// The seeded world of a sandbox: partners, people, apps and customers from data files.
#pragma once

#include <string>

#include "base/safe.hpp"
#include "db/database.hpp"

namespace entrepot::sandbox {

// Makes the world in one transaction where the database has no tenant yet; true where it did.
bool seed(db::Database& database, Safe& safe, std::string const& cloud);

// Throws db::Unavailable where the tenants of the database are no sandbox's: nothing is invented among them.
void refuse_real_tenants(db::Database& database);

// Who was seeded, with passwords and secrets; empty where there is no world.
struct Accounts;
Accounts seeded_accounts(db::Database& database, Safe& safe);

// Writes sandbox.json: tenants with their apps and people, whole or not at all. The same at every start and
// on every server of one database, but for baseUrl.
void write_accounts_file(db::Database& database, Safe& safe, std::string const& folder,
                         std::string const& base_url);

// Who can sign in, for a person at a terminal.
std::string describe_people(db::Database& database, Safe& safe);

}  // namespace entrepot::sandbox
