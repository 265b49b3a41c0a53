// The matrix: every route, every role, every tenant; what is expected comes from the table of permissions.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "access/matrix.hpp"
#include "support/postgres.hpp"

namespace entrepot::access {

namespace {

namespace bj = boost::json;

bool changes(api::Route const& route) {
    return route.method != api::Method::get && route.method != api::Method::head;
}
bool is_of_customer(api::Route const& route) { return route.pattern.find("{customer}") != std::string::npos; }
bool has_place(api::Route const& route) { return route.pattern.find('{') != std::string::npos; }

struct Findings {
    std::vector<std::string> list;
    std::size_t asked = 0;

    void expect(bool right, std::string const& who, api::Route const& route, std::string const& what,
                api::Answer const& answer) {
        ++asked;
        if (right) return;
        list.push_back(who + ' ' + std::string(api::method_name(route.method)) + ' ' + route.pattern + ", " +
                       what + ": " + std::to_string(answer.status) + ' ' + answer.body.substr(0, 200));
    }
    void report(char const* what) const {
        std::string first;
        for (std::size_t i = 0; i < std::min<std::size_t>(list.size(), 30); ++i) first += list[i] + '\n';
        MESSAGE(std::string(what) << ": " << asked << " answers as the table says");
        CHECK_MESSAGE(list.empty(), list.size() << " are not as expected\n" << first);
        CHECK(asked > 500);
    }
};

// What an allowed caller sends: nothing that is carried out. A body that is no JSON is refused after the permission
// was judged; where there is no body, the id is nobody's.
std::string harmless_body(api::Route const& route) { return route.input ? "{no json" : ""; }

// The answer to the same for an id that does not exist, with the id put in its place.
bool same_as_unknown(api::Answer const& answer, api::Answer const& unknown, std::string id) {
    auto body = unknown.body;
    for (auto at = body.find(nobodys_id); at != std::string::npos; at = body.find(nobodys_id))
        body.replace(at, std::string(nobodys_id).size(), id);
    return answer.status == unknown.status && answer.body == body &&
           answer.headers.size() == unknown.headers.size();
}

void try_route(World& world, Person const& person, api::Route const& route, Findings& out) {
    bool const allowed = world.allowed(person, route);
    auto const& nobody = world.targets.back();
    for (auto const& target : world.targets) {
        if (!has_place(route) && &target != &nobody) continue;
        bool const visible = !is_of_customer(route) || target.seen_by.count(person.own) > 0;
        auto const path = world.path_for(route, target);
        auto const ask = [&](std::string const& to, std::string const& body) {
            return world.ask(route.method, to, person.headers, body);
        };
        if (!allowed) {
            auto const answer = ask(path, "{}");
            out.expect(answer.status == 403, person.who, route, target.name + ": 403", answer);
        } else if (!visible) {
            // As if it did not exist, to the byte; whatever the ids behind it are.
            auto const answer = ask(path, "{}");
            auto unknown_path = path;
            unknown_path.replace(unknown_path.find(target.id), target.id.size(), nobodys_id);
            auto const unknown = ask(unknown_path, "{}");
            bool const hidden = answer.status >= 400 && answer.status != 403 && answer.status < 500;
            out.expect(hidden && same_as_unknown(answer, unknown, target.id), person.who, route,
                       target.name + ": as nobody's", answer);
        } else if (!changes(route)) {
            auto const answer = ask(path, "");
            out.expect(answer.status != 401 && answer.status != 403 && answer.status < 500, person.who, route,
                       target.name + ": allowed", answer);
        } else if (route.input || has_place(route)) {
            auto const answer =
                ask(world.path_for(route, route.input ? target : nobody), harmless_body(route));
            out.expect(answer.status != 401 && answer.status != 403 && answer.status < 500, person.who, route,
                       target.name + ": allowed", answer);
        }
    }
}

// Members of a type that a reader may not see, anywhere in a JSON value of it.
void find_masked(json::Type const& type, bj::value const& value, Audience audience, std::string const& path,
                 std::vector<std::string>& found, std::size_t& looked) {
    using json::Kind;
    if (type.kind == Kind::optional) return find_masked(*type.element, value, audience, path, found, looked);
    if (type.kind == Kind::list && value.is_array())
        for (auto const& one : value.get_array())
            find_masked(*type.element, one, audience, path, found, looked);
    if (type.kind != Kind::object || !value.is_object()) return;
    for (auto const& member : type.members) {
        auto const* at = value.get_object().if_contains(member.name);
        auto const name = path + '.' + std::string(member.name);
        bool const masked = !(static_cast<unsigned>(member.audience) & static_cast<unsigned>(audience));
        looked += member.audience != Audience::all;
        if (masked && at) found.push_back(name);
        if (at) find_masked(*member.type, *at, audience, name, found, looked);
    }
}

}  // namespace

TEST_CASE("matrix: every route, for every role of every tenant") {
    World world;
    Findings out;
    for (auto const* route : world.closed_routes())
        for (auto const& person : world.people) try_route(world, person, *route, out);
    out.report("matrix");
}

// The rows are scoped in SQL that is one text for both engines; here one caller of each tenant suffices.
TEST_CASE("matrix: every route on PostgreSQL, for a caller of every tenant" *
          doctest::skip(!support::has_postgres())) {
    World world(support::Engine::postgres);
    Findings out;
    for (auto const* route : world.closed_routes())
        for (auto const& person : world.people)
            if (person.who.starts_with("owner@") || person.caller.kind == TenantKind::customer)
                try_route(world, person, *route, out);
    out.report("matrix on PostgreSQL");
}

TEST_CASE("matrix: every route, for credentials that must not pass") {
    World world;
    Findings out;
    auto const bad = bad_credentials(world);
    for (auto const* route : world.closed_routes())
        for (auto const& credential : bad)
            for (auto const& target : {world.targets.front(), world.targets.back()}) {
                auto const path = world.path_for(*route, target);
                auto const answer = world.ask(route->method, path, credential.headers, "{}");
                out.expect(answer.status == 401, credential.name, *route, target.name + ": 401", answer);
            }
    out.report("bad credentials");
}

TEST_CASE("matrix: fields that a reader may not see are in no answer") {
    World world;
    std::vector<std::string> leaks;
    std::size_t looked = 0;
    for (auto const* route : world.closed_routes()) {
        if (changes(*route) || !route->output) continue;
        for (auto const& person : world.people)
            for (auto const& target : world.targets) {
                if (!has_place(*route) && target.id != nobodys_id) continue;
                auto const answer =
                    world.ask(route->method, world.path_for(*route, target), person.headers, "");
                if (answer.status != 200) continue;
                auto const body = bj::parse(answer.body);
                auto const* items = body.is_object() ? body.get_object().if_contains("items") : nullptr;
                std::vector<std::string> found;
                auto const look = [&](bj::value const& value) {
                    find_masked(*route->output, value, person.caller.audience(), route->pattern, found,
                                looked);
                };
                if (items && route->shape != api::Route::Shape::one)
                    for (auto const& one : items->as_array()) look(one);
                else look(body);
                for (auto const& one : found) leaks.push_back(person.who + ' ' + one);
            }
    }
    MESSAGE("masked fields: looked for " << looked);
    CHECK(looked > 0);
    std::string first;
    for (std::size_t i = 0; i < std::min<std::size_t>(leaks.size(), 30); ++i) first += leaks[i] + '\n';
    CHECK_MESSAGE(leaks.empty(), first);
}

}  // namespace entrepot::access
