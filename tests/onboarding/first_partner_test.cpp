// A fresh production folder: its link makes one organisation and one administrator, who sets up a second factor.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "access/second_factor.hpp"
#include "onboarding/first_partner.hpp"
#include "support/house.hpp"

namespace entrepot::onboarding {

namespace {

struct Fresh {
    support::TemporaryFolder folder;
    app::House house{{.data = folder.path().string()}};

    boost::json::object ask(std::string const& path, std::string const& body, int status) {
        auto const answer = house.dispatcher().answer(support::request(api::Method::post, path, body));
        CHECK_MESSAGE(answer.status == status, path << ": " << answer.body);
        return boost::json::parse(answer.body).as_object();
    }
    std::string form(std::string const& word, std::string const& domain = "armor.onmicrosoft.com") {
        return R"({"word":")" + word +
               R"(","partner":{"organisation":"Armor Distribution","kind":"indirectProvider","country":"FR",)"
               R"("domain":")" +
               domain +
               R"(","firstName":"Anne","lastName":"Kermarrec","email":"anne@armor.example",)"
               R"("password":"galet bruine chaloupe tamaris","language":"fr"}})";
    }
};

std::string text(boost::json::object const& object, char const* name) {
    return std::string(object.at(name).as_string());
}

}  // namespace

TEST_CASE("first partner: from the link to an administrator with a second factor, once") {
    Fresh fresh;
    auto const word = setup_word(fresh.house.keeper());
    CHECK(word.size() == 26);
    fresh.ask("/ext/v1/setup/look", R"({"word":"nonsense"})", 404);
    CHECK(fresh.ask("/ext/v1/setup/look", R"({"word":")" + word + "\"}", 200)
              .at("countries")
              .as_array()
              .size() > 100);

    fresh.ask("/ext/v1/setup", fresh.form("nonsense"), 404);
    auto const wrong =
        fresh.ask("/ext/v1/setup",
                  R"({"word":")" + word +
                      R"(","partner":{"organisation":"!","kind":"customer","country":"XX","domain":"a.b",)"
                      R"("firstName":"A","lastName":"B","email":"x","password":"court"}})",
                  400);
    std::vector<std::string> fields;
    for (auto const& one : wrong.at("data").as_array()) fields.push_back(text(one.as_object(), "field"));
    CHECK(fields ==
          std::vector<std::string>{"kind", "organisation", "country", "domain", "email", "password"});

    // Production: a second factor is set up before anybody is in.
    auto const step = fresh.ask("/ext/v1/setup", fresh.form(word), 202);
    CHECK(text(step, "step") == "enrolment");
    auto const ticket = text(step, "ticket");
    auto const offer = fresh.ask("/ext/v1/session/enrolment", R"({"ticket":")" + ticket + "\"}", 200);
    auto const code =
        access::totp(access::from_base32(text(offer, "secret")), access::totp_step(real_time()));
    auto const done = fresh.ask("/ext/v1/session/enrolment/confirmation",
                                R"({"ticket":")" + ticket + R"(","code":")" + code + "\"}", 201);
    auto const& session = done.at("session").as_object();
    CHECK(done.at("recoveryCodes").as_array().size() == 10);
    CHECK((session.at("roles") == boost::json::array{"GlobalAdmin", "AdminAgent"}));
    CHECK((session.at("methods") == boost::json::array{"pwd", "otp", "mfa"}));
    CHECK(text(session.at("tenant").as_object(), "kind") == "indirectProvider");
    CHECK(text(session.at("tenant").as_object(), "currency") == "EUR");

    auto const over = fresh.ask("/ext/v1/setup/look", R"({"word":")" + word + "\"}", 410);
    CHECK(text(over, "code") == "setup_done");
    fresh.ask("/ext/v1/setup", fresh.form(word, "other.onmicrosoft.com"), 410);
}

TEST_CASE(
    "first partner, rules D8 and D9: in the US Government cloud it sits there, sells itself and nowhere "
    "else") {
    FirstPartner form;
    form.organisation = "Prairie Systems";
    form.kind = TenantKind::indirect_provider;
    form.country = "FR";
    form.domain = "prairie-systems.onmicrosoft.com";
    form.first_name = "Ana";
    form.last_name = "Lee";
    form.email = "ana@prairie-systems.example";
    form.password = "galet bruine chaloupe tamaris";
    auto const refusals = [&](Cloud cloud) {
        Problems problems;
        make_first(form, cloud, real_time(), problems);
        std::string out;
        for (auto const& one : problems.list()) out += one.field + ' ' + one.code + ' ';
        return out;
    };
    CHECK(refusals(Cloud::global).empty());
    CHECK(refusals(Cloud::usgov) == "kind not_a_choice country country_outside_market ");
    form.kind = TenantKind::direct_bill;
    form.country = "US";
    CHECK(refusals(Cloud::usgov).empty());
    Problems none;
    CHECK(make_first(form, Cloud::usgov, real_time(), none).tenant.market == std::vector<std::string>{"US"});
    CHECK(make_first(form, Cloud::global, real_time(), none).tenant.market.empty());
    CHECK(may_sit_in(Cloud::usgov, "US"));
    CHECK_FALSE(may_sit_in(Cloud::usgov, "CA"));
    CHECK(may_sit_in(Cloud::global, "CA"));
}

}  // namespace entrepot::onboarding
