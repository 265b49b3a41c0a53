// Adding a customer as one act: what the request brings, and what is shown before and after.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "agreements/agreement.hpp"
#include "base/address.hpp"
#include "customers/customer.hpp"
#include "onboarding/draft.hpp"
#include "orders/quote.hpp"

namespace entrepot::onboarding {

// Nothing is required by the shape: every gap is named at once by the rules, in the reader's language.
struct CompanyPart {
    std::string name, country;
    std::optional<std::string> registration_number, vat_number;
    std::string domain;
    customers::Qualification qualification = customers::Qualification::none;
    std::optional<std::string> validation_code;
    static constexpr std::string_view schema_name = "OnboardingCompany";
    static constexpr auto fields() {
        using C = CompanyPart;
        return Fields{
            field("name", &C::name, "The exact legal name.").at_most(200).or_default(),
            field("country", &C::country, "Two letters, of the partner's market.").at_most(2).or_default(),
            field("registrationNumber", &C::registration_number, "Where the country has one.").at_most(40),
            field("vatNumber", &C::vat_number, "Where the country has one.").at_most(40),
            field("domain", &C::domain, "One label under a suffix of the deployment.")
                .at_most(100)
                .or_default(),
            field("qualification", &C::qualification, "Special qualification.").or_default(),
            field("validationCode", &C::validation_code, "Of a government customer.").at_most(20),
        };
    }
};

struct ContactPart {
    std::string first_name, last_name, email;
    std::optional<std::string> phone;
    static constexpr std::string_view schema_name = "OnboardingContact";
    static constexpr auto fields() {
        using C = ContactPart;
        return Fields{field("firstName", &C::first_name, "1 to 50 characters.").at_most(50).or_default(),
                      field("lastName", &C::last_name, "1 to 50 characters.").at_most(50).or_default(),
                      field("email", &C::email, "Not of the partner's own domain.").at_most(254).or_default(),
                      field("phoneNumber", &C::phone, "In the country's form, or +….").at_most(40)};
    }
};

struct AddressPart {
    std::optional<std::string> line1, line2, city, state, postal_code, country;
    static constexpr std::string_view schema_name = "OnboardingAddress";
    static constexpr auto fields() {
        using A = AddressPart;
        return Fields{field("addressLine1", &A::line1, "1 to 200 characters.").at_most(200),
                      field("addressLine2", &A::line2, "Up to 200 characters.").at_most(200),
                      field("city", &A::city, "By the country's rules.").at_most(100),
                      field("state", &A::state, "By the country's rules.").at_most(2),
                      field("postalCode", &A::postal_code, "By the country's rules.").at_most(20),
                      field("country", &A::country, "That of the company where absent.").at_most(2)};
    }
};

enum class AgreementKind : std::uint8_t { attested, invited };
constexpr auto wire_names(AgreementKind) {
    return std::array{Wire{AgreementKind::attested, "attested"}, Wire{AgreementKind::invited, "invited"}};
}

struct AgreementPart {
    std::optional<AgreementKind> kind;
    std::optional<std::string> template_id;
    agreements::Contact signatory;
    std::optional<std::string> date_agreed;
    static constexpr std::string_view schema_name = "OnboardingAgreement";
    static constexpr auto fields() {
        using A = AgreementPart;
        return Fields{
            field("kind", &A::kind, "attested: the customer has accepted; invited: it will be asked to."),
            field("templateId", &A::template_id, "The latest where absent.").at_most(60),
            field("signatory", &A::signatory, "Who accepted, where attested.").or_default(),
            field("dateAgreed", &A::date_agreed, "When, where attested; not in the future.").at_most(40),
        };
    }
};

struct LinePart {
    std::string item_id;
    std::int64_t quantity = 0;
    std::optional<std::string> term;
    orders::BillingCycle cycle = orders::BillingCycle::unknown;
    std::optional<std::string> friendly_name, expected_unit_price;
    std::vector<LinePart> add_ons;
    static constexpr std::string_view schema_name = "OnboardingLine";
    static constexpr auto fields() {
        using L = LinePart;
        return Fields{
            field("catalogItemId", &L::item_id, "product:sku:availability, or an offer's id.")
                .at_most(200)
                .or_default(),
            field("quantity", &L::quantity, "Units, within the offer's limits.").or_default(),
            field("termDuration", &L::term, "P1M, P1Y, P3Y; the offer's usual one where absent.").at_most(10),
            field("billingCycle", &L::cycle, "monthly, annual or one_time.").or_default(),
            field("friendlyName", &L::friendly_name, "What people will call it.").at_most(256),
            field("expectedUnitPrice", &L::expected_unit_price, "What the buyer was shown.").at_most(30),
            field("addOns", &L::add_ons, "Add-ons of this line.").at_most(50),
        };
    }
};

struct OnboardingForm {
    std::optional<Id<Draft>> draft;
    CompanyPart company;
    AddressPart address;
    ContactPart contact;
    std::string culture, language;
    AgreementPart agreement;
    std::optional<Id<Tenant>> reseller;
    std::vector<LinePart> lines;
    std::optional<std::string> address_override;
    static constexpr std::string_view schema_name = "Onboarding";
    static constexpr auto fields() {
        using O = OnboardingForm;
        return Fields{
            field("draftId", &O::draft, "The draft it comes from; ends with it."),
            field("company", &O::company, "The company.").or_default(),
            field("address", &O::address, "Where it sits.").or_default(),
            field("contact", &O::contact, "The primary contact; becomes the first administrator.")
                .or_default(),
            field("culture", &O::culture, "fr-FR, en-US, …").at_most(20).or_default(),
            field("language", &O::language, "Two letters.").at_most(10).or_default(),
            field("agreement", &O::agreement, "The customer agreement.").or_default(),
            field("resellerId", &O::reseller, "The indirect reseller's tenant; providers only."),
            field("lines", &O::lines, "What is bought; may be empty.").at_most(100),
            field("addressOverride", &O::address_override,
                  "Why an unusual postal code, state or phone number is right all the same; it is logged.")
                .at_most(300),
        };
    }
};

// A problem as a dry run shows it; `message` is what a form shows beside the field.
struct ProblemView {
    std::string field, code, rule, remedy, message;
    static constexpr std::string_view schema_name = "OnboardingProblem";
    static constexpr auto fields() {
        using P = ProblemView;
        return Fields{entrepot::field("field", &P::field, "Where in the request."),
                      entrepot::field("code", &P::code, "Stable."),
                      entrepot::field("rule", &P::rule, "What is wrong and why."),
                      entrepot::field("remedy", &P::remedy, "What to do."),
                      entrepot::field("message", &P::message, "Both in one.")};
    }
};

struct Creation {
    std::string kind, name;
    static constexpr std::string_view schema_name = "OnboardingCreation";
    static constexpr auto fields() {
        return Fields{field("kind", &Creation::kind,
                            "customer, relationship, administrator, agreement, order, subscription."),
                      field("name", &Creation::name, "What it will be called.")};
    }
};

struct DryRun {
    bool valid = false;
    std::vector<ProblemView> problems;
    std::optional<orders::Quote> quote;
    std::vector<Creation> creates;
    std::vector<ProblemView> warnings;
    static constexpr std::string_view schema_name = "OnboardingDryRun";
    static constexpr auto fields() {
        using D = DryRun;
        return Fields{field("valid", &D::valid, "Whether it would go through."),
                      field("problems", &D::problems, "Everything that stands in its way."),
                      field("quote", &D::quote, "What it costs."),
                      field("creates", &D::creates, "What it makes, all at once."),
                      field("warnings", &D::warnings, "What is allowed but looks wrong.")};
    }
};

struct AdministratorPart {
    std::string user_name;
    static constexpr std::string_view schema_name = "OnboardedAdministrator";
    static constexpr auto fields() {
        return Fields{field("userName", &AdministratorPart::user_name, "What they sign in with.")};
    }
};
struct AgreementResult {
    customers::AgreementState state = customers::AgreementState::none;
    static constexpr std::string_view schema_name = "OnboardedAgreement";
    static constexpr auto fields() {
        return Fields{field("state", &AgreementResult::state, "accepted or invited.")};
    }
};
struct OrderResult {
    Uuid id;
    int lines = 0;
    static constexpr std::string_view schema_name = "OnboardedOrder";
    static constexpr auto fields() {
        return Fields{field("id", &OrderResult::id, "The order."),
                      field("lines", &OrderResult::lines, "How many lines.")};
    }
};
struct SubscriptionResult {
    Uuid id;
    std::string name;
    std::int64_t quantity = 0;
    static constexpr std::string_view schema_name = "OnboardedSubscription";
    static constexpr auto fields() {
        using S = SubscriptionResult;
        return Fields{field("id", &S::id, "The subscription."), field("name", &S::name, "Its name."),
                      field("quantity", &S::quantity, "Units.")};
    }
};

struct Onboarded {
    customers::CustomerId customer;
    std::string domain, customer_name;
    AdministratorPart administrator;
    std::string secret_link;
    Time secret_link_expires;
    AgreementResult agreement;
    std::vector<OrderResult> orders;
    std::vector<SubscriptionResult> subscriptions;
    std::optional<orders::Quote> quote;
    static constexpr std::string_view schema_name = "Onboarded";
    static constexpr auto fields() {
        using O = Onboarded;
        return Fields{
            field("customerId", &O::customer, "The customer's tenant."),
            field("domain", &O::domain, "Its domain."),
            field("customerName", &O::customer_name, "Its name."),
            field("administrator", &O::administrator, "The first administrator."),
            field("secretLink", &O::secret_link, "The page that shows the password once."),
            field("secretLinkExpiresAt", &O::secret_link_expires, "Until when."),
            field("agreement", &O::agreement, "Where the agreement stands."),
            field("orders", &O::orders, "What was ordered."),
            field("subscriptions", &O::subscriptions, "What runs."),
            field("quote", &O::quote, "What it costs."),
        };
    }
};

// Pure: the form as customers::onboard() takes it, with the paths of this request put into the facts.
customers::NewCustomer customer_form(OnboardingForm const& form);
void set_paths(customers::AddingFacts& facts);
// Problems found under the rules' own paths, moved to where the form has them.
std::vector<FieldProblem> at_form_paths(std::vector<FieldProblem> problems);
// Bases before their add-ons, each with its path in the request.
std::vector<orders::Line> purchase_lines(OnboardingForm const& form,
                                         std::optional<access::TenantRecord> const& reseller);

}  // namespace entrepot::onboarding
