// Refusals and warnings of adding and selling that no sandbox caller meets: a partner that has not signed, the
// review that only a production deployment has, as many drafts as there may be, a cart that another orders.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "access/account_store.hpp"
#include "onboarding/draft.hpp"
#include "onboarding/onboard_flow.hpp"
#include "orders/order_store.hpp"
#include "support/house.hpp"

namespace entrepot::onboarding {

namespace {

Scope const everyone = Scope::everyone("test");

struct Answered {
    int status = 0;
    std::string code, body;
};

Answered send(support::House& house, api::Method method, std::string const& who, std::string const& target,
              std::string body) {
    auto asked = support::request(method, target, std::move(body));
    for (auto const& header : house.caller(who)) asked.headers.push_back(header);
    auto const answer = house.ask(std::move(asked));
    auto const told = boost::json::parse(answer.body).as_object();
    auto const* const at = told.if_contains("code");
    auto const code = at ? *at : boost::json::value("");
    return {answer.status, code.is_string() ? std::string(code.as_string()) : boost::json::serialize(code),
            answer.body};
}

Answered post(support::House& house, std::string const& who, std::string const& target, std::string body) {
    return send(house, api::Method::post, who, target, std::move(body));
}

std::string a_customer(support::House& house, Id<Tenant> partner) {
    std::string id;
    house.database().read([&](db::Tx& tx) {
        id = tx.find<Uuid>(Scope::partner(partner),
                           "SELECT customer_id FROM customers WHERE agreement = 'accepted' AND {scope} "
                           "ORDER BY domain LIMIT 1")
                 .value()
                 .text();
    });
    return id;
}

}  // namespace

TEST_CASE(
    "refused, rules B11: a partner that has not signed adds nobody, sells nothing, asks for no relation "
    "(900124)") {
    for (auto const engine : support::engines()) {
        support::House house(engine);
        auto const partner = house.tenant("directfr").id;
        auto const customer = a_customer(house, partner);
        house.database().write([&](db::Tx& tx) {
            auto tenant = access::get_tenant(tx, partner);
            tenant.agreement_signed = false;
            tx.update(everyone, tenant);
        });
        auto const order = post(house, "sales@directfr", "/v1/customers/" + customer + "/orders",
                                R"({"billingCycle":"monthly","lineItems":[{"lineItemNumber":0,)"
                                R"("offerId":"9EFAE1CE-50DB-4FDE-9FFB-BFB6B30B6740","quantity":3}]})");
        CHECK(order.status == 403);
        CHECK(order.code == "900124");
        for (auto const* target : {"/v1/customers", "/ext/v1/onboardings"}) {
            bool const api = target[1] == 'v';
            auto const added = post(
                house, "sales@directfr", target,
                api ? R"({"companyProfile":{"domain":"scierie-du-col.onmicrosoft.com"},"billingProfile":)"
                      R"({"email":"a@scierie.fr","culture":"fr-FR","language":"fr","companyName":"Scierie du Col",)"
                      R"("defaultAddress":{"firstName":"A","lastName":"B","addressLine1":"1","city":"Die",)"
                      R"("postalCode":"26150","country":"FR"}}})"
                    : R"({"company":{"name":"Scierie du Col","country":"FR",)"
                      R"("domain":"scierie-du-col.onmicrosoft.com"},"culture":"fr-FR",)"
                      R"("contact":{"firstName":"A","lastName":"B","email":"a@scierie.fr"},)"
                      R"("address":{"addressLine1":"1","city":"Die","postalCode":"26150"},)"
                      R"("agreement":{"kind":"invited"}})");
            CHECK(added.status == 403);
            CHECK(added.code == "900124");
        }
        auto const asked = post(house, "sales@directfr", "/ext/v1/invitations",
                                R"({"kind":"relationship","recipient":{"language":"fr"}})");
        CHECK(asked.status == 403);
        CHECK(asked.code == "900124");
    }
}

TEST_CASE("refused: a draft past its size, and more drafts than a tenant may have") {
    for (auto const engine : support::engines()) {
        support::House house(engine);
        auto const draft = [&](std::size_t bytes) {
            return post(house, "sales@directfr", "/ext/v1/drafts",
                        R"({"state":{"note":")" + std::string(bytes, 'x') + "\"}}");
        };
        auto const large = draft(draft_bytes);
        CHECK(large.status == 413);
        CHECK(large.code == "draft_too_large");
        for (int i = 0; i < drafts_of_a_tenant; ++i) REQUIRE(draft(1).status == 201);
        auto const more = draft(1);
        CHECK(more.status == 409);
        CHECK(more.code == "too_many_drafts");
        CHECK(post(house, "sales@provider", "/ext/v1/drafts", R"({"state":{}})").status == 201);
    }
}

