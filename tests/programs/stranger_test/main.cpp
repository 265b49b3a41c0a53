// Tries ids of other tenants in every path, query, filter and body position of openapi.json, and reports any that
// answers with a stranger's data or changes a stranger's row.
#include <stdlib.h>

#include <filesystem>
#include <iostream>
#include <set>

#include "app/house.hpp"
#include "app/serve.hpp"
#include "positions.hpp"
#include "sandbox/world.hpp"
#include "sandbox/world_data.hpp"

namespace entrepot::stranger {

namespace {

namespace bj = boost::json;
namespace fs = std::filesystem;

struct Caller {
    std::string name;
    std::vector<std::pair<std::string, std::string>> headers;
    File::Whose whose;
    std::set<std::string> secrets = {};  // what no answer to this caller may tell
};

// What a caller may do to a row that is the victim's too, because it is its own: expected, and nothing beside it.
struct OwnAct {
    std::string caller, method, path;  // {provider}: the provider's id
    std::set<std::string> changes;     // tables
};

std::string blob(Uuid const& id) {
    auto text = id.text();
    std::erase(text, '-');
    return "x'" + text + '\'';
}

class StrangerTest {
public:
    explicit StrangerTest(std::string const& folder)
        : house_({.data = folder, .sandbox = true, .seeded = true}), file_(folder + "/entrepot.db") {
        for (auto& tenant : sandbox::seeded_accounts(house_.database(), house_.keeper()).tenants)
            tenants_[tenant.domain.substr(0, tenant.domain.find('.'))] = tenant;
        auto const provider = blob(tenant("armor-distribution").id),
                   reseller = blob(tenant("reseau-vilaine").id);
        auto const theirs = "SELECT customer_id FROM customers WHERE reseller_id = " + reseller;
        victim_ = {provider + ", " + reseller + ", " + "SELECT customer_id FROM customers", theirs};
        victim_.tenants = "SELECT " + provider + " UNION SELECT " + reseller + " UNION " + theirs;
    }

    int run() {
        prepare();
        auto const document = bj::parse(app::openapi()).as_object();
        auto const foreign = file_.values(victim_);
        for (auto const& caller : callers()) {
            auto const own = file_.values(caller.whose);
            for (auto const& [path, operations] : document.at("paths").as_object())
                for (auto const& [method, operation] : operations.as_object()) {
                    // A sandbox lets everybody sign in as anybody: that is what it is for.
                    auto const& words = operation.as_object();
                    if (words.contains("x-open") && words.contains("x-sandbox-only")) continue;
                    for (auto const& attempt :
                         attempts(document, std::string(path), std::string(method), own, foreign))
                        if (!own_act(caller, attempt)) judge(caller, attempt, std::string(path));
                }
            do_own_acts(caller);
        }
        std::cout << tried_ << " requests with a stranger's ids, " << places_.size() << " positions of "
                  << operations_.size() << " operations, " << answered_ << " answered with 2xx\n";
        for (auto const& finding : findings_) std::cout << "FAIL " << finding << '\n';
        std::cout << places_.size() - std::min(places_.size(), findings_.size()) << " passed, "
                  << findings_.size() << " failed" << std::endl;
        return findings_.empty() && tried_ > 1000 ? 0 : 1;
    }

private:
    sandbox::AccountTenant const& tenant(std::string const& label) { return tenants_.at(label); }

    api::Answer ask(std::string const& method, std::string const& target, std::string body,
                    std::vector<std::pair<std::string, std::string>> const& headers) {
        api::Request request;
        for (auto const one : {api::Method::get, api::Method::head, api::Method::post, api::Method::put,
                               api::Method::patch, api::Method::del})
            if (api::method_name(one).size() == method.size() &&
                std::equal(method.begin(), method.end(), api::method_name(one).begin(),
                           [](char a, char b) { return std::toupper(a) == b; }))
                request.method = one;
        auto const mark = std::min(target.find('?'), target.size());
        request.path = api::percent_decode(target.substr(0, mark), false);
        request.query = target.substr(std::min(mark + 1, target.size()));
        request.body = std::move(body);
        request.headers = headers;
        request.headers.emplace_back("Host", "localhost");
        request.peer = "127.0.0.1";
        return house_.dispatcher().answer(std::move(request));
    }

    std::vector<std::pair<std::string, std::string>> token(std::string const& label) {
        auto const& of = tenant(label);
        auto const& user = of.users.front();
        auto const answer =
            ask("post", '/' + of.id.text() + "/oauth2/token",
                "grant_type=password&client_id=" + of.apps.front().id.text() +
                    "&client_secret=" + api::percent_encode(of.apps.front().secret) +
                    "&resource=https%3A%2F%2Fapi.partnercenter.microsoft.com&username=" +
                    api::percent_encode(user.user_name) + "&password=" + api::percent_encode(user.password),
                {});
        if (answer.status != 200) throw std::runtime_error("no token: " + answer.body);
        return {{"Authorization",
                 "Bearer " + std::string(bj::parse(answer.body).as_object().at("access_token").as_string())}};
    }

    std::vector<std::pair<std::string, std::string>> session(std::string const& label) {
        auto const& user = tenant(label).users.front();
        auto const answer =
            ask("post", "/ext/v1/session",
                bj::serialize(bj::object{{"userName", user.user_name}, {"password", user.password}}), {});
        std::string cookie;
        for (auto const& [name, value] : answer.headers)
            if (name == "Set-Cookie") cookie = value.substr(0, value.find(';'));
        if (cookie.empty()) throw std::runtime_error("no session: " + answer.body);
        return {
            {"Cookie", cookie},
            {"X-CSRF-Token", std::string(bj::parse(answer.body).as_object().at("csrfToken").as_string())}};
    }

