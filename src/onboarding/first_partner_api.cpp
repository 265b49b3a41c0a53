// The one-time page of a fresh deployment: its first organisation and administrator.
#include "access/session.hpp"
#include "access/vault.hpp"
#include "customers/country.hpp"
#include "customers/customer.hpp"
#include "onboarding/first_partner.hpp"
#include "onboarding/routes.hpp"

namespace entrepot::onboarding {

namespace {

struct SetupWord {
    std::string word;
    static constexpr std::string_view schema_name = "SetupWord";
    static constexpr auto fields() {
        return Fields{field("word", &SetupWord::word, "What stands behind the # of the link.").at_most(64)};
    }
};

struct CountryChoice {
    std::string code, en, fr;
    static constexpr std::string_view schema_name = "SetupCountry";
    static constexpr auto fields() {
        using C = CountryChoice;
        return Fields{field("code", &C::code, "ISO 3166-1, two letters."),
                      field("en", &C::en, "Its name in English."), field("fr", &C::fr, "In French.")};
    }
};

struct SetupView {
    std::vector<std::string> domain_suffixes;
    std::vector<CountryChoice> countries;
    static constexpr std::string_view schema_name = "Setup";
    static constexpr auto fields() {
        return Fields{field("domainSuffixes", &SetupView::domain_suffixes, "Under which it gets its name."),
                      field("countries", &SetupView::countries, "Where it may sit.")};
    }
};

struct SetupForm {
    std::string word;
    FirstPartner partner;
    static constexpr std::string_view schema_name = "SetupForm";
    static constexpr auto fields() {
        return Fields{field("word", &SetupForm::word, "What stands behind the # of the link.").at_most(64),
                      field("partner", &SetupForm::partner, "The organisation and its administrator.")};
    }
};

SetupView look(api::Context& context, SetupWord const& given) {
    check_setup(context.tx, context.gate, given.word);
    SetupView out{customers::domain_suffixes(), {}};
    for (auto const& one : customers::countries())
        if (may_sit_in(context.act.cloud, one.code))
            out.countries.push_back({one.code, one.name.en, one.name.fr});
    return out;
}

api::Answer set_up(api::Context& context, SetupForm const& form) {
    check_setup(context.tx, context.gate, form.word);
    Problems problems;
    auto people = make_first(form.partner, context.act.cloud, context.act.real_now, problems);
    problems.raise();
    people.administrator.password = access::hash_password(form.partner.password);
    context.database.write([&](db::Tx& tx) { add_first(tx, context.act, people); });
    return access::go_on(context, people.administrator, people.tenant, {"pwd"});
}

}  // namespace

void add_first_partner_routes(api::Router& router) {
    constexpr auto why = "a deployment without tenants has nobody to sign in; its link is printed at start";
    router.post("/ext/v1/setup/look", look)
        .open(why)
        .reads()
        .summary("Whether the link of a fresh deployment still works, and what its form offers");
    router.post("/ext/v1/setup", set_up)
        .open(why)
        .hashes()
        .created()
        .answers_with<access::SessionView>(201)
        .answers_with<access::SignInStepView>(202)
        .summary("Make the first organisation and its administrator; the sign-in goes on");
}

}  // namespace entrepot::onboarding
