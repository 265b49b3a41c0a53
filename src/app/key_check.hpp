// Whether the key file is there, is kept as it should be, and opens what the database has sealed.
#pragma once

#include <string>

#include "db/database.hpp"

namespace entrepot::app {

// What is wrong and what to do; empty where it fits. A deployment that was never started has nothing sealed.
std::string key_trouble(db::DatabaseOptions const& options, std::string const& key_file);
std::string key_trouble(db::Database& database, std::string const& key_file);
// Of its rights alone.
std::string key_rights_trouble(std::string const& key_file);

}  // namespace entrepot::app
