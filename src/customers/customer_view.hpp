// The customer as the wire shows it: with less in lists, more by id, and the password once at creation.
#pragma once

#include "customers/customer.hpp"

namespace entrepot::customers {

struct CompanyProfileView {
    CustomerId tenant;
    std::string domain, company_name;
    std::optional<std::string> registration_number;
    void links(std::vector<Link>& out) const {
        out.push_back({"self", "/customers/" + tenant.text() + "/profiles/company"});
    }
    static constexpr std::string_view schema_name = "CustomerCompanyProfile";
    static constexpr std::string_view object_type = "CustomerCompanyProfile";
    static constexpr auto fields() {
        using C = CompanyProfileView;
        return Fields{
            field("tenantId", &C::tenant, "The customer's tenant."),
            field("domain", &C::domain, "Primary domain."),
            field("companyName", &C::company_name, "Legal name."),
            field("organizationRegistrationNumber", &C::registration_number, "Where the country has one."),
        };
    }
};

struct UserCredentials {
    std::string user_name, password;
    static constexpr std::string_view schema_name = "UserCredentials";
    static constexpr auto fields() {
        return Fields{field("userName", &UserCredentials::user_name, "The first administrator."),
                      field("password", &UserCredentials::password, "Shown once.")};
    }
};

struct CustomerView {
    CustomerId id;
    std::optional<Uuid> commerce_id;
    CompanyProfileView company;
    std::optional<BillingProfile> billing;
    Relationship relationship = Relationship::reseller;
    std::optional<bool> delegated_access;
    std::optional<UserCredentials> credentials;
    std::optional<std::vector<std::string>> custom_domains;
    std::optional<Id<Tenant>> reseller;

    void links(std::vector<Link>& out) const { out.push_back({"self", "/customers/" + id.text()}); }
    static constexpr std::string_view schema_name = "Customer";
    static constexpr std::string_view object_type = "Customer";
    static constexpr auto fields() {
        using C = CustomerView;
        return Fields{
            field("id", &C::id, "The customer's tenant id."),
            field("commerceId", &C::commerce_id, "Its id in commerce; not in lists."),
            field("companyProfile", &C::company, "The company and its primary domain."),
            field("billingProfile", &C::billing, "Who is billed; not in lists."),
            field("relationshipToPartner", &C::relationship, "reseller, or none when it ended."),
            field("allowDelegatedAccess", &C::delegated_access, "Only when read by id."),
            field("userCredentials", &C::credentials, "Only in the answer to its creation."),
            field("customDomains", &C::custom_domains, "Domains the customer brought; only by id."),
            field("associatedPartnerId", &C::reseller, "The indirect reseller's tenant."),
        };
    }
};

CustomerView list_view(Customer const& customer);
CustomerView full_view(Customer const& customer);
CustomerView created_view(Customer const& customer, UserCredentials credentials);

}  // namespace entrepot::customers
