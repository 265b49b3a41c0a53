// Signing in and choosing what is bought: the parts of crash_test.hpp that read the product's answers.
#include <boost/json.hpp>
#include <ctime>
#include <fstream>

#include "crash_test.hpp"

namespace entrepot::crash {

namespace {

namespace bj = boost::json;

std::string text_of(bj::value const& value) { return std::string(value.as_string()); }

std::string today() {
    auto const now = std::time(nullptr);
    char text[16];
    std::tm utc{};
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d", gmtime_r(&now, &utc))};
}

bool is_plain(bj::value const& item) {
    return !item.at("isTrial").as_bool() && !item.at("isAddOn").as_bool() && item.at("available").as_bool() &&
           item.at("billing").as_string() == "license" && !item.at("terms").as_array().empty();
}

bool is_salesperson(bj::value const& user) {
    return bj::serialize(user.at("roles")).find("SalesAgent") != std::string::npos;
}

std::string password_form(bj::value const& app, bj::value const& user) {
    return "grant_type=password&client_id=" + text_of(app.at("clientId")) +
           "&client_secret=" + text_of(app.at("clientSecret")) +
           "&resource=https%3A%2F%2Fapi.partnercenter.microsoft.com&username=" + text_of(user.at("upn")) +
           "&password=" + text_of(user.at("password"));
}

}  // namespace

void CrashTest::sign_in(int port) {
    std::ifstream in(data_folder(options_) / "sandbox.json");
    auto const accounts = bj::parse(std::string(std::istreambuf_iterator<char>(in), {}));
    support::HttpClient client(port);
    for (auto const& tenant : accounts.at("tenants").as_array()) {
        if (tenant.at("kind").as_string() != "indirectProvider") continue;
        for (auto const& user : tenant.at("users").as_array()) {
            if (!is_salesperson(user)) continue;
            auto const answer = client.ask("POST", '/' + text_of(tenant.at("tenantId")) + "/oauth2/token",
                                           password_form(tenant.at("apps").at(0), user));
            if (!answer || answer->status != 200)
                throw std::runtime_error("no token: " + (answer ? answer->body : ""));
            caller_ = {{"Authorization", "Bearer " + text_of(bj::parse(answer->body).at("access_token"))}};
            signed_in_ = std::chrono::steady_clock::now();
            return;
        }
    }
    throw std::runtime_error("nobody sells in sandbox.json");
}

// Two plain items of the catalogue, bought in the same number.
void CrashTest::choose(support::HttpClient& client) {
    auto const answer = client.ask("GET", "/ext/v1/catalog?country=FR&currency=EUR", "", caller_);
    if (!answer || answer->status != 200) throw std::runtime_error("no catalogue");
    auto& plan = journal_->plan;
    bj::array lines;
    auto const shelf = bj::parse(answer->body);
    for (auto const& item : shelf.at("items").as_array()) {
        if (!is_plain(item) || lines.size() == lines_of_purchase) continue;
        auto const& term = item.at("terms").at(0);
        plan.quantity = std::max(plan.quantity, item.at("minimumQuantity").to_number<std::int64_t>());
        lines.push_back({{"catalogItemId", item.at("catalogItemId")},
                         {"termDuration", term.at("termDuration")},
                         {"billingCycle", term.at("billingCycle")}});
    }
    if (lines.size() != lines_of_purchase) throw std::runtime_error("nothing to buy in the catalogue");
    int number = 0;
    for (auto& line : lines) line.as_object()["quantity"] = plan.quantity;
    plan.lines = bj::serialize(lines);
    for (auto& line : lines) line.as_object()["id"] = number++;
    plan.items = bj::serialize(lines);
    plan.day = today();
    plan.run = new_uuid();
    fill_random(plan.run.bytes.data(), 8);
}

}  // namespace entrepot::crash
