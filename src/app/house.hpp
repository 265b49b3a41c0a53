// Everything that answers requests, without sockets: database, keys, rooms and dispatcher, in order.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "access/gate.hpp"
#include "api/dispatcher.hpp"
#include "db/database.hpp"
#include "jobs/run.hpp"

namespace entrepot::app {

struct HouseOptions {
    std::string data = "data";
    std::string database = {};  // postgresql://…; empty: DATA/entrepot.db
    std::string cloud = "global";
    std::string key_file = {};  // empty: DATA/server.key
    bool sandbox = false;
    std::optional<int> requests_a_minute = {};  // of a tenant or app; absent: 500, in a sandbox any
    std::optional<int> failures_a_minute = {};  // of an address at sign-in; absent: 60, in a sandbox any
    access::Switches switches = {};             // who may do what, where the deployment chooses
    std::string sign_in_providers = {};         // a file (access/outside_provider.hpp); empty: none
    bool seeded = false;                        // demo: a world to look at
};

class House {
public:
    // Makes the data folder at first use. Throws with a message for the operator.
    explicit House(HouseOptions const& options);
    ~House();
    House(House const&) = delete;

    db::Database& database() { return *database_; }
    access::Keeper& keeper() { return keeper_; }
    api::Router const& router() const { return router_; }
    api::Dispatcher& dispatcher() { return *dispatcher_; }
    // What jobs there are, and what they work with; serve() runs them on threads of its own.
    jobs::Registry const& handlers() const { return handlers_; }
    jobs::Surroundings surroundings() { return {*database_, keeper_, options_.sandbox, options_.cloud}; }
    // Whether this start made the sandbox world.
    bool made_world() const { return made_world_; }
    // Lets what was begun end, then refuses more.
    void stop();

private:
    HouseOptions options_;
    std::unique_ptr<db::Database> database_;
    std::shared_ptr<void> alone_;  // while it starts
    access::Vault vault_;
    access::Keeper keeper_;
    bool made_world_ = false;
    api::Router router_;
    jobs::Registry handlers_;
    std::unique_ptr<api::Dispatcher> dispatcher_;
};

}  // namespace entrepot::app
