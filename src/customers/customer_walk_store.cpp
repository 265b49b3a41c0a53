// The SQL of walks: see customer_walk_store.hpp. Every statement is one range of one index (a test reads the
// plans).
#include "customers/customer_walk_store.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace entrepot::customers {

namespace {

CustomerId id_of(std::uint8_t byte) {
    CustomerId out;
    out.bytes.fill(byte);
    return out;
}

// Where a walk without a place begins: before the first row of its range, or after the last.
Place beginning(Road const& road, bool backwards) {
    if (road.along == Road::Along::ids) return {{}, {}, {}, backwards ? id_of(0xff) : CustomerId{}};
    auto const& term = road.terms;
    if (backwards) return {{}, term.before, road.name.before, id_of(0xff)};
    return {{}, term.from, road.name.from, {}};
}

#define STEP "SELECT partner_id, reseller_id, "
#define BY_NAME_AFTER                                                                         \
    "name_fold >= $1 AND name_fold < $2 AND (name_fold, customer_id) > ($3, $4) AND {scope} " \
    "ORDER BY name_fold, customer_id LIMIT $5"
#define BY_NAME_BEFORE                                                                        \
    "name_fold >= $1 AND name_fold < $2 AND (name_fold, customer_id) < ($3, $4) AND {scope} " \
    "ORDER BY name_fold DESC, customer_id DESC LIMIT $5"
#define NAMED STEP "'', name_fold, customer_id FROM customers WHERE "

std::vector<Step> along_terms(db::Tx& tx, Scope const& scope, Road const& road, Place const& at,
                              bool backwards, int limit) {
    if (backwards)
        return tx.list<Step>(
            scope,
            STEP
            "word, name_fold, customer_id FROM customer_words WHERE word >= $1 AND word < $2 AND "
            "(word, name_fold, customer_id) < ($3, $4, $5) AND {scope} "
            "ORDER BY word DESC, name_fold DESC, customer_id DESC LIMIT $6",
            road.terms.from, road.terms.before, at.term, at.name_fold, at.id, limit);
    // From the place's own word on: the range is then as narrow as the row comparison.
    return tx.list<Step>(
        scope,
        STEP
        "word, name_fold, customer_id FROM customer_words WHERE word >= $1 AND word < $2 AND "
        "(word, name_fold, customer_id) > ($3, $4, $5) AND {scope} "
        "ORDER BY word, name_fold, customer_id LIMIT $6",
        std::max(road.terms.from, at.term), road.terms.before, at.term, at.name_fold, at.id, limit);
}

std::vector<Step> along_names(db::Tx& tx, Scope const& scope, Road const& road, Place const& at,
                              bool backwards, int limit) {
    auto const& name = road.name;
    if (backwards)
        return tx.list<Step>(scope, NAMED BY_NAME_BEFORE, name.from, name.before, at.name_fold, at.id, limit);
    return tx.list<Step>(scope, NAMED BY_NAME_AFTER, std::max(name.from, at.name_fold), name.before,
                         at.name_fold, at.id, limit);
}

std::vector<Step> along_agreement(db::Tx& tx, Scope const& scope, Road const& road, Place const& at,
                                  bool backwards, int limit) {
    auto const& name = road.name;
    if (backwards)
        return tx.list<Step>(scope, NAMED "agreement = $6 AND agreement <> 'accepted' AND " BY_NAME_BEFORE,
                             name.from, name.before, at.name_fold, at.id, limit, road.agreement);
    return tx.list<Step>(scope, NAMED "agreement = $6 AND agreement <> 'accepted' AND " BY_NAME_AFTER,
                         std::max(name.from, at.name_fold), name.before, at.name_fold, at.id, limit,
                         road.agreement);
}

std::vector<Step> along_country(db::Tx& tx, Scope const& scope, Road const& road, Place const& at,
                                bool backwards, int limit) {
    auto const& name = road.name;
    if (backwards)
        return tx.list<Step>(scope, NAMED "country = $6 AND " BY_NAME_BEFORE, name.from, name.before,
                             at.name_fold, at.id, limit, road.country);
    return tx.list<Step>(scope, NAMED "country = $6 AND " BY_NAME_AFTER, std::max(name.from, at.name_fold),
                         name.before, at.name_fold, at.id, limit, road.country);
}

// A reseller's rows have no index by id: the whole deployment's has, and each row is held against the scope
// here.
std::vector<Step> along_ids(db::Tx& tx, Scope const& scope, Road const& road, Place const& at, bool backwards,
                            int limit) {
    bool const of_partner = scope.kind() == Scope::Kind::partner;
    auto const wide = of_partner ? scope : Scope::everyone("an index by id, held against the scope below");
    if (backwards)
        return tx.list<Step>(wide,
                             NAMED
                             "customer_id >= $1 AND customer_id <= $2 AND {scope} "
                             "ORDER BY customer_id DESC LIMIT $3",
                             road.first_id, std::min(road.last_id, at.id), limit);
    return tx.list<Step>(wide,
                         NAMED
                         "customer_id >= $1 AND customer_id <= $2 AND {scope} "
                         "ORDER BY customer_id LIMIT $3",
                         std::max(road.first_id, at.id), road.last_id, limit);
}

}  // namespace

void TextRange::starts_with(std::string const& text) {
    from = std::max(from, text);
    before = std::min(before, after_prefix(text));
}

void TextRange::equals(std::string const& text) {
    from = std::max(from, text);
    before = std::min(before, text + '\x01');  // no text that is kept goes on with a control character
}

std::vector<Step> walk(db::Tx& tx, Scope const& scope, Road const& road, std::optional<Place> const& from,
                       bool backwards, int limit) {
    auto const at = from ? *from : beginning(road, backwards);
    switch (road.along) {
        case Road::Along::terms: return along_terms(tx, scope, road, at, backwards, limit);
        case Road::Along::names: return along_names(tx, scope, road, at, backwards, limit);
        case Road::Along::agreement: return along_agreement(tx, scope, road, at, backwards, limit);
        case Road::Along::country: return along_country(tx, scope, road, at, backwards, limit);
        case Road::Along::ids: break;
    }
    // The row of the place itself was seen.
    auto rows = along_ids(tx, scope, road, at, backwards, limit + 1);
    if (from) std::erase_if(rows, [&](Step const& row) { return row.id == from->id; });
    if (rows.size() > static_cast<std::size_t>(limit)) rows.pop_back();
    return rows;
}

std::int64_t count(db::Tx& tx, Scope const& scope, Road const& road, int most) {
    if (road.along != Road::Along::terms) return most;
    return tx
        .find<std::int64_t>(scope,
                            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM customer_words WHERE word >= $1 AND "
                            "word < $2 AND {scope} LIMIT $3) AS hits",
                            road.terms.from, road.terms.before, most)
        .value_or(0);
}

std::string squeezed(std::string_view number) {
    std::string out;
    for (char const c : lower_ascii(number))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    return out;
}

std::vector<std::string> terms_of(Customer const& customer) {
    auto out = fold_words(customer.name);
    out.push_back('@' + customer.domain);
    if (customer.registration_number) out.push_back('#' + squeezed(*customer.registration_number));
    if (customer.vat_number) out.push_back('#' + squeezed(*customer.vat_number));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace entrepot::customers
