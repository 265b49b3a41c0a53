// Changing a customer: see update_flow.hpp.
#include "customers/update_flow.hpp"

#include "access/account_store.hpp"
#include "base/fold.hpp"
#include "customers/address_override_store.hpp"
#include "customers/company_name.hpp"
#include "customers/country.hpp"
#include "customers/customer_store.hpp"
#include "events/event.hpp"

namespace entrepot::customers {

namespace {

auto const own_tenant = Scope::everyone("the legal name is kept with the customer's own tenant");

struct CompanyChanged {
    std::optional<std::string> legal_name, registration_number, vat_number;
    static constexpr std::string_view schema_name = "CompanyChanged";
    static constexpr auto fields() {
        using C = CompanyChanged;
        return Fields{field("legalName", &C::legal_name, "The legal name."),
                      field("registrationNumber", &C::registration_number, "The company's number."),
                      field("vatNumber", &C::vat_number, "The VAT number.")};
    }
};

template <class Body>
struct Change {
    Body before, after;
    static constexpr std::string_view schema_name = "Change";
    static constexpr auto fields() {
        return Fields{field("before", &Change::before, "As it was."),
                      field("after", &Change::after, "As it is.")};
    }
};

template <class Body>
void log(db::Tx& tx, Act const& act, Customer const& customer, std::string_view type, Body const& before,
         Body const& after) {
    events::append(tx, act, {customer.partner, customer.reseller, customer.id}, type, customer.id,
                   Change<Body>{before, after});
}

// What was refused can be corrected, and is then looked at again (C14, D3).
void review_again(Customer& customer, Time now) {
    if (customer.status != Status::refused) return;
    customer.status = Status::under_review;
    customer.status_changed = now;
}

std::optional<std::string> changed(std::optional<std::string> const& asked,
                                   std::optional<std::string> const& held) {
    if (!asked) return held;
    return asked->empty() ? std::nullopt : asked;
}

}  // namespace

Customer update_billing(db::Tx& tx, Act const& act, Customer const& before, BillingProfile const& asked,
                        bool sandbox, std::string const& reason) {
    AddingFacts facts;
    facts.partner = access::get_tenant(tx, before.partner);
    facts.sandbox = sandbox;
    facts.profile_path = "";
    facts.address_path = "defaultAddress";
    facts.name_path = "companyName";
    facts.email_path = "email";
    Problems problems;
    check_profile(asked, facts, problems);
    if (country_code(asked.address.country) != before.country)
        problems.add("defaultAddress.country", "country_fixed", country_words(before.country));
    auto const overridden = raise_what_counts(problems, reason);
    auto after = before;
    after.billing = as_kept(asked);
    after.billing.id = before.billing.id;
    after.billing.version = before.billing.version + 1;
    after.name = asked.company_name;
    after.name_fold = fold(after.name);
    review_again(after, act.now);
    after = save(tx, act.scope(), before, std::move(after));
    log(tx, act, after, "customer_billing_changed", before.billing, after.billing);
    keep_override(tx, act, {after.partner, after.id, after.reseller, after.id, "billing"}, reason,
                  overridden);
    return after;
}

Customer update_company(db::Tx& tx, Act const& act, Customer const& before, CompanyChange const& asked) {
    auto tenant = access::get_tenant(tx, before.id);
    auto const* country = find_country(before.country);
    check(country != nullptr, "a customer sits in a country");
    auto after = before;
    after.registration_number = changed(asked.registration_number, before.registration_number);
    after.vat_number = changed(asked.vat_number, before.vat_number);
    auto const legal_name = asked.legal_name.value_or(tenant.name);
    Problems problems;
    if (!is_one_line(legal_name)) problems.add("legalName", "name_one_line");
    else if (length(legal_name) < 2) problems.add("legalName", "too_short", {{"min", "2"}});
    else if (!has_letters(legal_name)) problems.add("legalName", "name_only_symbols");
    check_registration_number(*country, after.registration_number, "registrationNumber", problems);
    check_vat_number(*country, after.vat_number, "vatNumber", problems);
    problems.raise();
    CompanyChanged const old{tenant.name, before.registration_number, before.vat_number};
    if (legal_name != tenant.name) {
        tenant.name = legal_name;
        tx.update(own_tenant, tenant);
    }
    review_again(after, act.now);
    after = save(tx, act.scope(), before, std::move(after));
    log(tx, act, after, "customer_company_changed", old,
        CompanyChanged{legal_name, after.registration_number, after.vat_number});
    return after;
}

}  // namespace entrepot::customers
