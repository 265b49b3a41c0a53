// Seeding a sandbox: see world.hpp.
#include "sandbox/world.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

#include "access/account_store.hpp"
#include "access/password.hpp"
#include "access/vault.hpp"
#include "agreements/attest_flow.hpp"
#include "base/base64.hpp"
#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "customers/add_flow.hpp"
#include "customers/customer_store.hpp"
#include "partners/partnership_store.hpp"
#include "sandbox/world_data.hpp"
#include "sandbox/world_orders.hpp"

namespace entrepot::sandbox {

namespace {

constexpr std::string_view accounts_name = "sandbox-world";
auto const deployment = Scope::everyone("the seed makes the tenants");

class Seeder {
public:
    Seeder(db::Tx& tx, Safe& safe) : tx_(tx), safe_(safe), now_(real_time()) {}

    void run(SeedTenants const& partners, std::vector<SeedCustomer> const& customers) {
        for (auto const& tenant : partners.tenants) tenants_[tenant.key].id = Id<Tenant>{new_uuid()};
        for (auto const& tenant : partners.tenants) add_partner(tenant, partners);
        for (auto const& one : partners.partnerships)
            tx_.insert(deployment, partners::Partnership{tenants_.at(one.provider).id, tenants_.at(one.reseller).id,
                                                         partners::PartnershipState::active,
                                                         now_ - days{one.since_days_ago}});
        for (auto const& customer : customers) add_customer(customer);
        auto const sealed = base64url(safe_.seal(json::write(accounts_, {.stored = true})));
        access::insert_deployment_key(tx_, {std::string(accounts_name), sealed, now_});
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
        record.clock_owner = record.id;
        for (auto const& one : all.partnerships)
            if (one.reseller == seed.key) record.clock_owner = tenants_.at(one.provider).id;
        record.created = now_ - days{365};
        tx_.insert(deployment, record);
        customers::claim_domain(tx_, seed.domain, record.id, std::nullopt, now_, "domain");
        AccountTenant account{seed.kind, record.id, seed.domain, seed.mpn_id, seed.country, seed.name, {}, {}};
        for (auto const& app : seed.apps) {
            AccountApp const made{Id<App>{new_uuid()}, access::new_secret()};
            tx_.insert(deployment, access::AppRecord{made.id, record.id, app.name,
                                                     access::stored_secret(safe_, made.secret), now_});
            account.apps.push_back(made);
        }
        for (auto const& user : seed.users) account.users.push_back(add_user(user, record));
        sellers_[seed.key] = *access::find_user_by_name(tx_, seller_of(account).user_name);
        accounts_.tenants.push_back(std::move(account));
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
        return account;
    }

    // Who attests what customers accepted: the one with that role alone.
    static AccountUser const& seller_of(AccountTenant const& tenant) {
        for (auto const& user : tenant.users)
            if (user.roles == std::vector{Role::sales_agent}) return user;
        throw std::logic_error("a seeded partner has a sales agent");
    }

    void attest(SeedCustomer const& seed, customers::Customer const& customer) {
        auto const& seller = sellers_.at(seed.partner);
        auto act = Act::system(now_ - days{seed.agreed_days_ago}, now_);
        act.caller.tenant = customer.partner;
        act.caller.kind = tenants_.at(seed.partner).kind;
        act.caller.user = seller.id;
        auto const& contact = seed.contact;
        agreements::AgreementForm const form{
            .signatory = {contact.first_name, contact.last_name, contact.email, contact.phone},
            .template_id = latest_of(agreements::templates(), agreements::AgreementType::customer).id.text(),
            .date_agreed = format_date(std::chrono::floor<days>(act.now)),
            .type = agreements::AgreementType::customer};
        auto const facts = agreements::attesting_facts(tx_, act, customer);
        agreements::record(tx_, act, agreements::attest(form, facts, agreements::templates()));
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
        form.company = {seed.domain_prefix + '.' + facts.domain_suffixes.front(), std::nullopt, seed.registration_number};
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
            if (problem.code != "900123") throw Problem(problem.code, problem.words).at(seed.name + ": " + problem.field);
        customer.qualification = seed.qualification;
        customer.status = seed.status;
        customer.agreement = seed.agreement;
        auto act = Act::system(added, now_);
        act.caller.tenant = partner.id;
        act.caller.kind = partner.kind;
        auto const credentials = customers::add(tx_, safe_, act, facts, customer, std::nullopt);
        if (customer.agreement == customers::AgreementState::accepted) attest(seed, customer);
        seed_orders(tx_, act, customer, seed.orders, now_);
        if (seed.sign_in)
            accounts_.tenants.push_back({TenantKind::customer, customer.id, customer.domain, std::nullopt,
                                         customer.country, customer.name, {},
                                         {{credentials.user_name, credentials.password, {Role::global_admin}}}});
    }

    db::Tx& tx_;
    Safe& safe_;
    Time now_;
    std::map<std::string, access::TenantRecord> tenants_;
    std::map<std::string, access::UserRecord> sellers_;
    Accounts accounts_;
};

}  // namespace

bool seed(db::Database& database, Safe& safe, std::string const& cloud) {
    bool const us = cloud == "usgov";
    auto const partners = json::read<SeedTenants>(
        embedded(us ? "data/world/usgov-tenants.json" : "data/world/tenants.json"), {.stored = true});
    auto const customers = json::read<std::vector<SeedCustomer>>(
        embedded(us ? "data/world/usgov-customers.json" : "data/world/customers.json"), {.stored = true});
    bool made = false;
    database.write([&](db::Tx& tx) {
        made = !tx.find<std::int64_t>(deployment, "SELECT 1 FROM tenants WHERE {tenant} LIMIT 1");
        if (made) Seeder(tx, safe).run(partners, customers);
    });
    return made;
}

Accounts seeded_accounts(db::Database& database, Safe& safe) {
    std::vector<access::DeploymentKey> stored;
    database.read([&](db::Tx& tx) { stored = access::deployment_keys(tx, accounts_name); });
    if (stored.empty()) return {};
    auto const sealed = from_base64url(stored.front().sealed);
    auto const plain = sealed ? safe.open(*sealed) : std::nullopt;
    if (!plain) throw std::runtime_error("the sandbox's accounts were sealed with another key file");
    return json::read<Accounts>(*plain, {.stored = true});
}

void write_accounts_file(db::Database& database, Safe& safe, std::string const& folder, std::string const& base_url) {
    auto accounts = seeded_accounts(database, safe);
    accounts.base_url = base_url;
    auto const text = json::write(accounts) + '\n';
    auto const file = folder + "/sandbox.json", part = file + ".part";
    int const descriptor = open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    bool const whole = descriptor >= 0 && write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (descriptor >= 0) close(descriptor);
    if (!whole || std::rename(part.c_str(), file.c_str()) != 0) throw std::runtime_error(file + " cannot be written");
}

std::string describe_people(db::Database& database, Safe& safe) {
    std::string out;
    for (auto const& tenant : seeded_accounts(database, safe).tenants) {
        out += "  " + tenant.name + " (" + json::word(tenant.kind) + ")\n";
        for (auto const& user : tenant.users) {
            std::string roles;
            for (auto const role : user.roles) roles += (roles.empty() ? "" : ", ") + json::word(role);
            out += "    " + user.user_name + "  " + user.password + "  " + roles + '\n';
        }
    }
    return out;
}

}  // namespace entrepot::sandbox
