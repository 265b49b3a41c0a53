// Kills the server at random moments under concurrent onboarding, and reads the database to see what it kept:
// every acknowledged write, and nothing that is not whole. entrepot_crash_test --kills 200 [--seed N] [--clients 8]
#include <sqlite3.h>

#include <atomic>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "base/uuid.hpp"
#include "support/http_client.hpp"
#include "support/server_process.hpp"

namespace {

namespace bj = boost::json;
namespace fs = std::filesystem;
using entrepot::support::HttpClient;
using entrepot::support::ServerProcess;
using Headers = std::vector<std::pair<std::string, std::string>>;
using Clock = std::chrono::steady_clock;

struct Options {
    int kills = 12, clients = 8;
    unsigned seed = std::random_device{}();
    std::string program;
};

// One request and what became of it.
struct Act {
    std::string target, body, request_id, domain;
    std::string answer;  // of the first time that it was acknowledged
};

// What must not be: how many rows break it. A check whose tables are not there yet is left out.
struct Check {
    char const* what;
    char const* rows;
};
// By sets, not row by row: the file grows with every kill.
constexpr Check checks[] = {
    {"a customer without its tenant",
     "SELECT COUNT(*) FROM customers WHERE customer_id NOT IN (SELECT tenant_id FROM tenants WHERE kind = "
     "'customer')"},
    {"a customer's tenant without a customer",
     "SELECT COUNT(*) FROM tenants WHERE kind = 'customer' AND tenant_id NOT IN (SELECT customer_id FROM "
     "customers)"},
    {"a customer whose domain is not held by it",
     "SELECT COUNT(*) FROM (SELECT domain, customer_id FROM customers EXCEPT "
     "SELECT domain, tenant_id FROM domains WHERE draft_id IS NULL)"},
    {"a domain held by nobody",
     "SELECT COUNT(*) FROM (SELECT domain, tenant_id FROM domains WHERE draft_id IS NULL EXCEPT "
     "SELECT domain, tenant_id FROM tenants)"},
    {"a customer without its first user",
     "SELECT COUNT(*) FROM (SELECT customer_id, admin_user_name FROM customers EXCEPT SELECT tenant_id, "
     "user_name FROM users)"},
    {"a customer that no search finds",
     "SELECT COUNT(*) FROM customers WHERE customer_id NOT IN (SELECT customer_id FROM customer_words)"},
    {"words of no customer",
     "SELECT COUNT(*) FROM customer_words WHERE customer_id NOT IN (SELECT customer_id FROM customers)"},
    {"a customer whose addition is no event, or two",
     "SELECT (SELECT COUNT(*) FROM customers) - (SELECT COUNT(*) FROM (SELECT subject FROM events WHERE "
     "type = 'customer_added' GROUP BY subject HAVING COUNT(*) = 1))"},
    {"an event of no customer",
     "SELECT COUNT(*) FROM events WHERE customer_id IS NOT NULL AND customer_id NOT IN (SELECT customer_id "
     "FROM customers)"},
    {"an agreement of no customer",
     "SELECT COUNT(*) FROM agreements WHERE customer_id NOT IN (SELECT customer_id FROM customers)"},
    {"a customer accepted without an agreement, or with one and not accepted",
     "SELECT COUNT(*) FROM customers WHERE (agreement = 'accepted') <> (customer_id IN (SELECT customer_id "
     "FROM agreements))"},
    {"an order whose lines and subscriptions differ in number",
     "SELECT COUNT(*) FROM (SELECT order_id, json_array_length(lines) FROM orders WHERE customer_id IN "
     "(SELECT customer_id FROM "
     "customers WHERE domain LIKE 'crash-%') EXCEPT SELECT order_id, COUNT(*) FROM subscriptions GROUP BY "
     "order_id)"},
    {"an order without a subscription",
     "SELECT COUNT(*) FROM orders WHERE order_id NOT IN (SELECT order_id FROM subscriptions)"},
    {"a subscription without an order",
     "SELECT COUNT(*) FROM subscriptions WHERE order_id NOT IN (SELECT order_id FROM orders)"},
    {"an order of no customer",
     "SELECT COUNT(*) FROM orders WHERE customer_id NOT IN (SELECT customer_id FROM customers)"},
    {"an order that is no event",
     "SELECT COUNT(*) FROM orders WHERE order_id NOT IN (SELECT subject FROM events)"},
    {"a secret link of no customer",
     "SELECT COUNT(*) FROM secret_links WHERE customer_id NOT IN (SELECT customer_id FROM customers)"},
    {"an onboarding remembered and not done",
     "SELECT COUNT(*) FROM onboardings WHERE customer_id NOT IN (SELECT customer_id FROM customers)"},
    {"an onboarding with lines whose customer has no order, or two",
     "SELECT COUNT(*) FROM customers WHERE domain LIKE 'crash-lines-%' AND customer_id NOT IN "
     "(SELECT customer_id FROM orders GROUP BY customer_id HAVING COUNT(*) = 1)"},
    {"a customer's figures that do not add up",
     "SELECT COUNT(*) FROM (SELECT customer_id, SUM(subscriptions) FROM customer_figures GROUP BY customer_id "
     "HAVING SUM(subscriptions) > 0 EXCEPT "
     "SELECT customer_id, COUNT(*) FROM subscriptions WHERE status = 'active' GROUP BY customer_id)"},
    {"a broken reference", "SELECT COUNT(*) FROM pragma_foreign_key_check"},
};

// The database as a file, while no server runs on it.
class File {
public:
    explicit File(std::string const& name) {
        if (sqlite3_open(name.c_str(), &handle_) != SQLITE_OK)
            throw std::runtime_error(name + " cannot be opened");
    }
    ~File() { sqlite3_close(handle_); }
    File(File const&) = delete;