TEST_CASE("refused: a cart that another request has just ordered (800064)") {
    for (auto const engine : support::engines()) {
        support::House house(engine);
        auto const customer = a_customer(house, house.tenant("directfr").id);
        auto const made = post(house, "sales@directfr", "/v1/customers/" + customer + "/carts",
                               R"({"lineItems":[{"id":0,"catalogItemId":"ENTSJJQY5GBN:0001:00XCEM7P8GQM",)"
                               R"("quantity":1,"termDuration":"P1Y","billingCycle":"monthly"}]})");
        REQUIRE_MESSAGE(made.status == 201, made.body);
        auto const text = std::string(boost::json::parse(made.body).at("id").as_string());
        orders::Cart cart;
        cart.customer = Id<Tenant>{Uuid::parse(customer).value()};
        cart.id = Id<orders::Cart>{Uuid::parse(text).value()};
        auto const end = [&] {
            house.database().write([&](db::Tx& tx) {
                orders::end_cart(tx, Scope::partner(house.tenant("directfr").id), cart, real_time());
            });
        };
        end();
        std::string code;
        try {
            end();
        } catch (Problem const& problem) {
            code = problem.code;
        }
        CHECK(code == "800064");
    }
}

// The log's rows of this type, as they stand there.
std::vector<std::string> logged(support::House& house, std::string const& type) {
    std::vector<std::string> out;
    house.database().read([&](db::Tx& tx) {
        out = tx.list<std::string>(
            everyone, "SELECT body FROM events WHERE type = $1 AND {scope} ORDER BY number", type);
    });
    return out;
}

TEST_CASE("an address set aside with a reason: the log's row says why and which fields, in both places") {
    for (auto const engine : support::engines()) {
        support::House house(engine);
        CHECK(logged(house, "address_overridden").empty());
        auto const made = post(
            house, "sales@directfr", "/ext/v1/onboardings",
            R"({"company":{"name":"Relais du Col","country":"FR","domain":"relais-du-col.onmicrosoft.com"},)"
            R"("contact":{"firstName":"Paul","lastName":"Arnaud","email":"paul@relais-col.fr"},)"
            R"("address":{"addressLine1":"1 col du Rousset","city":"Chamaloc","postalCode":"F-26150 X"},)"
            R"("culture":"fr-FR","agreement":{"kind":"invited"},"addressOverride":"Secteur postal"})");
        REQUIRE(made.status == 201);
        std::string const id(boost::json::parse(made.body).at("customerId").as_string());
        auto const changed = send(
            house, api::Method::put, "sales@directfr", "/ext/v1/customers/" + id + "/billing",
            R"({"profile":{"email":"paul@relais-col.fr","culture":"fr-FR","language":"fr",)"
            R"("companyName":"Relais du Col","defaultAddress":{"firstName":"Paul","lastName":"Arnaud",)"
            R"("addressLine1":"1 col du Rousset","city":"Chamaloc","postalCode":"2920","country":"FR"}},)"
            R"("addressOverride":"Boîte militaire"})");
        CHECK_MESSAGE(changed.status == 200, changed.body);
        auto const rows = logged(house, "address_overridden");
        REQUIRE(rows.size() == 2);
        CHECK(rows[1].find("Boîte militaire") != std::string::npos);
        CHECK(rows[1].find("defaultAddress.postalCode") != std::string::npos);
        CHECK(rows[0].find("Secteur postal") != std::string::npos);
        CHECK(rows[0].find("address.postalCode") != std::string::npos);
    }
}

TEST_CASE("warned, rules D2: outside a sandbox education is reviewed first (qualification_needs_review)") {
    support::House house;
    OnboardingForm form;
    form.company = {"École des Cimes", "FR", {}, {}, "ecole-des-cimes.onmicrosoft.com", {}};
    form.company.qualification = customers::Qualification::education;
    form.contact = {"Paul", "Arnaud", "direction@ecole-des-cimes.fr", {}};
    form.address.line1 = "1 rue des Cimes";
    form.address.city = "Gap";
    form.address.postal_code = "05000";
    form.culture = "fr-FR";
    form.agreement.kind = AgreementKind::invited;
    auto act = Act::system(real_time(), real_time());
    act.caller.tenant = house.tenant("directfr").id;
    act.caller.kind = TenantKind::direct_bill;
    for (bool const sandbox : {false, true}) {
        Prepared prepared;
        house.database().read([&](db::Tx& tx) { prepared = prepare(tx, act, form, {}, sandbox, false); });
        bool warned = false;
        for (auto const& one : prepared.warnings) warned = warned || one.code == "qualification_needs_review";
        CHECK(warned == !sandbox);
        CHECK(prepared.problems.empty());
        auto const held = prepared.customer.qualification;
        CHECK(held == (sandbox ? customers::Qualification::education : customers::Qualification::none));
    }
}

}  // namespace entrepot::onboarding
