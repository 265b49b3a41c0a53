// Making the first partner: see first_partner.hpp.
#include <algorithm>

#include "access/account_store.hpp"
#include "access/password.hpp"
#include "access/user.hpp"
#include "access/user_event.hpp"
#include "access/user_store.hpp"
#include "base/base64.hpp"
#include "base/check.hpp"
#include "base/fold.hpp"
#include "customers/country.hpp"
#include "customers/customer.hpp"
#include "customers/customer_store.hpp"
#include "onboarding/first_partner.hpp"

namespace entrepot::onboarding {

namespace {

auto const deployment = Scope::everyone("the first partner is made where there is none");

constexpr std::string_view taken = "first-partner";

// Seven figures, as partner ids have.
std::string new_mpn_id() {
    std::uint32_t number = 0;
    fill_random(&number, sizeof number);
    return std::to_string(1'000'000 + number % 9'000'000);
}

}  // namespace

std::string setup_word(Safe& safe) { return base64url(safe.digest("first-administrator")).substr(0, 26); }

bool has_no_tenant(db::Tx& tx) {
    return !tx.find<std::int64_t>(deployment, "SELECT 1 FROM tenants WHERE {tenant} LIMIT 1");
}

void check_setup(db::Tx& tx, Safe& safe, std::string const& word) {
    auto const right = setup_word(safe);
    unsigned different = word.size() != right.size();
    for (std::size_t i = 0; i < std::min(word.size(), right.size()); ++i)
        different |= static_cast<unsigned char>(word[i] ^ right[i]);
    if (different) throw Problem("1000");
    if (!has_no_tenant(tx)) throw Problem("setup_done");
}

bool may_sit_in(Cloud cloud, std::string_view country) { return cloud != Cloud::usgov || country == "US"; }

FirstPeople make_first(FirstPartner const& form, Cloud cloud, Time real_now, Problems& problems) {
    FirstPeople out;
    auto& tenant = out.tenant;
    tenant.id = Id<Tenant>{new_uuid()};
    tenant.kind = form.kind;
    tenant.name = form.organisation;
    tenant.domain = lower_ascii(form.domain);
    tenant.mpn_id = new_mpn_id();
    tenant.email = form.email;
    tenant.agreement_signed = true;  // who runs the deployment signs with nobody
    tenant.clock_owner = tenant.id;
    tenant.created = real_now;
    bool const partner = form.kind == TenantKind::direct_bill || form.kind == TenantKind::indirect_provider;
    if (!partner) problems.add("kind", "not_a_choice", {{"choices", "directBill, indirectProvider"}});
    // No providers and resellers there (rules.md D9), and customers of its own country only.
    if (cloud == Cloud::usgov && form.kind == TenantKind::indirect_provider)
        problems.add("kind", "not_a_choice", {{"choices", "directBill"}});
    if (cloud == Cloud::usgov) tenant.market = {"US"};
    if (length(fold(form.organisation)) < 2) problems.add("organisation", "required");
    auto const* country = customers::find_country(form.country);
    if (country && !may_sit_in(cloud, country->code)) {
        problems.add("country", "country_outside_market", customers::country_words(country->code));
    } else if (country) {
        tenant.country = country->code;
        tenant.culture = country->default_culture;
        tenant.currency = Currency{country->currency};
        tenant.address.country = country->code;
        tenant.language = country->default_culture.substr(0, 2);
    } else {
        problems.add("country", "country_unknown", {{"country", form.country}});
    }
    customers::check_domain(tenant.domain, customers::domain_suffixes(), "domain", problems);
    access::NewUser const person{form.email,   form.first_name, form.last_name,
                                 std::nullopt, form.language,   {Role::global_admin, Role::admin_agent}};
    Problems of_person;
    out.administrator = access::make_user(person, tenant, Id<User>{new_uuid()}, real_now, of_person);
    out.administrator.status = access::UserStatus::active;
    for (auto const& one : of_person.list())
        problems.add(one.field == "userName" ? "email" : one.field, one.code, one.words);
    access::check_new_password(form.password, access::names_of(out.administrator, tenant.name), "password",
                               problems);
    return out;
}

void add_first(db::Tx& tx, Act const& act, FirstPeople const& people) {
    if (!has_no_tenant(tx)) throw Problem("setup_done");
    // Two servers at the same moment: the second finds this row.
    if (!access::insert_deployment_key(tx, {std::string(taken), "", act.real_now}))
        throw Problem("setup_done");
    tx.insert(deployment, people.tenant);
    check(
        customers::claim_domain(tx, people.tenant.domain, people.tenant.id, std::nullopt, act.real_now) == 1,
        "a domain of a new deployment is free");
    access::insert_user(tx, people.administrator);
    access::record(tx, access::as_person(act, people.administrator, people.tenant.kind), people.administrator,
                   "first_partner_added", people.tenant.name);
}

}  // namespace entrepot::onboarding