    // Nothing where a table is not there yet.
    std::optional<std::string> ask(std::string const& sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            return std::nullopt;
        std::string out;
        if (sqlite3_step(statement) == SQLITE_ROW) out = text(statement);
        sqlite3_finalize(statement);
        return out;
    }
    std::set<std::string> list(std::string const& sql) {
        sqlite3_stmt* statement = nullptr;
        std::set<std::string> out;
        if (sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) return out;
        while (sqlite3_step(statement) == SQLITE_ROW) out.insert(text(statement));
        sqlite3_finalize(statement);
        return out;
    }

private:
    static std::string text(sqlite3_stmt* statement) {
        auto const* const text = sqlite3_column_text(statement, 0);
        return text ? reinterpret_cast<char const*>(text) : "";
    }

    sqlite3* handle_ = nullptr;
};

class CrashTest {
public:
    explicit CrashTest(Options options)
        : options_(std::move(options)),
          random_(options_.seed),
          folder_(fs::temp_directory_path() / ("entrepot-crash-" + entrepot::new_uuid().text())) {
        fs::create_directories(folder_);
    }
    ~CrashTest() {
        if (finished_ && failures_ == 0) fs::remove_all(folder_);  // else it is kept for a look
    }

    int run() {
        std::cout << "seed " << options_.seed << ", data in " << folder_.string() << std::endl;
        prepare();
        int done = 0;
        for (; done < options_.kills; ++done) {
            auto const before = failures_;
            round();
            verify();
            (failures_ == before ? passed_ : failed_) += 1;
            std::cout << (isatty(1) ? "\r" : "") << "kill " << done + 1 << " of " << options_.kills << ": "
                      << acknowledged_.size() << " acknowledged, " << pending_.size() << " to repeat, "
                      << failures_ << " wrong" << (isatty(1) ? "   " : "\n") << std::flush;
        }
        finish();
        finished_ = true;
        std::cout << "\n" << passed_ << " passed, " << failed_ << " failed" << std::endl;
        return failed_ > 0 ? 1 : 0;
    }

private:
    std::unique_ptr<ServerProcess> start() {
        return std::make_unique<ServerProcess>(
            options_.program,
            std::vector<std::string>{"demo", "--data", folder_.string(), "--listen", "127.0.0.1:0",
                                     "--threads", "2"},
            (folder_ / "log").string());
    }

    // The world, a token of a provider's salesperson, what can be bought, and what was odd before anything was killed.
    void prepare() {
        {
            auto const server = start();
            HttpClient client(server->port());
            std::ifstream in(folder_ / "sandbox.json");
            auto const accounts = bj::parse(std::string(std::istreambuf_iterator<char>(in), {}));
            for (auto const& tenant : accounts.at("tenants").as_array())
                if (tenant.at("kind").as_string() == "indirectProvider") sign_in(client, tenant);
            auto const document = client.ask("GET", "/openapi.json", "");
            has_onboardings_ =
                document && document->body.find("\"/ext/v1/onboardings\"") != std::string::npos;
            if (has_onboardings_) choose_lines(client);
            server->stop();
        }
        File file((folder_ / "entrepot.db").string());
        for (auto const& check : checks)
            if (auto const count = file.ask(check.rows)) baseline_[check.what] = std::stoll(*count);
        std::cout << baseline_.size() << " checks after each kill"
                  << (has_onboardings_ ? "" : "; no /ext/v1/onboardings yet") << std::endl;
    }

