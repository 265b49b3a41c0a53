// What is left out, and the cloud of a deployment: see clouds.hpp. The list holds beginnings of paths, so
// that what is added there is out too.
#include "app/clouds.hpp"

#include "db/tx.hpp"

namespace entrepot::app {

namespace {

// The general rules first, the documents' tags second (wire.md 1.1): reading products stays, for offers are
// bought with it; carts and subscriptions stay whole.
constexpr std::string_view out_of_usgov[] = {
    // No agreement calls (A13).
    "/v1/agreements", "/v1/agreementtemplates", "/v1/customers/{}/agreements",
    "/v1/customers/{}/directSigned", "/v1/customers/{}/attestations", "/ext/v1/agreement",
    "/ext/v1/customers/{}/agreement", "/ext/v1/attestation-pages",
    // One partner a customer: no requests; no provider-reseller model.
    "/v1/customers/relationshiprequests", "/v1/relationships", "/v1/customers/{}/relationships",
    "/v1/sandboxIndirectReseller", "/ext/v1/relationship", "/ext/v1/invitation", "/ext/v1/resellers",
    "/ext/v1/providers", "/ext/v1/partnerships", "/ext/v1/customers/{}/relationship",
    // No qualifications, and no codes for them.
    "/v1/customers/{}/qualification", "/v1/customers/all/validations", "/ext/v1/eligibilities",
    "/ext/v1/operator/qualifications", "/ext/v1/operator/eligibilities",
    // Users and licences are the national portal's.
    "/v1/customers/{}/users", "/v1/customers/{}/directoryroles", "/v1/customers/{}/subscribedskus",
    "/ext/v1/customers/{}/users",
    // Licence and customer insights, referrals, service health.
    "/partner/v1/analytics", "/engagements/v1/referrals", "/v1/serviceincidents",
    // By tag.
    "/v1/productpromotions", "/v1/customers/{}/promotionEligibilities", "/v1/customers/{}/transfers",
    "/v1/customers/{}/servicecosts", "/v1/productUpgrades", "/v1/customers/{}/subscriptions/{}/registration",
    "/v1/customers/{}/subscriptions/{}/activate", "/v1/customers/{}/subscriptions/{}/conversions",
    "/v1/customers/{}/subscriptions/{}/transition", "/v1/invoices/{}/receipts"};

struct CloudRow {
    std::int64_t place = 1;
    std::string cloud;
    static constexpr std::string_view schema_name = "DeploymentCloud";
    static constexpr std::string_view table = "deployment_cloud";
    static constexpr auto fields() {
        return Fields{field("place", &CloudRow::place, "One.").key(),
                      field("cloud", &CloudRow::cloud, "global or usgov.")};
    }
};

auto const deployment = Scope::everyone("the cloud is the deployment's own");

std::optional<CloudRow> find_cloud(db::Database& database) {
    std::optional<CloudRow> found;
    database.read([&](db::Tx& tx) {
        found =
            tx.find<CloudRow>(deployment, "SELECT {*} FROM deployment_cloud WHERE place = 1 AND {shared}");
    });
    return found;
}

// {customer} and {customerId} are one place.
std::string without_names(std::string const& pattern) {
    std::string out;
    bool inside = false;
    for (char const c : pattern) {
        if (c == '}') inside = false;
        if (!inside) out += c;
        if (c == '{') inside = true;
    }
    return out;
}

}  // namespace

void keep_cloud(db::Database& database, std::string const& cloud) {
    auto kept = find_cloud(database);
    if (!kept) {
        database.write([&](db::Tx& tx) { tx.try_insert(deployment, CloudRow{1, cloud}); });
        kept = find_cloud(database);  // another server may have been first
    }
    if (kept->cloud != cloud)
        throw db::Unavailable("this deployment is of the cloud " + kept->cloud + ", not of " + cloud +
                              ": services do not move between clouds; start it with --cloud " + kept->cloud +
                              ", or begin another one in a folder or database of its own");
}

void leave_out(api::Router& router, std::string const& cloud) {
    if (cloud != "usgov") return;
    router.leave_out([](api::Route const& route) {
        auto const path = without_names(route.pattern);
        // Ending a relation (global cloud only).
        if (route.method == api::Method::patch && path == "/v1/customers/{}") return true;
        // A customer looks at its one partner, and neither takes another nor accepts an agreement.
        if (route.method == api::Method::post && path.starts_with("/ext/v1/my/partners")) return true;
        for (auto const beginning : out_of_usgov)
            if (path.starts_with(beginning)) return true;
        return false;
    });
}

}  // namespace entrepot::app
