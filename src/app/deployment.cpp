// Opening a deployment for a command: see deployment.hpp.
#include "app/deployment.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>

namespace entrepot::app {

namespace {

std::unique_ptr<db::Database> opened(DeploymentPlace const& place) {
    auto const file = place.data + "/entrepot.db";
    if (place.database.empty() && ::access(file.c_str(), F_OK) != 0)
        throw std::runtime_error("there is no deployment in " + place.data +
                                 "; name its folder with --data, or its database with --database");
    return db::open_database({.file = file, .url = place.database, .beside_a_server = true});
}

}  // namespace

void DeploymentPlace::add_options(CLI::App& command) {
    command.add_option("--data", data, "The data folder")->capture_default_str();
    command.add_option("--database", database, "postgresql://… instead of a file in the data folder")
        ->envname("ENTREPOT_DATABASE");
    command.add_option("--key-file", key_file, "The key file; server.key in the data folder where not given");
}

Deployment::Deployment(DeploymentPlace const& place)
    : database_(opened(place)),
      vault_(place.key_file.empty() ? place.data + "/server.key" : place.key_file, false) {}

access::TenantRecord Deployment::tenant(std::string const& named) {
    std::optional<access::TenantRecord> found;
    database_->read([&](db::Tx& tx) {
        auto const id = Uuid::parse(named);
        found = id ? access::find_tenant(tx, Id<Tenant>{*id}) : access::find_tenant_by_domain(tx, named);
    });
    if (!found) throw std::runtime_error("no tenant has the id or the domain " + named);
    return *found;
}

Act operator_act(access::TenantRecord const& tenant) {
    auto const now = real_time();
    auto act = Act::system(now, now);
    act.caller.tenant = tenant.id;
    act.caller.kind = tenant.kind;
    return act;
}

}  // namespace entrepot::app