    void sign_in(HttpClient& client, bj::value const& tenant) {
        auto const& app = tenant.at("apps").at(0);
        for (auto const& user : tenant.at("users").as_array()) {
            if (bj::serialize(user.at("roles")).find("SalesAgent") == std::string::npos) continue;
            auto const text = [](bj::value const& value) { return std::string(value.as_string()); };
            auto const answer =
                client.ask("POST", '/' + text(tenant.at("tenantId")) + "/oauth2/token",
                           "grant_type=password&client_id=" + text(app.at("clientId")) +
                               "&client_secret=" + text(app.at("clientSecret")) +
                               "&resource=https%3A%2F%2Fapi.partnercenter.microsoft.com&username=" +
                               text(user.at("upn")) + "&password=" + text(user.at("password")));
            if (!answer || answer->status != 200)
                throw std::runtime_error("no token: " + (answer ? answer->body : ""));
            headers_ = {{"Authorization", "Bearer " + text(bj::parse(answer->body).at("access_token"))}};
            return;
        }
    }

    // Two plain items of the catalogue.
    void choose_lines(HttpClient& client) {
        auto const answer = client.ask("GET", "/ext/v1/catalog?country=FR&currency=EUR", "", headers_);
        if (!answer || answer->status != 200) return;
        bj::array lines;
        auto const shelf = bj::parse(answer->body);
        for (auto const& item : shelf.at("items").as_array()) {
            if (item.at("isTrial").as_bool() || item.at("isAddOn").as_bool() ||
                !item.at("available").as_bool())
                continue;
            if (item.at("billing").as_string() != "license" || item.at("terms").as_array().empty()) continue;
            auto const& term = item.at("terms").at(0);
            auto const least = item.at("minimumQuantity").to_number<std::int64_t>();
            lines.push_back({{"catalogItemId", item.at("catalogItemId")},
                             {"quantity", std::max<std::int64_t>(least, 3)},
                             {"termDuration", term.at("termDuration")},
                             {"billingCycle", term.at("billingCycle")}});
            if (lines.size() == 2) break;
        }
        if (lines.size() == 2) lines_ = bj::serialize(lines);
    }

    // Clients write until the server is killed, somewhere between its first and its three hundredth millisecond.
    void round() {
        auto const server = start();
        stopping_ = false;
        std::vector<std::thread> clients;
        for (int i = 0; i < options_.clients; ++i)
            clients.emplace_back([&, port = server->port()] { write_on(port); });
        auto const delay = std::uniform_int_distribution<int>(0, 300)(random_);
        std::this_thread::sleep_for(std::chrono::milliseconds(delay));
        server->kill();
        stopping_ = true;
        for (auto& client : clients) client.join();
    }

    void write_on(int port) {
        HttpClient client(port);
        while (!stopping_) {
            auto act = next_act();
            Headers headers = headers_;
            headers.emplace_back("MS-RequestId", act.request_id);
            auto const answer = client.ask("POST", act.target, act.body, headers);
            std::lock_guard const lock(mutex_);
            if (answer && answer->status == 201) acknowledge(std::move(act), answer->body);
            else if (!answer || answer->status == 503) pending_.push_back(std::move(act));
            else
                fail("an answer " + std::to_string(answer->status) + " to " + act.target + ": " +
                     answer->body.substr(0, 400));
            if (!answer) return;
        }
    }

    // What was sent and not answered comes first, with the same id and the same bytes; some acknowledged ones again.
    Act next_act() {
        std::lock_guard const lock(mutex_);
        if (!pending_.empty()) {
            auto act = std::move(pending_.back());
            pending_.pop_back();
            return act;
        }
        if (!acknowledged_.empty() && random_() % 8 == 0) {
            return acknowledged_.at(order_[random_() % order_.size()]);
        }
        return new_act();
    }

