// Looking at the key file: see key_check.hpp.
#include "app/key_check.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "access/account_store.hpp"
#include "access/vault.hpp"
#include "base/base64.hpp"
#include "db/read_only.hpp"

namespace entrepot::app {

std::string key_trouble(db::Database& database, std::string const& key_file) {
    std::vector<access::DeploymentKey> sealed;
    database.read([&](db::Tx& tx) { sealed = access::deployment_keys(tx, "signing-"); });
    if (::access(key_file.c_str(), F_OK) != 0) {
        if (sealed.empty()) return {};
        return "the key file " + key_file +
               " is not there, and what the database has sealed opens with no other; copy it from where you "
               "keep it (mode 0600)";
    }
    try {
        access::Vault const vault(key_file, false);
        for (auto const& one : sealed) {
            auto const bytes = from_base64url(one.sealed);
            if (!bytes || !vault.open(*bytes))
                return "the key file " + key_file +
                       " is of another deployment; copy the one that belongs to this data";
        }
    } catch (std::exception const& error) {
        return error.what();
    }
    return {};
}

std::string key_trouble(db::DatabaseOptions const& options, std::string const& key_file) {
    auto const database = db::open_to_read(options);
    return key_trouble(*database, key_file);
}

std::string key_rights_trouble(std::string const& key_file) {
    struct stat about {};
    if (stat(key_file.c_str(), &about) != 0) return {};
    if ((about.st_mode & 077) != 0)
        return "the key file " + key_file + " can be read by others than its owner; chmod 600 " + key_file;
    return {};
}

}  // namespace entrepot::app
