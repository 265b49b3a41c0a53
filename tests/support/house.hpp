// A house of its own for a test: a fresh database with the seeded sandbox world, asked without sockets.
#pragma once

#include <filesystem>
#include <map>
#include <memory>

#include "app/house.hpp"
#include "sandbox/world_data.hpp"
#include "support/postgres.hpp"

namespace entrepot::support {

enum class Engine { sqlite, postgres };
// Both, where the tests were started through tools/with-postgres, as ./test does.
std::vector<Engine> const& engines();
char const* name_of(Engine engine);

// A folder that goes when the test ends.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder const&) = delete;
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class House {
public:
    // `options`: what a sandbox does not have by itself, such as limits.
    explicit House(Engine engine = Engine::sqlite, app::HouseOptions options = {});

    app::House& inside() { return *house_; }
    db::Database& database() { return house_->database(); }
    api::Answer ask(api::Request request) { return house_->dispatcher().answer(std::move(request)); }
    // Stops everything and opens it again on the same data.
    void restart();
    // Runs the jobs and chores that are due, here and now; how many.
    int run_jobs();
    // A second server of the same deployment: another process' place, with the same key; PostgreSQL only.
    std::unique_ptr<app::House> another() const;

    std::string const& cloud() const { return options_.cloud; }
    // Of its SQLite database.
    std::string file() const { return (folder_.path() / "entrepot.db").string(); }
    // Of its PostgreSQL database; empty on SQLite.
    std::string address() const { return database_ ? database_->url() : ""; }

    // By a key of data/world (provider, direct-fr, …) or the first label of a seeded customer's domain.
    sandbox::AccountTenant const& tenant(std::string const& key) const;
    // `sales`, `admin`, `helpdesk`, `billing`, `users`, `global` or `owner` (global admin and admin agent) of a tenant.
    sandbox::AccountUser const& person(std::string const& name, std::string const& key) const;
    // The headers of a caller: a token of NAME@KEY or app@KEY, a portal session where `by_session` or the tenant has
    // no app; none for nobody.
    std::vector<std::pair<std::string, std::string>> caller(std::string const& who, bool by_session = false);

private:
    void open();
    std::string token(std::string const& form, std::string const& tenant_id);

    app::HouseOptions options_;
    TemporaryFolder folder_;
    std::unique_ptr<TemporaryDatabase> database_;  // none on SQLite
    std::unique_ptr<app::House> house_;
    std::map<std::string, sandbox::AccountTenant> tenants_;
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> callers_;
};

// A request of a test: the target is split at the question mark and decoded as the server does.
api::Request request(api::Method method, std::string_view target, std::string body = "");

}  // namespace entrepot::support
