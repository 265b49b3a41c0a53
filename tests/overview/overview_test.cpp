// What needs doing on the first page: invitations near their end, on either engine, for those who may act.
#include <doctest/doctest.h>

#include "partners/invitation_store.hpp"
#include "support/house.hpp"

namespace entrepot::overview {

namespace {

using partners::Invitation;
using partners::InvitationKind;

// Of so many days ago; it ends after `life`.
Invitation made(support::House& house, days ago, days life, std::string name) {
    Invitation out;
    out.created = Time{real_time() - ago};
    out.expires = Time{out.created + life + hours{1}};
    out.id = Id<Invitation>(new_uuid());
    out.partner = house.tenant("provider").id;
    out.recipient = {std::move(name), "", "fr"};
    out.invited_by = "Inès";
    return out;
}

void keep(support::House& house, Invitation const& one) {
    house.database().write(
        [&](db::Tx& tx) { partners::insert(tx, Scope::partner(house.tenant("provider").id), one); });
}

std::string tasks(support::House& house, std::string const& who) {
    auto request = support::request(api::Method::get, "/ext/v1/overview");
    request.headers = house.caller(who);
    auto const answer = house.ask(std::move(request));
    CHECK(answer.status == 200);
    auto const from = answer.body.find("\"tasks\"");
    return answer.body.substr(from, answer.body.find("\"customersAdded\"") - from);
}

bool has(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE(
    "overview: invitations that end soon or ended unanswered, by whom they ask (portal-map.md 1, row 2)") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::House house(engine);
        CHECK_FALSE(has(tasks(house, "sales@provider"), "invitation"));
        keep(house, made(house, days{25}, days{30}, "Scierie Vasseur"));
        keep(house, made(house, days{28}, days{30}, "Moulin de Kerbris"));
        keep(house, made(house, days{20}, days{30}, "too early"));
        keep(house, made(house, days{33}, days{30}, "Atelier Kerneis"));
        keep(house, made(house, days{60}, days{30}, "too long ago"));
        auto renewed = made(house, days{60}, days{64}, "Verreries Renan");  // its end was put off
        keep(house, renewed);
        auto answered = made(house, days{28}, days{30}, "answered");
        answered.state = partners::InvitationState::accepted;
        keep(house, answered);
        auto asked = made(house, days{28}, days{30}, "an agreement");
        asked.kind = InvitationKind::agreement;
        keep(house, asked);
        auto partner = made(house, days{26}, days{30}, "");
        partner.kind = InvitationKind::partnership;
        partner.subject_name = "Informatique des Abers";
        keep(house, partner);

        for (auto const* who : {"sales@provider", "global@provider", "admin@provider"}) {
            auto const seen = tasks(house, who);
            CAPTURE(seen);
            CHECK(has(seen, R"({"kind":"invitation_expiring","count":3,"due":")"));
            CHECK(has(seen, R"("subject":"Moulin de Kerbris"})"));
            CHECK(has(seen, R"({"kind":"invitation_expired","count":1,"subject":"Atelier Kerneis"})"));
            CHECK(has(seen, R"({"kind":"reseller_invitation_expiring","count":1,"due":")"));
            CHECK(has(seen, R"("subject":"Informatique des Abers"})"));
            CHECK_FALSE(has(seen, "reseller_invitation_expired"));
        }
        // Who may not send them again has nothing to do; another's invitations are another's.
        for (auto const* who : {"helpdesk@provider", "billing@provider", "sales@directfr", "sales@ponant"})
            CHECK_FALSE(has(tasks(house, who), "invitation_exp"));
    }
}

TEST_CASE(
    "overview: of many invitations that end those that end first are looked at, a campaign's links are not") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::House house(engine);
        for (int i = 0; i < 6; ++i) {
            keep(house, made(house, days{24 + i}, days{30}, "n" + std::to_string(i)));
            auto link = made(house, days{29}, days{30}, "of a campaign");
            link.kind = partners::InvitationKind::attestation;
            keep(house, link);
        }
        auto const now = real_time();
        house.database().read([&](db::Tx& tx) {
            auto const scope = Scope::partner(house.tenant("provider").id);
            auto const find = [&](int limit) {
                return partners::ending_invitations(tx, scope, now, Time{now + days{7}}, limit);
            };
            REQUIRE(find(100).size() == 6);
            CHECK(find(100).front().recipient.name == "n5");
            REQUIRE(find(2).size() == 2);
            CHECK(find(2).back().recipient.name == "n4");
        });
    }
}

}  // namespace entrepot::overview
