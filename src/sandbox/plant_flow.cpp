// Planting the seeded world: see plant_flow.hpp.
#include "sandbox/plant_flow.hpp"

#include <algorithm>

#include "access/account_store.hpp"
#include "access/app.hpp"
#include "access/password.hpp"
#include "access/vault.hpp"
#include "agreements/accept_flow.hpp"
#include "agreements/attest_flow.hpp"
#include "base/check.hpp"
#include "customers/add_flow.hpp"
#include "customers/customer_store.hpp"
#include "partners/partnership_store.hpp"
#include "partners/reseller_terms_store.hpp"
#include "sandbox/world_orders_flow.hpp"

namespace entrepot::sandbox {

namespace {

auto const deployment = Scope::everyone("the seed makes the tenants");

class Seeder {
public:
    Seeder(db::Tx& tx, Safe& safe) : tx_(tx), safe_(safe), now_(real_time()) {}

    Accounts run(SeedTenants const& partners, std::vector<SeedCustomer> const& customers) {
        for (auto const& tenant : partners.tenants) tenants_[tenant.key].id = Id<Tenant>{new_uuid()};
        for (auto const& tenant : partners.tenants) add_partner(tenant, partners);
        for (auto const& one : partners.partnerships) add_partnership(one);
        for (auto const& customer : customers)
            if (customer.same_as) add_relation(customer);
            else add_customer(customer);
        return std::move(accounts_);
    }

private:
    void add_partner(SeedTenant const& seed, SeedTenants const& all) {
        auto& record = tenants_.at(seed.key);
        record.kind = seed.kind;
        record.name = seed.name;
        record.domain = seed.domain;
        record.mpn_id = seed.mpn_id;
        record.country = seed.country;
        record.culture = seed.culture;
        record.language = seed.language;
        record.currency = seed.currency;
        record.email = seed.email;
        record.address = seed.address;
        record.market = seed.market;
        record.agreement_signed = seed.agreement_signed;
        // A reseller's day is its provider's; of several, the first one's.
        auto const begins = std::find_if(all.partnerships.begin(), all.partnerships.end(),
                                         [&](auto const& one) { return one.reseller == seed.key; });
        record.clock_owner = begins == all.partnerships.end() ? record.id : tenants_.at(begins->provider).id;
        record.created = now_ - days{365};
        tx_.insert(deployment, record);
        check(customers::claim_domain(tx_, seed.domain, record.id, std::nullopt, now_) == 1,
              "a domain of a new deployment is free");
        AccountTenant account{seed.kind,    record.id, seed.domain, seed.mpn_id,
                              seed.country, seed.name, {},          {}};
        for (auto const& app : seed.apps) {
            AccountApp const made{Id<App>{new_uuid()}, access::new_secret()};
            add_app(app, record.id, made);
            account.apps.push_back(made);
        }
        for (auto const& user : seed.users) account.users.push_back(add_user(user, record));
        accounts_.tenants.push_back(std::move(account));
    }

    void add_partnership(SeedPartnership const& seed) {
        auto const& provider = tenants_.at(seed.provider);
        auto const reseller = tenants_.at(seed.reseller).id;
        auto const since = now_ - days{seed.since_days_ago};
        tx_.insert(deployment,
                   partners::Partnership{provider.id, reseller, partners::PartnershipState::active, since});
        if (!seed.margin) return;
        partners::ResellerTerms terms;
        terms.partner = provider.id;
        terms.reseller = reseller;
        terms.margin_points = partners::parse_margin(*seed.margin).value();
        if (seed.credit_limit)
            terms.credit_limit_minor = Money::parse(*seed.credit_limit, provider.currency).value().minor;
        terms.currency = provider.currency;
        terms.changed = since;
        terms.changed_by = provider.name;
        terms.version = 1;
        partners::save_terms(tx_, terms);
    }

    void add_app(SeedApp const& seed, Id<Tenant> tenant, AccountApp const& made) {
        access::AppRecord app;
        app.id = made.id;
        app.tenant = tenant;
        app.name = seed.name;
        app.created = app.valid_from = now_;
        tx_.insert(deployment, app);
        tx_.insert(deployment, access::AppSecret{Id<access::AppSecret>{new_uuid()}, tenant, app.id, "",
                                                 access::stored_secret(safe_, made.secret),
                                                 made.secret.substr(0, 3), now_, no_end});
    }

    AccountUser add_user(SeedUser const& seed, access::TenantRecord const& tenant) {
        AccountUser const account{seed.alias + '@' + tenant.domain, access::new_password(), seed.roles};
        access::UserRecord user;
        user.id = Id<User>{new_uuid()};
        user.tenant = tenant.id;
        user.user_name = account.user_name;
        user.first_name = seed.first_name;
        user.last_name = seed.last_name;
        user.email = seed.alias + tenant.email.substr(tenant.email.find('@'));
        user.roles = seed.roles;
        user.password = access::stored_secret(safe_, account.password);
        user.created = now_;
        tx_.insert(deployment, user);
        bool const is_agent =
            std::find(seed.roles.begin(), seed.roles.end(), Role::admin_agent) != seed.roles.end();
        if (is_agent) attesters_[tenant.id] = user.id;
        return account;
    }

