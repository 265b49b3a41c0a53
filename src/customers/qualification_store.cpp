// The SQL of qualifications: see qualification_store.hpp.
#include "customers/qualification_store.hpp"

namespace entrepot::customers {

namespace {

auto const reviewer = Scope::everyone("a qualification is the customer's, whichever partner asked for it");

#define REVIEW                                                                                 \
    "SELECT q.qualification_id, q.customer_id, c.name, c.domain, c.country, c.billing, "       \
    "q.qualification, q.state, q.segment, q.website, q.reason, q.asked_by, q.created_at FROM " \
    "qualifications q JOIN customers c ON c.partner_id = q.partner_id AND c.customer_id = "    \
    "q.customer_id WHERE "

}  // namespace

std::vector<QualificationRecord> qualifications_of(db::Tx& tx, Scope const& scope, CustomerId customer) {
    return tx.list<QualificationRecord>(scope,
                                        "SELECT {*} FROM qualifications WHERE customer_id = $1 AND {scope} "
                                        "ORDER BY qualification_id DESC LIMIT 100",
                                        customer);
}

std::optional<QualificationRecord> latest_qualification(db::Tx& tx, Scope const& scope, CustomerId customer) {
    return tx.find<QualificationRecord>(scope,
                                        "SELECT {*} FROM qualifications WHERE customer_id = $1 AND {scope} "
                                        "ORDER BY qualification_id DESC LIMIT 1",
                                        customer);
}

std::optional<QualificationRecord> find_qualification(db::Tx& tx, Scope const& scope,
                                                      Id<QualificationRequest> id) {
    return tx.find<QualificationRecord>(
        scope, "SELECT {*} FROM qualifications WHERE qualification_id = $1 AND {scope}", id);
}

std::vector<ReviewEntry> qualifications_in_review(db::Tx& tx, Scope const& scope,
                                                  Id<QualificationRequest> after, int limit) {
    return tx.list<ReviewEntry>(scope,
                                REVIEW
                                "q.state = 'InReview' AND q.qualification_id > $1 AND {scope:q} "
                                "ORDER BY q.qualification_id LIMIT $2",
                                after, limit);
}

ReviewEntry get_review(db::Tx& tx, Scope const& scope, Id<QualificationRequest> id) {
    auto found = tx.find<ReviewEntry>(scope, REVIEW "q.qualification_id = $1 AND {scope:q}", id);
    if (!found) throw Problem("1000");
    return *std::move(found);
}

void give_qualification(db::Tx& tx, CustomerId customer, Qualification qualification) {
    tx.exec(reviewer,
            "UPDATE customers SET qualification = $1, version = version + 1 WHERE customer_id = $2 AND "
            "{scope}",
            qualification, customer);
}

std::vector<ValidationCode> validation_codes(db::Tx& tx, Scope const& scope) {
    return tx.list<ValidationCode>(
        scope, "SELECT {*} FROM validation_codes WHERE {tenant} ORDER BY validation_id LIMIT 500");
}

std::optional<ValidationCode> find_validation_code(db::Tx& tx, Scope const& scope, std::int64_t id) {
    return tx.find<ValidationCode>(
        scope, "SELECT {*} FROM validation_codes WHERE validation_id = $1 AND {tenant}", id);
}

bool spend_validation_code(db::Tx& tx, Scope const& scope, std::int64_t id, Time now) {
    return tx.exec(scope,
                   "UPDATE validation_codes SET remaining_creates = remaining_creates - 1, changed_at = $1 "
                   "WHERE validation_id = $2 AND remaining_creates > 0 AND {tenant}",
                   now, id) == 1;
}

ValidationCode issue_validation_code(db::Tx& tx, Id<Tenant> partner, std::string const& organization,
                                     std::int64_t most, Time now) {
    ValidationCode out{0, partner, organization, most, most, now};
    do {
        std::uint32_t drawn = 0;
        fill_random(&drawn, sizeof drawn);
        out.id = 100'000 + drawn % 900'000'000;
    } while (!tx.try_insert(reviewer, out));
    return out;
}

}  // namespace entrepot::customers
