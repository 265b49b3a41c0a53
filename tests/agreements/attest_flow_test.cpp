// What an attestation leaves behind, and that a link ends: on a house of its own.
#include <doctest/doctest.h>

#include <algorithm>

#include "access/account_store.hpp"
#include "agreements/agreement_store.hpp"
#include "agreements/attest_flow.hpp"
#include "agreements/document_link.hpp"
#include "customers/customer_store.hpp"
#include "events/event.hpp"
#include "support/house.hpp"

using namespace entrepot;
using namespace entrepot::agreements;

namespace {

Act act_of(support::House const& house, customers::Customer const& customer, Time now) {
    auto act = Act::system(now, now);
    act.caller.tenant = customer.partner;
    act.caller.kind = TenantKind::direct_bill;
    auto const& account = house.tenant("directfr");
    check(account.id == customer.partner, "a customer of the direct partner");
    return act;
}

customers::Customer customer_without(db::Tx& tx, Scope const& scope) {
    for (auto const& one : customers::list(tx, scope, {}).rows)
        if (one.agreement != customers::AgreementState::accepted) return one;
    throw std::runtime_error("every seeded customer accepted");
}

std::string refusal(customers::Customer const& customer) {
    try {
        require_accepted(customer);
    } catch (Problem const& problem) {
        return problem.code;
    }
    return {};
}

}  // namespace

TEST_CASE("an attestation opens purchases and is an event") {
    support::House house;
    auto const scope = Scope::partner(house.tenant("directfr").id);
    house.database().write([&](db::Tx& tx) {
        auto customer = customer_without(tx, scope);
        CHECK(refusal(customer) == "13605");
        CHECK_FALSE(latest(tx, scope, customer).has_value());

        auto act = act_of(house, customer, real_time());
        act.caller.user = access::find_user_by_name(tx, house.person("sales", "directfr").user_name)->id;
        AgreementForm form{.signatory = {"Ana", "Lee", "ana@example.com", std::nullopt},
                           .template_id = latest_of(templates(), AgreementType::customer).id.text(),
                           .date_agreed = "2024-05-02",
                           .type = {}};
        auto const agreement = attest(form, attesting_facts(tx, act, customer), templates());
        CHECK(agreement.attested_by == "Mathis Brun");
        record(tx, act, agreement);

        customer = customers::get(tx, scope, customer.id);
        CHECK(refusal(customer).empty());
        auto const stored = latest(tx, scope, customer);
        REQUIRE(stored);
        CHECK(stored->id == agreement.id);
        CHECK(stored->sha256 == agreement.sha256);
        CHECK(stored->signatory.email == "ana@example.com");
        CHECK_FALSE(is_signed_directly(tx, scope, customer));

        auto const subject = [&](events::Event const& event) { return event.subject == agreement.id; };
        auto const log = events::after(tx, scope, {}, 100'000);
        auto const event = std::ranges::find_if(log, subject);
        REQUIRE(event != log.end());
        CHECK(event->type == "agreement_attested");
        CHECK(event->user == act.caller.user);
    });
}

TEST_CASE("a link to a document ends after its time") {
    support::House house;
    auto const answer_at = [&](Time expires) {
        DocumentLink const link{.template_id = templates().front().id,
                                .language = "en-US",
                                .download = false,
                                .expires = expires};
        auto const target = "/ext/v1/agreement-links/" + write_link(link, house.inside().keeper());
        return house.ask(support::request(api::Method::get, target));
    };
    CHECK(answer_at(real_time() + minutes{1}).status == 200);
    auto const ended = answer_at(real_time() - seconds{1});
    CHECK(ended.status == 410);
    CHECK(ended.body.find("\"document_link_ended\"") != std::string::npos);
}