    // A customer of another partner, who sees of the first one nothing but its name.
    void add_relation(SeedCustomer const& seed) {
        auto const& partner = tenants_.at(seed.partner);
        auto const act = act_of(partner, now_ - days{seed.added_days_ago});
        auto const customer =
            agreements::begin_relation(tx_, act, known_.at(*seed.same_as), partner, {partner.id, {}, false});
        if (seed.agreement == customers::AgreementState::accepted) add_agreement(seed, partner, customer);
        seed_orders(tx_, act, customer, std::nullopt, seed.orders);
    }

    void add_customer(SeedCustomer const& seed) {
        auto const& partner = tenants_.at(seed.partner);
        customers::AddingFacts facts;
        facts.partner = partner;
        if (seed.reseller) facts.reseller = tenants_.at(*seed.reseller);
        facts.partnership_active = seed.reseller.has_value();
        facts.sandbox = true;
        facts.domain_suffixes = customers::domain_suffixes();
        customers::NewCustomer form;
        form.company = {seed.domain_prefix + '.' + facts.domain_suffixes.front(), std::nullopt,
                        seed.registration_number};
        form.billing.email = seed.contact.email;
        form.billing.culture = seed.culture;
        form.billing.language = seed.language;
        form.billing.company_name = seed.name;
        form.billing.address = seed.address;
        form.billing.address.first_name = seed.contact.first_name;
        form.billing.address.last_name = seed.contact.last_name;
        if (!form.billing.address.phone) form.billing.address.phone = seed.contact.phone;
        if (facts.reseller) form.reseller = facts.reseller->id;
        auto const added = now_ - days{seed.added_days_ago};
        Problems problems;
        auto customer = customers::onboard(form, facts, customers::CustomerId{new_uuid()}, added, problems);
        // The reseller without a signed agreement has customers from before it was asked for.
        for (auto const& problem : problems.list())
            if (problem.code != "900123")
                throw Problem(problem.code, problem.words).at(seed.name + ": " + problem.field);
        customer.qualification = seed.qualification;
        customer.agreement = seed.agreement;
        auto const act = act_of(partner, added);
        auto const credentials = customers::add(tx_, safe_, act, facts, customer, {});
        known_[seed.domain_prefix] = customer;
        if (seed.sign_in)
            accounts_.tenants.push_back(
                {TenantKind::customer,
                 customer.id,
                 customer.domain,
                 std::nullopt,
                 customer.country,
                 customer.name,
                 {},
                 {{credentials.user_name, credentials.password, {Role::global_admin}}}});
        if (seed.agreement == customers::AgreementState::accepted) add_agreement(seed, partner, customer);
        seed_orders(tx_, act, customer, facts.reseller, seed.orders);
        if (seed.status != customers::Status::active)
            customers::set_status(tx_, act.scope(), customer.id, seed.status, added);
    }

    // In the name of the partner's admin agent, at a moment of the past.
    Act act_of(access::TenantRecord const& partner, Time at) const {
        auto act = Act::system(at, now_);
        act.caller.tenant = partner.id;
        act.caller.kind = partner.kind;
        act.caller.user = attesters_.at(partner.id);
        act.language = partner.language == "fr" ? Language::fr : Language::en;
        return act;
    }

    void add_agreement(SeedCustomer const& seed, access::TenantRecord const& partner,
                       customers::Customer const& customer) {
        auto const act = act_of(partner, now_ - days{seed.agreed_days_ago});
        auto const& all = agreements::templates();
        agreements::AgreementForm form;
        form.signatory = {seed.contact.first_name, seed.contact.last_name, seed.contact.email,
                          seed.contact.phone};
        form.template_id = agreements::latest_of(all, agreements::AgreementType::customer).id.text();
        form.date_agreed = format_time(act.now);
        agreements::record(
            tx_, act,
            agreements::attest(
                form, agreements::attesting_facts(tx_, act, customer, {.path = agreements::Path::seeded}),
                all));
    }

    db::Tx& tx_;
    Safe& safe_;
    Time now_;
    std::map<std::string, access::TenantRecord> tenants_;
    std::map<Id<Tenant>, Id<User>> attesters_;
    std::map<std::string, customers::Customer> known_;  // by domainPrefix
    Accounts accounts_;
};

}  // namespace

Accounts plant(db::Tx& tx, Safe& safe, SeedTenants const& partners,
               std::vector<SeedCustomer> const& customers) {
    return Seeder(tx, safe).run(partners, customers);
}

}  // namespace entrepot::sandbox
