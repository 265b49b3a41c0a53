// A partner's own profiles: legal, billing, support; the organization's is its tenant.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "access/account.hpp"

namespace entrepot::partners {

struct ContactPerson {
    std::optional<std::string> first_name, last_name, email, phone;
    static constexpr std::string_view schema_name = "PartnerContact";
    static constexpr std::string_view object_type = "Contact";
    static constexpr auto fields() {
        using C = ContactPerson;
        return Fields{field("firstName", &C::first_name, "First name.").at_most(50),
                      field("lastName", &C::last_name, "Last name.").at_most(50),
                      field("email", &C::email, "E-mail address.").at_most(254),
                      field("phoneNumber", &C::phone, "Optional.").at_most(40)};
    }
};

enum class LegalVetting : std::uint8_t { none, pending, authorized, rejected };
constexpr auto wire_names(LegalVetting) {
    using L = LegalVetting;
    return std::array{Wire{L::none, "none"}, Wire{L::pending, "pending"}, Wire{L::authorized, "authorized"},
                      Wire{L::rejected, "rejected"}};
}
enum class LegalSubStatus : std::uint8_t {
    none,
    entry,
    email_ownership,
    email_domain,
    employment_verification,
    decision,
    other,
    business_verification
};
constexpr auto wire_names(LegalSubStatus) {
    using L = LegalSubStatus;
    return std::array{Wire{L::none, "none"},
                      Wire{L::entry, "entry"},
                      Wire{L::email_ownership, "email_ownership"},
                      Wire{L::email_domain, "email_domain"},
                      Wire{L::employment_verification, "employment_verification"},
                      Wire{L::decision, "decision"},
                      Wire{L::other, "other"},
                      Wire{L::business_verification, "business_verification"}};
}

struct LegalProfile {
    std::string company_name;
    Address address;
    ContactPerson contact;
    std::optional<Address> approver_address;
    std::optional<std::string> approver_email;
    LegalVetting vetting = LegalVetting::authorized;
    LegalSubStatus sub_status = LegalSubStatus::none;
    std::string profile_type = "legal_business_profile";
    std::int64_t version = 0;

    std::string etag() const { return std::to_string(version); }
    void links(std::vector<Link>& out) const { out.push_back({"self", "/profiles/legalbusiness"}); }
    static constexpr std::string_view schema_name = "LegalBusinessProfile";
    static constexpr std::string_view object_type = "LegalBusinessProfile";
    static constexpr auto fields() {
        using L = LegalProfile;
        return Fields{
            field("companyName", &L::company_name, "As the register has it.").at_most(200),
            field("address", &L::address, "Where the company is registered."),
            field("primaryContact", &L::contact, "Who is asked.").or_default(),
            field("companyApproverAddress", &L::approver_address, "Of who approves for the company."),
            field("companyApproverEmail", &L::approver_email, "Of who approves for the company.")
                .at_most(254),
            field("vettingStatus", &L::vetting, "none, pending, authorized or rejected.").read_only(),
            field("vettingSubStatus", &L::sub_status, "What the review waits for.").read_only(),
            field("profileType", &L::profile_type, "legal_business_profile.").read_only(),
            field("version", &L::version, "Grows with every change.").hidden(),
        };
    }
};

struct BillingProfile {
    std::string company_name;
    Address address;
    ContactPerson contact;
    std::optional<std::string> purchase_order, tax_id;
    int billing_day = 1;
    std::string currency, profile_type = "billing_profile";
    std::int64_t version = 0;

    std::string etag() const { return std::to_string(version); }
    void links(std::vector<Link>& out) const { out.push_back({"self", "/profiles/billing"}); }
    static constexpr std::string_view schema_name = "PartnerBillingProfile";
    static constexpr std::string_view object_type = "BillingProfile";
    static constexpr auto fields() {
        using B = BillingProfile;
        return Fields{
            field("companyName", &B::company_name, "The legal name.").read_only(),
            field("address", &B::address, "Where invoices go."),
            field("primaryContact", &B::contact, "Who gets them.").or_default(),
            field("purchaseOrderNumber", &B::purchase_order, "Shown on invoices.").at_most(60),
            field("taxId", &B::tax_id, "The VAT number, where the country has one.").at_most(40),
            field("billingDay", &B::billing_day, "Day of the month, 1 to 31.").read_only(),
            field("billingCurrency", &B::currency, "What is billed in.").read_only(),
            field("profileType", &B::profile_type, "billing_profile.").read_only(),
            field("version", &B::version, "Grows with every change.").hidden(),
        };
    }
};

struct SupportProfile {
    std::optional<std::string> email, telephone, website;
    std::string profile_type = "support_profile";
    std::int64_t version = 0;

    std::string etag() const { return std::to_string(version); }
    void links(std::vector<Link>& out) const { out.push_back({"self", "/profiles/support"}); }
    static constexpr std::string_view schema_name = "SupportProfile";
    static constexpr std::string_view object_type = "PartnerSupportProfile";
    static constexpr auto fields() {
        using S = SupportProfile;
        return Fields{
            field("email", &S::email, "Where customers write to.").at_most(254),
            field("telephone", &S::telephone, "What customers call.").at_most(40),
            field("website", &S::website, "Where customers look.").at_most(300),
            field("profileType", &S::profile_type, "support_profile.").read_only(),
            field("version", &S::version, "Grows with every change.").hidden(),
        };
    }
};

// The row; absent until something was changed.
struct Profiles {
    Id<Tenant> tenant;
    LegalProfile legal;
    std::optional<LegalProfile> last_final;  // the one that was authorised before, while another waits
    BillingProfile billing;
    SupportProfile support;
    static constexpr std::string_view schema_name = "PartnerProfiles";
    static constexpr std::string_view table = "partner_profiles";
    static constexpr auto fields() {
        using P = Profiles;
        return Fields{field("tenantId", &P::tenant, "The partner.").key(),
                      field("legal", &P::legal, "As it was sent last."),
                      field("lastFinal", &P::last_final, "As it was authorised last."),
                      field("billing", &P::billing, "The billing profile."),
                      field("support", &P::support, "The support profile.")};
    }
};

// What a partner that never changed anything has: from its tenant, and who administers it.
Profiles usual_profiles(access::TenantRecord const& tenant, access::UserRecord const* administrator);

}  // namespace entrepot::partners
