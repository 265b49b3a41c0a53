// Special qualifications: what may be asked for, and where a request stands (rules.md D1 to D4).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "customers/customer.hpp"

namespace entrepot::customers {

struct QualificationRequest;

enum class Vetting : std::uint8_t { in_review, approved, denied };
constexpr auto wire_names(Vetting) {
    return std::array{Wire{Vetting::in_review, "InReview"}, Wire{Vetting::approved, "Approved"},
                      Wire{Vetting::denied, "Denied"}};
}

// A request as it is kept.
struct QualificationRecord {
    Id<QualificationRequest> id;
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller;
    CustomerId customer;
    Qualification qualification = Qualification::none;
    Vetting state = Vetting::in_review;
    std::string reason, segment, website;
    std::optional<std::int64_t> validation;
    std::string asked_by, decided_by;
    Time created;
    std::optional<Time> decided;

    static constexpr std::string_view schema_name = "QualificationRecord";
    static constexpr std::string_view table = "qualifications";
    static constexpr auto fields() {
        using Q = QualificationRecord;
        return Fields{
            field("qualificationId", &Q::id, "The request.").key(),
            field("partnerId", &Q::partner, "Who asked."),
            field("resellerId", &Q::reseller, "The reseller concerned."),
            field("customerId", &Q::customer, "For whom."),
            field("qualification", &Q::qualification, "What was asked for."),
            field("state", &Q::state, "Where it stands."),
            field("reason", &Q::reason, "Why it was refused."),
            field("segment", &Q::segment, "Of education: schools, universities, libraries."),
            field("website", &Q::website, "Where the reviewer may look."),
            field("validationId", &Q::validation, "The code that a government qualification used."),
            field("askedBy", &Q::asked_by, "The person's name at that time."),
            field("decidedBy", &Q::decided_by, "The reviewer's name at that time."),
            field("createdAt", &Q::created, "Business time."),
            field("decidedAt", &Q::decided, "Business time."),
        };
    }
};

// A partner's code for government customers.
struct ValidationCode {
    std::int64_t id = 0;
    Id<Tenant> partner;
    std::string organization;
    std::int64_t most = 0, remaining = 0;
    Time changed;

    static constexpr std::string_view schema_name = "ValidationCodeRow";
    static constexpr std::string_view table = "validation_codes";
    static constexpr auto fields() {
        using V = ValidationCode;
        return Fields{field("validationId", &V::id, "The code.").key(),
                      field("tenantId", &V::partner, "Whose it is."),
                      field("organizationName", &V::organization, "For which body."),
                      field("maxCreates", &V::most, "How many customers it was for."),
                      field("remainingCreates", &V::remaining, "How many it is still for."),
                      field("changedAt", &V::changed, "Business time.")};
    }
};

// In any spelling that clients send: Education, education, government_community_cloud,
// GovernmentCommunityCloud. Throws Problem 900126 for no member, qualification_not_settable for one that is
// not given this way (D1).
Qualification asked_qualification(std::string_view text);
// "education", "governmentCommunityCloud": the old form. The newer one has capitals.
std::string old_word(Qualification qualification);
std::string new_word(Qualification qualification);

// What a request rests on besides what it asks for.
struct QualificationFacts {
    std::string legal_name;
    std::optional<QualificationRecord> latest;
    bool may_correct = false;  // a global admin sends a refused one again (D3)
    std::optional<std::string> code_text;
    std::optional<ValidationCode> code;  // of the caller, where it has one of this number
    // Where the parts stand in the request, for the paths of problems.
    std::string path = "qualification", code_path = "code";
};

// Every reason against it (D1 to D4); whoever stands in the way of all is thrown.
void judge_qualification(Qualification asked, Customer const& customer, QualificationFacts const& facts,
                         Problems& problems);
// D2: an address of an institution; free mail and the vendor's own domains are not.
bool is_institutional(std::string_view email);

}  // namespace entrepot::customers
