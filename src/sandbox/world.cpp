// Seeding a sandbox: see world.hpp.
#include "sandbox/world.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>

#include "access/account_store.hpp"
#include "base/base64.hpp"
#include "base/embedded.hpp"
#include "base/log.hpp"
#include "sandbox/plant_flow.hpp"

namespace entrepot::sandbox {

namespace {

constexpr std::string_view accounts_name = "sandbox-world";
constexpr db::Sql any_tenant = "SELECT 1 FROM tenants WHERE {tenant} LIMIT 1";
auto const deployment = Scope::everyone("the seed asks whether there is anybody yet");

}  // namespace

Accounts seeded_accounts(db::Database& database, Safe& safe) {
    std::vector<access::DeploymentKey> stored;
    database.read([&](db::Tx& tx) { stored = access::deployment_keys(tx, accounts_name); });
    if (stored.empty()) return {};
    auto const sealed = from_base64url(stored.front().sealed);
    auto const plain = sealed ? safe.open(*sealed) : std::nullopt;
    if (!plain) throw std::runtime_error("the sandbox's accounts were sealed with another key file");
    return json::read<Accounts>(*plain, {.stored = true});
}

void refuse_real_tenants(db::Database& database) {
    bool are_real = false;
    database.read([&](db::Tx& tx) {
        are_real = tx.find<std::int64_t>(deployment, any_tenant) &&
                   access::deployment_keys(tx, accounts_name).empty();
    });
    if (are_real)
        throw db::Unavailable(
            "the customers of this deployment are real, and a sandbox's would stand between them: name a "
            "folder or a database of its own");
}

bool seed(db::Database& database, Safe& safe, std::string const& cloud) {
    bool const us = cloud == "usgov";
    auto const partners = json::read<SeedTenants>(
        embedded(us ? "data/world/usgov-tenants.json" : "data/world/tenants.json"), {.stored = true});
    auto const customers = json::read<std::vector<SeedCustomer>>(
        embedded(us ? "data/world/usgov-customers.json" : "data/world/customers.json"), {.stored = true});
    bool made = false;
    database.write([&](db::Tx& tx) {
        made = !tx.find<std::int64_t>(deployment, any_tenant);
        if (!made) return;
        auto const accounts = plant(tx, safe, partners, customers);
        auto const sealed = base64url(safe.seal(json::write(accounts, {.stored = true})));
        access::insert_deployment_key(tx, {std::string(accounts_name), sealed, real_time()});
    });
    return made;
}

void write_accounts_file(db::Database& database, Safe& safe, std::string const& folder,
                         std::string const& base_url) {
    auto accounts = seeded_accounts(database, safe);
    accounts.base_url = base_url;
    auto const text = json::write(accounts) + '\n';
    auto const file = folder + "/sandbox.json", part = file + ".part";
    std::ostringstream before;
    before << std::ifstream(file).rdbuf();
    if (before.str() == text) return;
    int const descriptor = open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    bool const whole =
        descriptor >= 0 && write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (descriptor >= 0) close(descriptor);
    if (whole && std::rename(part.c_str(), file.c_str()) == 0) return;
    auto const why = std::string(std::strerror(errno));
    unlink(part.c_str());
    if (before.str().empty()) throw std::runtime_error(file + " cannot be written: " + why);
    // A full disk is served from: the accounts in it are the same.
    log(Level::warning, "the address in sandbox.json may be an earlier one", {{"file", file}, {"why", why}});
}

std::string describe_people(db::Database& database, Safe& safe) {
    std::string out;
    for (auto const& tenant : seeded_accounts(database, safe).tenants) {
        out += "  " + tenant.name + " (" + json::word(tenant.kind) + ")\n";
        for (auto const& user : tenant.users) {
            std::string roles;
            for (auto const role : user.roles) roles += (roles.empty() ? "" : ", ") + json::word(role);
            out += "    " + user.user_name + "  " + user.password + "  " + roles + '\n';
        }
    }
    return out;
}

}  // namespace entrepot::sandbox