    Act new_act() {
        int const number = ++count_;
        Act act;
        act.request_id = entrepot::new_uuid().text();
        bool const onboarding = has_onboardings_ && number % 4 != 0;
        bool const lines = onboarding && !lines_.empty() && number % 3 != 0;
        auto const name = std::string(lines ? "crash-lines-" : "crash-") + std::to_string(number);
        act.domain = name + ".onmicrosoft.com";
        auto const mail = "contact@" + name + ".fr";
        if (!onboarding) {
            act.target = "/v1/customers";
            act.body =
                R"({"companyProfile":{"domain":")" + act.domain + R"("},"billingProfile":{"email":")" + mail +
                R"(","culture":"fr-FR","language":"fr","companyName":"Société )" + name +
                R"(","defaultAddress":{"firstName":"Anne","lastName":"Le Goff","addressLine1":"1 rue du Port",)"
                R"("city":"Brest","postalCode":"29200","country":"FR"}}})";
            return act;
        }
        act.target = "/ext/v1/onboardings";
        act.body =
            R"({"company":{"name":"Société )" + name + R"(","country":"FR","domain":")" + act.domain +
            R"(","qualification":"none"},"address":{"addressLine1":"1 rue du Port","city":"Brest","postalCode":"29200",)"
            R"("country":"FR"},"contact":{"firstName":"Anne","lastName":"Le Goff","email":")" +
            mail + R"("},"culture":"fr-FR","language":"fr","agreement":)" +
            (lines ? R"({"kind":"attested","signatory":{"firstName":"Anne","lastName":"Le Goff","email":")" +
                         mail + R"("},"dateAgreed":")" + today() + R"("},"lines":)" + lines_ + '}'
                   : std::string(R"({"kind":"invited"},"lines":[]})"));
        return act;
    }

    static std::string today() {
        auto const now = std::time(nullptr);
        char text[16];
        std::tm utc{};
        return {text, std::strftime(text, sizeof text, "%Y-%m-%d", gmtime_r(&now, &utc))};
    }

    // Repeated, it must be the same answer: one effect.
    void acknowledge(Act act, std::string answer) {
        auto const at = acknowledged_.find(act.domain);
        if (at == acknowledged_.end()) {
            act.answer = std::move(answer);
            order_.push_back(act.domain);
            acknowledged_.emplace(order_.back(), std::move(act));
        } else if (at->second.answer != answer) {
            fail("a repeated request got another answer: " + answer.substr(0, 300) +
                 "\n  first: " + at->second.answer.substr(0, 300));
        }
    }

    void verify() {
        File file((folder_ / "entrepot.db").string());
        for (auto const& check : checks) {
            auto const at = baseline_.find(check.what);
            if (at == baseline_.end()) continue;
            auto const count = file.ask(check.rows);
            if (count && std::stoll(*count) > at->second) fail(std::string(check.what) + ": " + *count);
        }
        auto const kept = file.list("SELECT domain FROM customers WHERE domain LIKE 'crash-%'");
        for (auto const& [domain, act] : acknowledged_)
            if (!kept.count(domain)) fail("acknowledged and not there: " + domain);
    }

    // Everything that was never answered is sent once more and must now succeed; then the whole file is looked through.
    void finish() {
        {
            auto const server = start();
            HttpClient client(server->port());
            auto const rest = std::exchange(pending_, {});
            for (auto const& act : rest) {
                Headers headers = headers_;
                headers.emplace_back("MS-RequestId", act.request_id);
                auto const answer = client.ask("POST", act.target, act.body, headers);
                if (answer && answer->status == 201) acknowledge(act, answer->body);
                else
                    fail("not done when repeated: " + act.domain + ' ' +
                         (answer ? answer->body.substr(0, 400) : ""));
            }
            server->stop();
        }
        auto const before = failures_;
        verify();
        File file((folder_ / "entrepot.db").string());
        if (auto const whole = file.ask("PRAGMA integrity_check"); whole != "ok")
            fail("the file is not whole: " + whole.value_or(""));
        auto const made = file.ask("SELECT COUNT(*) FROM customers WHERE domain LIKE 'crash-%'");
        if (made != std::to_string(acknowledged_.size()))
            fail(made.value_or("") + " customers for " + std::to_string(acknowledged_.size()) + " requests");
        (failures_ == before ? passed_ : failed_) += 1;
    }

    void fail(std::string const& what) {
        if (++failures_ <= 20) std::cout << "\nFAIL " << what << std::endl;
    }

    Options options_;
    std::mt19937 random_;
    fs::path folder_;
    Headers headers_;
    bool has_onboardings_ = false;
    std::string lines_;
    std::map<std::string, long long> baseline_;
    std::mutex mutex_;
    std::map<std::string, Act> acknowledged_;
    std::vector<std::string> order_;  // their domains
    std::vector<Act> pending_;
    std::atomic<bool> stopping_ = false;
    bool finished_ = false;
    int count_ = 0, passed_ = 0, failed_ = 0, failures_ = 0;
};

Options read_options(int argc, char** argv) {
    Options out;
    out.program = (fs::canonical("/proc/self/exe").parent_path() / "entrepot").string();
    for (int i = 1; i + 1 < argc; i += 2) {
        std::string const name = argv[i];
        if (name == "--kills") out.kills = std::stoi(argv[i + 1]);
        else if (name == "--seed") out.seed = static_cast<unsigned>(std::stoul(argv[i + 1]));
        else if (name == "--clients") out.clients = std::stoi(argv[i + 1]);
        else if (name == "--program") out.program = argv[i + 1];
        else throw std::runtime_error("--kills N --seed N --clients N --program FILE, not " + name);
    }
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return CrashTest(read_options(argc, argv)).run();
    } catch (std::exception const& error) {
        std::cout << "\nFAIL " << error.what() << "\n0 passed, 1 failed" << std::endl;
        return 1;
    }
}
