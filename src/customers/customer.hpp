// A customer: the profile as the wire has it, the row as it is stored, and the rules of adding one.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "access/account.hpp"
#include "base/act.hpp"
#include "base/address.hpp"
#include "base/permission.hpp"
#include "base/problem.hpp"
#include "partners/reseller_terms.hpp"

namespace entrepot::customers {

// A customer's id is its tenant's id.
using CustomerId = Id<Tenant>;

enum class Relationship : std::uint8_t { unknown, reseller, advisor, syndication, microsoft_support, none };
constexpr auto wire_names(Relationship) {
    using R = Relationship;
    return std::array{Wire{R::unknown, "unknown"},
                      Wire{R::reseller, "reseller"},
                      Wire{R::advisor, "advisor"},
                      Wire{R::syndication, "syndication"},
                      Wire{R::microsoft_support, "microsoft_support"},
                      Wire{R::none, "none"}};
}

enum class Status : std::uint8_t { active, under_review, refused };
constexpr auto wire_names(Status) {
    return std::array{Wire{Status::active, "active"}, Wire{Status::under_review, "under_review"},
                      Wire{Status::refused, "refused"}};
}

// Where the customer stands with the customer agreement: what a purchase asks first (rules.md A1).
enum class AgreementState : std::uint8_t { none, invited, accepted };
constexpr auto wire_names(AgreementState) {
    return std::array{Wire{AgreementState::none, "none"}, Wire{AgreementState::invited, "invited"},
                      Wire{AgreementState::accepted, "accepted"}};
}

enum class Qualification : std::uint8_t { none, education, government, nonprofit };
constexpr auto wire_names(Qualification) {
    return std::array{Wire{Qualification::none, "none"}, Wire{Qualification::education, "education"},
                      Wire{Qualification::government, "government"},
                      Wire{Qualification::nonprofit, "nonprofit"}};
}

struct BillingProfile {
    Id<BillingProfile> id;
    std::optional<std::string> first_name, last_name;
    std::string email, culture, language, company_name;
    Address address;
    std::int64_t version = 0;

    std::string etag() const { return std::to_string(version); }
    static constexpr std::string_view schema_name = "CustomerBillingProfile";
    static constexpr std::string_view object_type = "CustomerBillingProfile";
    static constexpr auto fields() {
        using B = BillingProfile;
        return Fields{
            field("id", &B::id, "The profile.").read_only(),
            field("firstName", &B::first_name, "The primary contact's first name.").at_most(50),
            field("lastName", &B::last_name, "The primary contact's last name.").at_most(50),
            field("email", &B::email, "The primary contact's e-mail address.").at_most(254),
            field("culture", &B::culture, "fr-FR, en-US, …").at_most(20),
            field("language", &B::language, "Two letters.").at_least(2).at_most(10),
            field("companyName", &B::company_name, "The exact legal name.").at_most(200),
            field("defaultAddress", &B::address, "Where the company sits, and who is written to."),
            field("version", &B::version, "Grows with every change.").hidden(),
        };
    }
};

// The row. Wire resources are made from it by views in customer_view.hpp.
struct Customer {
    Id<Tenant> partner;
    CustomerId id;
    std::optional<Id<Tenant>> reseller;
    Uuid commerce_id;
    std::string name, name_fold, domain, country;
    Currency currency;
    std::optional<std::string> registration_number, vat_number;
    Qualification qualification = Qualification::none;
    Relationship relationship = Relationship::reseller;
    Status status = Status::active;
    std::optional<Time> status_changed;
    AgreementState agreement = AgreementState::none;
    BillingProfile billing;
    std::string admin_user_name;
    std::int64_t version = 1;
    Time created;
    bool delegated = true;  // whether the partner may administer its account (rules.md B5)
    // Of all resellers together, which lists show; subscriptions::add_figures keeps them.
    std::int64_t licenses = 0, monthly_minor = 0;

