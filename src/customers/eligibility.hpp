// Who may be in the government community: the partner first, then the bodies it names (rules.md D6, D7).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "access/account.hpp"
#include "base/problem.hpp"
#include "customers/qualification.hpp"

namespace entrepot::customers {

enum class EligibilitySubject : std::uint8_t { partner, customer };
constexpr auto wire_names(EligibilitySubject) {
    return std::array{Wire{EligibilitySubject::partner, "partner"},
                      Wire{EligibilitySubject::customer, "customer"}};
}

// What makes a body eligible (D7); other is said so that it can be refused with a reason.
enum class Body : std::uint8_t {
    federal,
    state,
    local,
    tribal,
    regional,
    research_center,
    regulated_data,
    other
};
constexpr auto wire_names(Body) {
    return std::array{Wire{Body::federal, "federal"},
                      Wire{Body::state, "state"},
                      Wire{Body::local, "local"},
                      Wire{Body::tribal, "tribal"},
                      Wire{Body::regional, "regional"},
                      Wire{Body::research_center, "research_center"},
                      Wire{Body::regulated_data, "regulated_data"},
                      Wire{Body::other, "other"}};
}

struct Eligibility {
    Id<Tenant> partner;
    Id<Eligibility> id;
    EligibilitySubject subject = EligibilitySubject::partner;
    std::string organization;
    Body body = Body::other;
    std::string country;
    bool us_presence = false;
    Vetting state = Vetting::in_review;
    std::string reason;
    std::optional<std::int64_t> validation;
    std::string asked_by, decided_by;
    Time created;
    std::optional<Time> decided;

    static constexpr std::string_view schema_name = "Eligibility";
    static constexpr std::string_view table = "eligibilities";
    static constexpr auto fields() {
        using E = Eligibility;
        return Fields{
            field("tenantId", &E::partner, "The partner that asks.").key(),
            field("eligibilityId", &E::id, "The request.").key(),
            field("subject", &E::subject, "partner: itself; customer: a body it serves."),
            field("organizationName", &E::organization, "Its legal name."),
            field("body", &E::body, "What makes it eligible."),
            field("country", &E::country, "Two letters."),
            field("hasUsPresence", &E::us_presence, "Needed of an international firm."),
            field("state", &E::state, "InReview, Approved or Denied."),
            field("reason", &E::reason, "Of a refusal."),
            field("validationId", &E::validation, "The code that was given."),
            field("askedBy", &E::asked_by, "Who asked."),
            field("decidedBy", &E::decided_by, "Who decided."),
            field("createdAt", &E::created, "Business time."),
            field("decidedAt", &E::decided, "Business time."),
        };
    }
};

struct EligibilityForm {
    EligibilitySubject subject = EligibilitySubject::customer;
    std::string organization;
    Body body = Body::other;
    std::string country;
    bool us_presence = false;
    static constexpr std::string_view schema_name = "EligibilityForm";
    static constexpr auto fields() {
        using E = EligibilityForm;
        return Fields{
            field("subject", &E::subject, "partner: the caller itself; customer: a body it serves."),
            field("organizationName", &E::organization, "Its legal name; of the partner: its own.")
                .at_most(200)
                .or_default(),
            field("body", &E::body, "What makes it eligible."),
            field("country", &E::country, "Two letters.").at_most(2).or_default(),
            field("hasUsPresence", &E::us_presence, "Whether it has an office in the United States.")
                .or_default(),
        };
    }
};

// Everything against a request (D6, D7); who may not ask at all is thrown.
void judge_eligibility(EligibilityForm const& form, access::TenantRecord const& partner,
                       bool partner_approved, Problems& problems);
// One request at a time; and once approved, a partner is. A body that was approved may be asked for again: it
// gets another code. Throws Problem eligibility_in_review or eligibility_held.
void refuse_twice(EligibilityForm const& form, std::vector<Eligibility> const& asked_before);

}  // namespace entrepot::customers
