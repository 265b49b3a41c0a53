// The portal's page of one customer: profile, agreement, figures, what comes next, what may be done.
#pragma once

#include "agreements/agreement.hpp"
#include "api/context.hpp"
#include "base/money.hpp"
#include "customers/address_override_store.hpp"
#include "customers/customer.hpp"
#include "overview/customer_list.hpp"

namespace entrepot::overview {

// Partners and resellers, not customers.
inline constexpr auto partners_alone =
    Audience{static_cast<std::uint8_t>(Audience::partner) | static_cast<std::uint8_t>(Audience::reseller)};

struct AgreementView {
    customers::AgreementState state = customers::AgreementState::none;
    std::optional<agreements::Contact> signatory;
    std::optional<Time> agreed, attested_at;
    std::optional<std::string> attested_by, version;
    std::optional<Uuid> template_id;
    static constexpr std::string_view schema_name = "CustomerPageAgreement";
    static constexpr auto fields() {
        using A = AgreementView;
        return Fields{field("state", &A::state, "accepted, invited or none."),
                      field("signatory", &A::signatory, "Who accepted."),
                      field("dateAgreed", &A::agreed, "When."),
                      field("attestedAt", &A::attested_at, "When it was attested."),
                      field("attestedBy", &A::attested_by, "By whom."),
                      field("templateVersion", &A::version, "Which text."),
                      field("templateId", &A::template_id, "Which template.")};
    }
};

struct FiguresView {
    std::int64_t subscriptions = 0, licenses = 0;
    std::optional<Money> monthly;
    static constexpr std::string_view schema_name = "CustomerPageFigures";
    static constexpr auto fields() {
        using F = FiguresView;
        return Fields{field("subscriptions", &F::subscriptions, "Active ones."),
                      field("licenses", &F::licenses, "Of active ones."),
                      field("monthly", &F::monthly, "Recurring, before tax; for those who see prices.")
                          .for_audience(Audience::partner)};
    }
};

// Hidden from customers (portal-map.md 3); a reseller sees its own part, at its own prices.
struct ExposureView {
    Money monthly, remaining;
    std::optional<Time> until;
    static constexpr std::string_view schema_name = "CustomerPageExposure";
    static constexpr auto fields() {
        using E = ExposureView;
        return Fields{field("monthly", &E::monthly, "What recurs by the month, before tax."),
                      field("remaining", &E::remaining,
                            "Billing periods that are still to begin before the terms end, before tax."),
                      field("until", &E::until, "When the last of these terms ends.")};
    }
};

// Whom the customer turns to: its reseller, else its partner.
struct SupportView {
    std::string name;
    std::optional<std::string> email, telephone, website;
    static constexpr std::string_view schema_name = "CustomerPageSupport";
    static constexpr auto fields() {
        using S = SupportView;
        return Fields{field("name", &S::name, "Who supports the customer."),
                      field("email", &S::email, "Where to write to."),
                      field("telephone", &S::telephone, "What to call."),
                      field("website", &S::website, "Where to look.")};
    }
};

struct NextEvent {
    std::string kind;
    Time at;
    Uuid subscription;
    std::string name;
    static constexpr std::string_view schema_name = "CustomerPageEvent";
    static constexpr auto fields() {
        using N = NextEvent;
        return Fields{field("kind", &N::kind, "cancellation_window_ends or renewal."),
                      field("at", &N::at, "When."),
                      field("subscriptionId", &N::subscription, "Of which subscription."),
                      field("name", &N::name, "Its name.")};
    }
};

struct ResellerView {
    std::optional<Id<Tenant>> id;
    std::string name;
    std::optional<std::string> mpn_id;
    static constexpr std::string_view schema_name = "CustomerPageReseller";
    static constexpr auto fields() {
        using R = ResellerView;
        return Fields{field("id", &R::id, "The tenant; of another reseller only its name is told."),
                      field("name", &R::name, "Its name."), field("mpnId", &R::mpn_id, "Its partner id.")};
    }
};

struct LinkState {
    std::string status;
    static constexpr std::string_view schema_name = "CustomerPageCredentials";
    static constexpr auto fields() {
        return Fields{field("linkStatus", &LinkState::status, "unread, read, expired or none.")};
    }
};

struct CustomerPage {
    customers::CustomerId id;
    std::string name, domain;
    Uuid commerce_id;
    std::string country;
    Time created;
    customers::Status status = customers::Status::active;
    bool delegated = true;
    std::optional<Named> reseller;
    AgreementView agreement;
    customers::BillingProfile profile;
    std::optional<std::string> registration_number, vat_number;
    customers::Qualification qualification = customers::Qualification::none;
    FiguresView figures;
    std::optional<ExposureView> exposure;
    SupportView support;
    std::optional<NextEvent> next;
    std::vector<ResellerView> resellers;
    std::vector<std::string> other_partners;
    std::optional<customers::KeptOverride> address_override;
    std::string admin_user_name;
    LinkState credentials;
    RawJson actions;

    static constexpr std::string_view schema_name = "CustomerPage";
    static constexpr auto fields() {
        using C = CustomerPage;
        return Fields{
            field("id", &C::id, "The customer's tenant."),
            field("name", &C::name, "Legal name."),
            field("domain", &C::domain, "Primary domain."),
            field("commerceId", &C::commerce_id, "Its id in commerce."),
            field("country", &C::country, "Two letters."),
            field("createdAt", &C::created, "When it was added."),
            field("status", &C::status, "Vetting."),
            field("delegated", &C::delegated, "Whether the partner holds delegated administration."),
            field("reseller", &C::reseller, "The indirect reseller."),
            field("agreement", &C::agreement, "The customer agreement."),
            field("profile", &C::profile, "The billing profile."),
            field("registrationNumber", &C::registration_number, "Where the country has one."),
            field("vatNumber", &C::vat_number, "Where the country has one."),
            field("qualification", &C::qualification, "Special qualification."),
            field("figures", &C::figures, "In sum."),
            field("exposure", &C::exposure, "For those who see margins and limits.")
                .for_audience(partners_alone),
            field("support", &C::support, "Whom the customer turns to."),
            field("nextEvent", &C::next, "What comes next."),
            field("resellers", &C::resellers, "Resellers with a part in it."),
            field("otherPartners", &C::other_partners, "Names of the customer's other partners."),
            field("addressOverride", &C::address_override,
                  "Where the address has not the form of its country: why it stands.")
                .for_audience(partners_alone),
            field("adminUserName", &C::admin_user_name, "The first administrator."),
            field("credentials", &C::credentials, "The link to the first administrator's password.")
                .for_audience(Audience::partner),
            field("actions", &C::actions, "Each act: allowed, and if not, why."),
        };
    }
};

CustomerPage customer_page(api::Context& context, customers::CustomerId id);

}  // namespace entrepot::overview
