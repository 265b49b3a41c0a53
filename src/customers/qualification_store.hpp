// The SQL of qualifications and of validation codes.
#pragma once

#include "customers/qualification.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

// Of one customer, the newest first.
std::vector<QualificationRecord> qualifications_of(db::Tx& tx, Scope const& scope, CustomerId customer);
std::optional<QualificationRecord> latest_qualification(db::Tx& tx, Scope const& scope, CustomerId customer);
std::optional<QualificationRecord> find_qualification(db::Tx& tx, Scope const& scope,
                                                      Id<QualificationRequest> id);

// A request with what its reviewer needs to know of the customer.
struct ReviewEntry {
    Id<QualificationRequest> id;
    CustomerId customer;
    std::string name, domain, country;
    BillingProfile profile;
    Qualification qualification = Qualification::none;
    Vetting state = Vetting::in_review;
    std::string segment, website, reason, asked_by;
    Time created;
    static constexpr std::string_view schema_name = "ReviewEntry";
    static constexpr auto fields() {
        using R = ReviewEntry;
        return Fields{
            field("id", &R::id, "The request."),
            field("customerId", &R::customer, "The customer."),
            field("customerName", &R::name, "Its name."),
            field("domain", &R::domain, "Its domain."),
            field("country", &R::country, "Two letters."),
            field("profile", &R::profile, "Where it sits, and who is written to."),
            field("qualification", &R::qualification, "What is asked for."),
            field("state", &R::state, "InReview, Approved or Denied."),
            field("educationSegment", &R::segment, "As it was given."),
            field("website", &R::website, "As it was given."),
            field("reason", &R::reason, "Of a refusal."),
            field("askedBy", &R::asked_by, "Who asked."),
            field("createdAt", &R::created, "When."),
        };
    }
};
// What waits for a decision, the oldest first, after one.
std::vector<ReviewEntry> qualifications_in_review(db::Tx& tx, Scope const& scope,
                                                  Id<QualificationRequest> after, int limit);
ReviewEntry get_review(db::Tx& tx, Scope const& scope, Id<QualificationRequest> id);
// The customer's, for whichever partner it was asked.
void give_qualification(db::Tx& tx, CustomerId customer, Qualification qualification);

std::vector<ValidationCode> validation_codes(db::Tx& tx, Scope const& scope);
std::optional<ValidationCode> find_validation_code(db::Tx& tx, Scope const& scope, std::int64_t id);
// One fewer; false where none is left.
bool spend_validation_code(db::Tx& tx, Scope const& scope, std::int64_t id, Time now);
// A number that nobody has yet.
ValidationCode issue_validation_code(db::Tx& tx, Id<Tenant> partner, std::string const& organization,
                                     std::int64_t most, Time now);

}  // namespace entrepot::customers
