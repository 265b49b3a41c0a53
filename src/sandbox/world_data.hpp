// The shapes of data/world/*.json (data/README.md) and of sandbox.json.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/address.hpp"
#include "base/caller.hpp"
#include "base/money.hpp"
#include "customers/customer.hpp"

namespace entrepot::sandbox {

struct SeedApp {
    std::string key, name;
    static constexpr std::string_view schema_name = "SeedApp";
    static constexpr auto fields() {
        return Fields{field("key", &SeedApp::key, ""), field("displayName", &SeedApp::name, "")};
    }
};

struct SeedUser {
    std::string first_name, last_name, alias;
    std::vector<Role> roles;
    static constexpr std::string_view schema_name = "SeedUser";
    static constexpr auto fields() {
        return Fields{field("firstName", &SeedUser::first_name, ""),
                      field("lastName", &SeedUser::last_name, ""), field("alias", &SeedUser::alias, ""),
                      field("roles", &SeedUser::roles, "")};
    }
};

struct SeedTenant {
    std::string key;
    TenantKind kind = TenantKind::direct_bill;
    std::string name, domain, mpn_id, country;
    std::vector<std::string> market;
    bool agreement_signed = false;
    Address address;
    std::string email, culture, language;
    Currency currency;
    std::vector<SeedApp> apps;
    std::vector<SeedUser> users;
    static constexpr std::string_view schema_name = "SeedTenant";
    static constexpr auto fields() {
        using S = SeedTenant;
        return Fields{field("key", &S::key, ""),           field("kind", &S::kind, ""),
                      field("name", &S::name, ""),         field("domain", &S::domain, ""),
                      field("mpnId", &S::mpn_id, ""),      field("country", &S::country, ""),
                      field("market", &S::market, ""),     field("agreementSigned", &S::agreement_signed, ""),
                      field("address", &S::address, ""),   field("email", &S::email, ""),
                      field("culture", &S::culture, ""),   field("language", &S::language, ""),
                      field("currency", &S::currency, ""), field("apps", &S::apps, ""),
                      field("users", &S::users, "")};
    }
};

struct SeedPartnership {
    std::string provider, reseller;
    int since_days_ago = 0;
    std::optional<std::string> margin, credit_limit;
    static constexpr std::string_view schema_name = "SeedPartnership";
    static constexpr auto fields() {
        using S = SeedPartnership;
        return Fields{field("provider", &S::provider, ""), field("reseller", &S::reseller, ""),
                      field("sinceDaysAgo", &S::since_days_ago, ""), field("margin", &S::margin, ""),
                      field("creditLimit", &S::credit_limit, "")};
    }
};

struct SeedTenants {
    std::vector<SeedTenant> tenants;
    std::vector<SeedPartnership> partnerships;
    static constexpr std::string_view schema_name = "SeedTenants";
    static constexpr auto fields() {
        return Fields{field("tenants", &SeedTenants::tenants, ""),
                      field("relationships", &SeedTenants::partnerships, "")};
    }
};

struct SeedContact {
    std::string first_name, last_name, email;
    std::optional<std::string> phone;
    static constexpr std::string_view schema_name = "SeedContact";
    static constexpr auto fields() {
        using S = SeedContact;
        return Fields{field("firstName", &S::first_name, ""), field("lastName", &S::last_name, ""),
                      field("email", &S::email, ""), field("phoneNumber", &S::phone, "")};
    }
};

struct SeedLine {
    std::string offer;
    int quantity = 0;
    std::string term, cycle;
    std::optional<std::string> nickname;
    std::optional<int> parent_line;
    static constexpr std::string_view schema_name = "SeedLine";
    static constexpr auto fields() {
        using S = SeedLine;
        return Fields{field("offer", &S::offer, ""),           field("quantity", &S::quantity, ""),
                      field("termDuration", &S::term, ""),     field("billingCycle", &S::cycle, ""),
                      field("friendlyName", &S::nickname, ""), field("parentLine", &S::parent_line, "")};
    }
};

struct SeedOrder {
    int days_ago = 0;
    std::vector<SeedLine> lines;
    std::map<std::string, std::string> states;
    static constexpr std::string_view schema_name = "SeedOrder";
    static constexpr auto fields() {
        using S = SeedOrder;
        return Fields{field("daysAgo", &S::days_ago, ""), field("lines", &S::lines, ""),
                      field("subscriptionStates", &S::states, "")};
    }
};

struct SeedCustomer {
    std::string partner;
    std::optional<std::string> reseller;
    std::string name, domain_prefix;
    Address address;
    SeedContact contact;
    std::optional<std::string> registration_number;
    std::string culture, language;
    customers::Qualification qualification = customers::Qualification::none;
    customers::Status status = customers::Status::active;
    customers::AgreementState agreement = customers::AgreementState::none;
    int agreed_days_ago = 0, added_days_ago = 0;
    std::vector<SeedOrder> orders;
    bool sign_in = false;
    std::optional<std::string> same_as;  // the domainPrefix of another partner's customer that it is
    static constexpr std::string_view schema_name = "SeedCustomer";
    static constexpr auto fields() {
        using S = SeedCustomer;
        return Fields{field("partner", &S::partner, ""),
                      field("reseller", &S::reseller, ""),
                      field("name", &S::name, ""),
                      field("domainPrefix", &S::domain_prefix, ""),
                      field("address", &S::address, ""),
                      field("contact", &S::contact, ""),
                      field("registrationNumber", &S::registration_number, ""),
                      field("culture", &S::culture, ""),
                      field("language", &S::language, ""),
                      field("qualification", &S::qualification, ""),
                      field("status", &S::status, ""),
                      field("agreement", &S::agreement, ""),
                      field("agreedDaysAgo", &S::agreed_days_ago, ""),
                      field("addedDaysAgo", &S::added_days_ago, ""),
                      field("orders", &S::orders, ""),
                      field("signIn", &S::sign_in, ""),
                      field("sameAs", &S::same_as, "")};
    }
};

// sandbox.json (product.md, contract of the command line).
struct AccountApp {
    Id<App> id;
    std::string secret;
    static constexpr std::string_view schema_name = "AccountApp";
    static constexpr auto fields() {
        return Fields{field("clientId", &AccountApp::id, ""), field("clientSecret", &AccountApp::secret, "")};
    }
};
struct AccountUser {
    std::string user_name, password;
    std::vector<Role> roles;
    static constexpr std::string_view schema_name = "AccountUser";
    static constexpr auto fields() {
        return Fields{field("upn", &AccountUser::user_name, ""),
                      field("password", &AccountUser::password, ""), field("roles", &AccountUser::roles, "")};
    }
};
struct AccountTenant {
    TenantKind kind = TenantKind::customer;
    Id<Tenant> id;
    std::string domain;
    std::optional<std::string> mpn_id;
    std::string country, name;
    std::vector<AccountApp> apps;
    std::vector<AccountUser> users;
    static constexpr std::string_view schema_name = "AccountTenant";
    static constexpr auto fields() {
        using A = AccountTenant;
        return Fields{field("kind", &A::kind, ""),       field("tenantId", &A::id, ""),
                      field("domain", &A::domain, ""),   field("mpnId", &A::mpn_id, ""),
                      field("country", &A::country, ""), field("name", &A::name, ""),
                      field("apps", &A::apps, ""),       field("users", &A::users, "")};
    }
};
struct Accounts {
    std::string base_url;
    std::vector<AccountTenant> tenants;
    static constexpr std::string_view schema_name = "Accounts";
    static constexpr auto fields() {
        return Fields{field("baseUrl", &Accounts::base_url, ""), field("tenants", &Accounts::tenants, "")};
    }
};

}  // namespace entrepot::sandbox