    static constexpr std::string_view schema_name = "CustomerRow";
    static constexpr std::string_view table = "customers";
    static constexpr auto fields() {
        using C = Customer;
        return Fields{
            field("partnerId", &C::partner, "The partner who sells.").key(),
            field("customerId", &C::id, "The customer's tenant.").key(),
            field("resellerId", &C::reseller, "The indirect reseller; absent means a direct customer."),
            field("commerceId", &C::commerce_id, "Its id in commerce."),
            field("name", &C::name, "Legal name."),
            field("nameFold", &C::name_fold, "Folded for search and order."),
            field("domain", &C::domain, "Primary domain."),
            field("country", &C::country, "Two letters."),
            field("currency", &C::currency, "What it is billed in."),
            field("registrationNumber", &C::registration_number, "Where the country has one."),
            field("vatNumber", &C::vat_number, "Where the country has one."),
            field("qualification", &C::qualification, "Special qualification."),
            field("relationship", &C::relationship, "To the partner."),
            field("status", &C::status, "Vetting."),
            field("statusChangedAt", &C::status_changed, "Business time; absent: since it was added."),
            field("agreement", &C::agreement, "The customer agreement."),
            field("billing", &C::billing, "The billing profile."),
            field("adminUserName", &C::admin_user_name, "The first administrator."),
            field("version", &C::version, "Grows with every change."),
            field("createdAt", &C::created, "Business time."),
            field("delegated", &C::delegated, "Whether the partner may administer its account."),
            field("licenses", &C::licenses, "Of active subscriptions.").sum(),
            field("monthlyMinor", &C::monthly_minor, "Recurring charges by the month, before tax.").sum(),
        };
    }
};

// What POST /v1/customers brings.
struct NewCompany {
    std::string domain;
    std::optional<std::string> company_name, registration_number;
    static constexpr std::string_view schema_name = "NewCustomerCompanyProfile";
    static constexpr auto fields() {
        return Fields{
            field("domain", &NewCompany::domain,
                  "One label of 1 to 27 characters under a suffix of the deployment.")
                .at_most(100),
            field("companyName", &NewCompany::company_name, "Taken from the billing profile where absent.")
                .at_most(200),
            field("organizationRegistrationNumber", &NewCompany::registration_number,
                  "Required in 24 countries, optional in CN, US and FR, refused elsewhere.")
                .at_most(40),
        };
    }
};

struct NewCustomer {
    NewCompany company;
    BillingProfile billing;
    std::optional<Id<Tenant>> reseller;
    static constexpr std::string_view schema_name = "NewCustomer";
    static constexpr auto fields() {
        return Fields{
            field("companyProfile", &NewCustomer::company, "The company and its primary domain."),
            field("billingProfile", &NewCustomer::billing, "Who is billed, in which language and culture."),
            field("associatedPartnerId", &NewCustomer::reseller,
                  "The tenant id of the indirect reseller; absent means a direct customer."),
        };
    }
};

// What adding a customer rests on besides the form; read before the rule runs.
struct AddingFacts {
    access::TenantRecord partner;
    std::optional<access::TenantRecord> reseller;  // the one named, where it exists
    bool partnership_active = false;               // between partner and reseller
    std::optional<partners::Credit> credit;        // the reseller's, where it has a limit
    bool sandbox = false;
    std::vector<std::string> domain_suffixes;
    // Where the form's parts stand in the request, for the paths of problems.
    std::string domain_path = "companyProfile.domain";
    std::string registration_path = "companyProfile.organizationRegistrationNumber";
    std::string profile_path = "billingProfile";
    std::string address_path = "billingProfile.defaultAddress";
    std::string name_path = "billingProfile.companyName";
    std::string email_path = "billingProfile.email";
    std::string reseller_path = "associatedPartnerId";
};

// Pure: the customer as it will be, with every problem added that stands in the way (rules.md B10, C1 to
// C12).
Customer onboard(NewCustomer const& form, AddingFacts const& facts, CustomerId id, Time now,
                 Problems& problems);

// Every wrong field of a profile (rules.md C1, C6, C12); and how it is written down: culture and country in
// their own spelling.
void check_profile(BillingProfile const& profile, AddingFacts const& facts, Problems& problems);
BillingProfile as_kept(BillingProfile profile);

// What the first administrator of a customer of this domain signs in with.
std::string admin_name_of(std::string_view domain);
void check_domain(std::string_view domain, std::vector<std::string> const& suffixes, std::string const& path,
                  Problems& problems);
void check_email(std::string_view email, AddingFacts const& facts, std::string const& path,
                 Problems& problems);

// What stands in the way of acts on a customer: the nearest of no agreement, under review, refused; and no
// right to administer its account (rules.md B3, B5).
Standing standing(Customer const& customer);

// The suffixes under which this deployment gives names (product.md).
std::vector<std::string> const& domain_suffixes();

}  // namespace entrepot::customers
