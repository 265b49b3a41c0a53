// A customer's acceptance of an agreement, and the rules of attesting it (rules.md A).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agreements/template.hpp"
#include "base/problem.hpp"
#include "base/scope.hpp"

namespace entrepot::agreements {

// Who signed for the customer. Nothing is required here, so that every gap is named at once by
// judge_signatory().
struct Contact {
    std::string first_name, last_name, email;
    std::optional<std::string> phone;

    static constexpr std::string_view schema_name = "Contact";
    static constexpr auto fields() {
        return Fields{
            field("firstName", &Contact::first_name, "Required; 1 to 50 characters.")
                .at_most(50)
                .or_default(),
            field("lastName", &Contact::last_name, "Required; 1 to 50 characters.").at_most(50).or_default(),
            field("email", &Contact::email, "Required; one address.").at_most(254).or_default(),
            field("phoneNumber", &Contact::phone, "As the signatory gives it.").at_most(40),
        };
    }
};

// What POST /v1/customers/{customer}/agreements brings.
struct AgreementForm {
    Contact signatory;
    std::string template_id;
    std::string date_agreed;  // kept as text: a day alone and an instant are both sent
    std::optional<AgreementType> type;
    // The newer sequence (A14): what the customer was shown and accepted.
    std::optional<Uuid> attestation = {};
    std::optional<std::string> company_name = {};

    static constexpr std::string_view schema_name = "AgreementForm";
    static constexpr auto fields() {
        using F = AgreementForm;
        return Fields{
            field("primaryContact", &F::signatory, "Who signed for the customer.").or_default(),
            field("templateId", &F::template_id, "Required; the latest template of its type.")
                .at_most(60)
                .or_default(),
            field("dateAgreed", &F::date_agreed, "Required; a day or an instant, not in the future.")
                .at_most(40)
                .or_default(),
            field("type", &F::type, "That of the template where absent."),
            field("attestationId", &F::attestation,
                  "What the customer was shown and accepted; then template and date are known."),
            field("companyName", &F::company_name, "The signatory's company.").at_most(200),
        };
    }
};

// How the acceptance came about: a partner's word for it, or the customer's own hand.
enum class Method : std::uint8_t { attested, direct };
constexpr auto wire_names(Method) {
    return std::array{Wire{Method::attested, "attested"}, Wire{Method::direct, "direct"}};
}

// By which way an acceptance came in, and from where: part of the evidence.
enum class Path : std::uint8_t {
    unknown,
    portal,
    onboarding,
    api,
    embedded,
    invitation,
    own_page,
    campaign,
    imported,
    seeded
};
constexpr auto wire_names(Path) {
    using P = Path;
    return std::array{Wire{P::unknown, "unknown"},       Wire{P::portal, "portal"},
                      Wire{P::onboarding, "onboarding"}, Wire{P::api, "api"},
                      Wire{P::embedded, "embedded"},     Wire{P::invitation, "invitation"},
                      Wire{P::own_page, "own_page"},     Wire{P::campaign, "campaign"},
                      Wire{P::imported, "imported"},     Wire{P::seeded, "seeded"}};
}
struct Origin {
    Path path = Path::unknown;
    std::string address = {};  // of the peer; with what a proxy before it says
    std::string agent = {};    // the browser's or program's own name for itself, cut
    static constexpr std::string_view schema_name = "AcceptanceOrigin";
    static constexpr auto fields() {
        return Fields{field("path", &Origin::path, "By which way it came in."),
                      field("address", &Origin::address, "From which address.").or_default(),
                      field("agent", &Origin::agent, "With which program.").or_default()};
    }
};

Origin origin_from(Path path, std::string_view peer, std::string_view forwarded_for, std::string_view agent);

struct Agreement {
    Id<Agreement> id;
    Id<Tenant> partner, customer;
    std::optional<Id<Tenant>> reseller;
    std::optional<Id<User>> user;  // who attested, from the token; absent: an app, with an attestation's id
    Contact signatory;
    Id<Template> template_id;
    Time agreed;
    AgreementType type = AgreementType::customer;
    std::optional<std::string> link;
    Method method = Method::attested;
    std::string attested_by, version, language, sha256;
    Time created, real_created;
    Origin origin;
    std::string customer_name, partner_name;

    static constexpr std::string_view schema_name = "Agreement";
    static constexpr std::string_view table = "agreements";
    static constexpr auto fields() {
        using A = Agreement;
        return Fields{
            field("agreementId", &A::id, "The record.").key().hidden(),
            field("partnerId", &A::partner, "The partner who attested.").key().hidden(),
            field("customerId", &A::customer, "The customer who accepted.").hidden(),
            field("resellerId", &A::reseller, "The customer's reseller at that time.").hidden(),
            field("userId", &A::user, "Who attested; taken from the token.").read_only(),
            field("primaryContact", &A::signatory, "Who signed for the customer."),
            field("templateId", &A::template_id, "The template that was accepted."),
            field("dateAgreed", &A::agreed, "When the customer accepted."),
            field("type", &A::type, "Which agreement it is."),
            field("agreementLink", &A::link, "Where the text may be read.").computed(),
            field("method", &A::method, "Attested or direct.").hidden(),
            field("attestedBy", &A::attested_by, "The attesting person's name at that time.").hidden(),
            field("version", &A::version, "The template's version.").hidden(),
            field("language", &A::language, "In which the text was shown.").hidden(),
            field("sha256", &A::sha256, "Of the text that was shown.").hidden(),
            field("createdAt", &A::created, "Business time of the attestation.").hidden(),
            field("realAt", &A::real_created, "Real time of the attestation.").hidden(),
            field("origin", &A::origin, "By which way and from where it came.").hidden(),
            field("customerName", &A::customer_name, "The customer's name at that time.").hidden(),
            field("partnerName", &A::partner_name, "The partner's name at that time.").hidden(),
        };
    }
};

// What the server knows of an attestation, beside what the form says.
struct Attesting {
    Id<Tenant> partner, customer;
    std::optional<Id<Tenant>> reseller;
    std::optional<Id<User>> user;
    std::string attested_by, customer_name, partner_name;
    Method method = Method::attested;
    Origin origin;
    std::string language;         // the customer's: of the text that is shown
    hours day_ahead = hours{14};  // how far the customer's calendar may be ahead of UTC: see day_ahead()
    Time now, real_now;
    // Where the form's parts stand in the request, for the paths of problems.
    std::string signatory_path = "primaryContact";
    std::string date_path = "dateAgreed";
    std::string template_path = "templateId";
    std::string type_path = "type";
};

// Every wrong field is added; the agreement counts only where none was.
Agreement attest(AgreementForm const& form, Attesting const& facts, std::vector<Template> const& all,
                 Problems& problems);
// The same, thrown.
Agreement attest(AgreementForm const& form, Attesting const& facts, std::vector<Template> const& all);

void judge_signatory(Contact const& signatory, std::string const& path, Problems& problems);
// The day or instant of acceptance: given, readable, of this century, and not later than today where the
// customer is (A5).
std::optional<Time> judge_date(std::string_view text, Time now, hours day_ahead, std::string const& path,
                               Problems& problems);
// The largest offset from UTC, summer time included, that calendars of a time zone's region have.
hours day_ahead(std::string_view time_zone);

// One plausible address: local part, @, a domain with a dot; no spaces, no second @.
bool is_email(std::string_view text);

}  // namespace entrepot::agreements
