// Houses for tests: see house.hpp.
#include "support/house.hpp"

#include <stdlib.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/embedded.hpp"
#include "json/json.hpp"
#include "sandbox/world.hpp"

namespace entrepot::support {

namespace {

namespace fs = std::filesystem;

// Seeded once a run, then copied: seeding takes longer than most tests.
struct Seeded {
    TemporaryFolder folder;
    std::unique_ptr<TemporaryDatabase> database;

    Seeded(Engine engine, std::string const& cloud) {
        if (engine == Engine::postgres) database = std::make_unique<TemporaryDatabase>();
        app::House house({.data = folder.path().string(),
                          .database = database ? database->url() : "",
                          .cloud = cloud,
                          .sandbox = true,
                          .seeded = true});
        check(house.made_world(), "a seeded world to copy");
    }
};

Seeded const& seeded(Engine engine, std::string const& cloud) {
    static std::map<std::pair<Engine, std::string>, std::unique_ptr<Seeded>> made;
    auto& one = made[{engine, cloud}];
    if (!one) one = std::make_unique<Seeded>(engine, cloud);
    return *one;
}

std::map<std::string, std::string> keys_by_domain(std::string const& cloud) {
    std::map<std::string, std::string> out;
    auto const seed = json::read<sandbox::SeedTenants>(
        embedded(cloud == "usgov" ? "data/world/usgov-tenants.json" : "data/world/tenants.json"),
        {.stored = true});
    for (auto const& tenant : seed.tenants) out[tenant.domain] = tenant.key;
    return out;
}

std::vector<Role> roles_of(std::string const& name) {
    if (name == "sales") return {Role::sales_agent};
    if (name == "admin") return {Role::admin_agent};
    if (name == "helpdesk") return {Role::helpdesk_agent};
    if (name == "billing") return {Role::billing_admin};
    if (name == "users") return {Role::user_management_admin};
    if (name == "global") return {Role::global_admin};
    if (name == "owner") return {Role::global_admin, Role::admin_agent};
    throw std::runtime_error("nobody is called " + name + "; see tests/scenarios/README.md");
}

std::string cookie_of(api::Answer const& answer) {
    for (auto const& [name, value] : answer.headers)
        if (name == "Set-Cookie") return value.substr(0, value.find(';'));
    throw std::runtime_error("no cookie came with " + answer.body);
}

std::string member(std::string const& body, char const* name) {
    return std::string(boost::json::parse(body).as_object().at(name).as_string());
}

}  // namespace

std::vector<Engine> const& engines() {
    static std::vector<Engine> const all =
        has_postgres() ? std::vector{Engine::sqlite, Engine::postgres} : std::vector{Engine::sqlite};
    return all;
}

char const* name_of(Engine engine) { return engine == Engine::sqlite ? "sqlite" : "postgres"; }

TemporaryFolder::TemporaryFolder() {
    auto name = (fs::temp_directory_path() / "entrepot-test-XXXXXX").string();
    check(mkdtemp(name.data()) != nullptr, "a folder for the test");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

House::House(Engine engine, app::HouseOptions options) : options_(std::move(options)) {
    auto const& world = seeded(engine, options_.cloud);
    fs::copy(world.folder.path(), folder_.path(), fs::copy_options::recursive);
    if (world.database) database_ = std::make_unique<TemporaryDatabase>(world.database->name());
    open();
    auto const keys = keys_by_domain(options_.cloud);
    for (auto& tenant : sandbox::seeded_accounts(house_->database(), house_->keeper()).tenants) {
        auto const at = keys.find(tenant.domain);
        auto const key = at == keys.end() ? tenant.domain.substr(0, tenant.domain.find('.')) : at->second;
        tenants_[key] = tenant;
    }
}

void House::open() { house_ = another(); }

std::unique_ptr<app::House> House::another() const {
    auto options = options_;
    options.data = folder_.path().string();
    options.database = database_ ? database_->url() : "";
    options.sandbox = options.seeded = true;
    return std::make_unique<app::House>(options);
}

void House::restart() {
    house_.reset();
    open();
}

int House::run_jobs() { return jobs::Runner(house_->surroundings(), house_->handlers()).run_due(); }

sandbox::AccountTenant const& House::tenant(std::string const& key) const {
    auto const at = tenants_.find(key);
    if (at == tenants_.end()) throw std::runtime_error("no tenant of the world is called " + key);
    return at->second;
}

sandbox::AccountUser const& House::person(std::string const& name, std::string const& key) const {
    auto const& users = tenant(key).users;
    auto const roles = roles_of(name);
    for (auto const& user : users)
        if (user.roles == roles) return user;
    for (auto const& user : users)
        if (std::find(user.roles.begin(), user.roles.end(), roles.front()) != user.roles.end()) return user;
    throw std::runtime_error(key + " has nobody who is " + name);
}

std::vector<std::pair<std::string, std::string>> House::caller(std::string const& who, bool by_session) {
    if (who == "nobody") return {};
    auto const at = who.find('@');
    if (at == std::string::npos) throw std::runtime_error("a caller is NAME@TENANT or nobody, not " + who);
    auto const name = who.substr(0, at), key = who.substr(at + 1);
    by_session = by_session || tenant(key).apps.empty();
    auto& known = callers_[who + (by_session ? " by session" : "")];
    if (!known.empty()) return known;
    if (by_session) {
        auto const& user = person(name, key);
        auto const answer =
            ask(request(api::Method::post, "/ext/v1/session",
                        "{\"userName\":\"" + user.user_name + "\",\"password\":\"" + user.password + "\"}"));
        return known = {{"Cookie", cookie_of(answer)}, {"X-CSRF-Token", member(answer.body, "csrfToken")}};
    }
    auto const& app = tenant(key).apps.front();
    auto form = "client_id=" + app.id.text() + "&client_secret=" + api::percent_encode(app.secret) +
                "&resource=https%3A%2F%2Fapi.partnercenter.microsoft.com&grant_type=";
    if (name == "app") {
        form += "client_credentials";
    } else {
        auto const& user = person(name, key);
        form += "password&username=" + api::percent_encode(user.user_name) +
                "&password=" + api::percent_encode(user.password);
    }
    return known = {{"Authorization", "Bearer " + token(form, tenant(key).id.text())}};
}

std::string House::token(std::string const& form, std::string const& tenant_id) {
    auto const answer = ask(request(api::Method::post, '/' + tenant_id + "/oauth2/token", form));
    if (answer.status != 200) throw std::runtime_error("no token: " + answer.body);
    return member(answer.body, "access_token");
}

api::Request request(api::Method method, std::string_view target, std::string body) {
    auto const mark = std::min(target.find('?'), target.size());
    api::Request out;
    out.method = method;
    out.path = api::percent_decode(target.substr(0, mark), false);
    out.query = target.substr(std::min(mark + 1, target.size()));
    out.body = std::move(body);
    out.headers.emplace_back("Host", "localhost");
    out.peer = "127.0.0.1";
    return out;
}

}  // namespace entrepot::support
