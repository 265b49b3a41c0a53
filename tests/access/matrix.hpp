// The matrix of permissions: callers of every kind and role, and a world whose ids they try.
#pragma once

#include <set>

#include "support/house.hpp"

namespace entrepot::access {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Person {
    std::string who;  // sales@provider, as in scenarios
    Caller caller;    // what the table is asked about
    Headers headers;
    std::string own;  // its tenant's key
};

// A customer, and who sees it.
struct Target {
    std::string name;
    std::string id;
    std::set<std::string> seen_by;  // keys of tenants
    std::string owner;              // somebody who sees all of it; empty: nobody does
};

class World {
public:
    explicit World(support::Engine engine = support::Engine::sqlite);

    support::House house;
    std::vector<Person> people;
    std::vector<Target> targets;

    api::Answer ask(api::Method method, std::string const& path, Headers const& headers, std::string body);
    // The route's pattern with places filled for a target: ids that lists of its owner show, else nobody's id.
    std::string path_for(api::Route const& route, Target const& target);
    bool allowed(Person const& person, api::Route const& route);
    // The deployment's routes that ask for a permission.
    std::vector<api::Route const*> closed_routes();

private:
    void add_person(std::string const& name, std::string const& key);
    std::string first_id(std::string const& list, std::string const& owner);
    std::string cart_of(Target const& target);

    std::map<std::string, std::string> found_;  // what a list showed first, by its path
};

struct BadCredential {
    std::string name;
    Headers headers;
};
// Everything that must not pass, by what is wrong with it.
std::vector<BadCredential> bad_credentials(World& world);

inline constexpr char const* nobodys_id = "0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6d";

}  // namespace entrepot::access