    // Rows that the seeded world lacks: a draft and a cart of the victim.
    void prepare() {
        auto const headers = token("armor-distribution");
        ask("post", "/ext/v1/drafts", R"({"title":"Dossier confidentiel","step":"account","content":{}})",
            headers);
        auto const customers = file_.values(victim_).at("customer_id");
        ask("post", "/v1/customers/" + customers.front() + "/carts",
            R"({"lineItems":[{"id":0,"catalogItemId":"a:b:c","quantity":1,"billingCycle":"monthly"}]})",
            headers);
    }

    std::vector<Caller> callers() {
        std::vector<Caller> out;
        auto const whose = [&](std::string const& label, char const* column) {
            auto const id = blob(tenant(label).id);
            return File::Whose{id,
                               "SELECT customer_id FROM customers WHERE " + std::string(column) + " = " + id};
        };
        out.push_back({"another partner", token("harbor-ridge"), whose("harbor-ridge", "partner_id")});
        out.push_back({"a sibling reseller", token("informatique-ponant"),
                       whose("informatique-ponant", "reseller_id")});
        out.push_back({"a customer", session("hudson-valley-orchards"),
                       whose("hudson-valley-orchards", "customer_id")});
        sums_ = file_.sums(victim_);
        file_.was_written();
        std::set<std::string> secrets;
        for (auto const& [column, values] : file_.values(victim_))
            for (auto const& value : values)
                if (value.size() >= 12 && column != "tenant_id" && column != "partner_id" &&
                    column != "reseller_id" && column != "template_id" && column != "offer_id" &&
                    column != "item_id" && column != "mpn_id")
                    secrets.insert(value);
        for (auto const* label : {"armor-distribution", "reseau-vilaine"}) secrets.erase(tenant(label).name);
        for (auto& caller : out) {
            caller.secrets = secrets;
            // What a caller has itself is no secret from it: the sibling shares its provider with the victim.
            for (auto const& [column, values] : file_.values(caller.whose))
                for (auto const& value : values) caller.secrets.erase(value);
        }
        return out;
    }

    std::string path_of(OwnAct const& act) {
        auto out = act.path;
        std::string const place = "{provider}";
        if (auto const at = out.find(place); at != std::string::npos)
            out.replace(at, place.size(), tenant("armor-distribution").id.text());
        return out;
    }

    bool own_act(Caller const& caller, Attempt const& attempt) {
        for (auto const& act : own_acts_)
            if (act.caller == caller.name && act.method == attempt.method && path_of(act) == attempt.target)
                return true;
        return false;
    }

    // Last, because what it ends is what the caller's other attempts stand on.
    void do_own_acts(Caller const& caller) {
        for (auto const& act : own_acts_) {
            if (act.caller != caller.name) continue;
            auto const answer = ask(act.method, path_of(act), "", caller.headers);
            auto const say = [&](std::string const& what) {
                findings_.insert(caller.name + ", its own " + act.method + ' ' + act.path + ": " + what);
            };
            if (answer.status >= 300) say("is refused with " + std::to_string(answer.status));
            auto now = file_.sums(victim_);
            for (auto const& [table, sum] : now)
                if (sums_[table] != sum && !act.changes.contains(table)) say("changes " + table + " too");
            sums_ = std::move(now);
            file_.was_written();
        }
    }

    void judge(Caller const& caller, Attempt const& attempt, std::string const& pattern) {
        // Signing out would only end the caller's own session.
        if (attempt.method == "delete" && pattern == "/ext/v1/session") return;
        auto const answer = ask(attempt.method, attempt.target, attempt.body, caller.headers);
        ++tried_;
        places_.insert(attempt.method + ' ' + pattern + ' ' + attempt.place);
        operations_.insert(attempt.method + ' ' + pattern);
        auto const say = [&](std::string const& what) {
            findings_.insert(caller.name + ", " + attempt.method + ' ' + pattern + " at " + attempt.place +
                             ": " + what);
        };
        if (answer.status < 300) ++answered_;
        if (answer.status >= 500) say(std::to_string(answer.status));
        for (auto const& secret : caller.secrets) {
            bool const was_sent = attempt.target.find(api::percent_encode(secret)) != std::string::npos ||
                                  attempt.body.find(secret) != std::string::npos;
            if (!was_sent && answer.body.find(secret) != std::string::npos) say("tells " + secret);
        }
        if (!file_.was_written()) return;
        auto now = file_.sums(victim_);
        for (auto const& [table, sum] : now)
            if (sums_[table] != sum) say("changes " + table);
        sums_ = std::move(now);
    }

    app::House house_;
    File file_;
    std::map<std::string, sandbox::AccountTenant> tenants_;
    File::Whose victim_;
    std::map<std::string, std::uint64_t> sums_;
    // The sibling ends its own partnership with the provider that both have.
    std::vector<OwnAct> const own_acts_ = {
        {"a sibling reseller", "delete", "/ext/v1/partnerships/{provider}", {"partnerships", "events"}}};
    std::set<std::string> places_, operations_, findings_;
    std::size_t tried_ = 0, answered_ = 0;
};

}  // namespace

}  // namespace entrepot::stranger

int main() {
    namespace fs = std::filesystem;
    auto name = (fs::temp_directory_path() / "entrepot-stranger-XXXXXX").string();
    int status = 1;
    try {
        if (!mkdtemp(name.data())) throw std::runtime_error("no folder for the test");
        status = entrepot::stranger::StrangerTest(name).run();
    } catch (std::exception const& error) {
        std::cout << "\nFAIL " << error.what() << "\n0 passed, 1 failed" << std::endl;
    }
    std::error_code ignored;
    fs::remove_all(name, ignored);
    return status;
}
