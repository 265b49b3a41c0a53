// A deployment opened for a command: its database, beside a server where one runs, and its key file.
#pragma once

#include <memory>
#include <string>

#include "access/account_store.hpp"
#include "access/vault.hpp"
#include "base/act.hpp"
#include "db/database.hpp"

namespace CLI {
class App;
}

namespace entrepot::app {

// Where a deployment is; the options of every command that works on one.
struct DeploymentPlace {
    std::string data = "data", database = {}, key_file = {};
    void add_options(CLI::App& command);
};

class Deployment {
public:
    // Throws with a message for the operator where there is none.
    explicit Deployment(DeploymentPlace const& place);
    ~Deployment() { database_->stop(); }
    Deployment(Deployment const&) = delete;

    db::Database& database() { return *database_; }
    access::Vault& vault() { return vault_; }
    // By id or domain; throws where there is none.
    access::TenantRecord tenant(std::string const& named);

private:
    std::unique_ptr<db::Database> database_;
    access::Vault vault_;
};

// In the operator's own name, at this moment, for the tenant.
Act operator_act(access::TenantRecord const& tenant);

}  // namespace entrepot::app
