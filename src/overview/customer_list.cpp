// The SQL of the portal's list: see customer_list.hpp.
#include "overview/customer_list.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace entrepot::overview {

namespace {

struct Row {
    customers::CustomerId id;
    std::string name, name_fold, domain, country;
    std::optional<Id<Tenant>> reseller;
    std::optional<std::string> reseller_name;
    customers::AgreementState agreement = customers::AgreementState::none;
    customers::Status status = customers::Status::active;
    std::int64_t licenses = 0, monthly_minor = 0;
    Currency currency;
    Time created;
    customers::BillingProfile billing;

    static constexpr std::string_view schema_name = "ListedCustomerRow";
    static constexpr auto fields() {
        return std::tuple{field("id", &Row::id, ""),
                          field("name", &Row::name, ""),
                          field("nameFold", &Row::name_fold, ""),
                          field("domain", &Row::domain, ""),
                          field("country", &Row::country, ""),
                          field("reseller", &Row::reseller, ""),
                          field("resellerName", &Row::reseller_name, ""),
                          field("agreement", &Row::agreement, ""),
                          field("status", &Row::status, ""),
                          field("licenses", &Row::licenses, ""),
                          field("monthlyMinor", &Row::monthly_minor, ""),
                          field("currency", &Row::currency, ""),
                          field("created", &Row::created, ""),
                          field("billing", &Row::billing, "")};
    }
};

// A customer has a row for each of its resellers; the caller sees the sum of those in its scope.
#define LISTED_FIGURES "f.partner_id = c.partner_id AND f.customer_id = c.customer_id AND {scope:f}"
#define LISTED_COLUMNS                                                                                     \
    "SELECT c.customer_id, c.name, c.name_fold, c.domain, c.country, c.reseller_id, r.name, c.agreement, " \
    "c.status, "                                                                                           \
    "COALESCE((SELECT CAST(SUM(f.licenses) AS BIGINT) FROM customer_figures f WHERE " LISTED_FIGURES       \
    "), 0), "                                                                                              \
    "COALESCE((SELECT CAST(SUM(f.monthly_minor) AS BIGINT) FROM customer_figures f WHERE " LISTED_FIGURES  \
    "), 0), "                                                                                              \
    "c.currency, c.created_at, c.billing FROM "                                                            \
    "customers c "                                                                                         \
    "LEFT JOIN tenants r ON r.tenant_id = c.reseller_id WHERE {scope:c} AND "
#define LISTED_FILTERS                                                                                      \
    "(CAST($4 AS BIGINT) = 0 OR c.reseller_id = $5) AND (CAST($6 AS BIGINT) = 0 OR c.reseller_id IS NULL) " \
    "AND "                                                                                                  \
    "($7 = '' OR c.agreement = $7) "
// What a search finds: any word's beginning, the domain's beginning, or the whole id; bounded, so that a
// letter pair in five million names costs no more than in a thousand.
// `beyond` is > for the rows after a place and < for those before it.
#define LISTED_FOUND(beyond)                                                                               \
    "c.customer_id IN (SELECT customer_id FROM (SELECT customer_id FROM customer_words WHERE {scope} AND " \
    "word >= $8 "                                                                                          \
    "AND word < $9 AND (name_fold, customer_id) " beyond                                                   \
    " ($1, $2) LIMIT 2000) AS words UNION SELECT customer_id FROM (SELECT "                                \
    "customer_id FROM "                                                                                    \
    "customers WHERE {scope} AND domain >= $10 AND domain < $11 LIMIT 2000) AS domains UNION SELECT "      \
    "customer_id FROM "                                                                                    \
    "customers WHERE {scope} AND customer_id = $12) AND (c.name_fold, c.customer_id) " beyond              \
    " ($1, $2) AND "

struct Filters {
    std::string after;
    customers::CustomerId after_id;
    int limit;
    int by_reseller;
    Id<Tenant> reseller;
    int direct_only;
    std::string agreement;
};

std::vector<Row> all(db::Tx& tx, Scope const& scope, Filters const& f, bool backwards) {
    if (backwards)
        return tx.list<Row>(scope,
                            LISTED_COLUMNS "(c.name_fold, c.customer_id) < ($1, $2) AND " LISTED_FILTERS
                                           "ORDER BY c.name_fold DESC, c.customer_id DESC LIMIT $3",
                            f.after, f.after_id, f.limit, f.by_reseller, f.reseller, f.direct_only,
                            f.agreement);
    return tx.list<Row>(scope,
                        LISTED_COLUMNS "(c.name_fold, c.customer_id) > ($1, $2) AND " LISTED_FILTERS
                                       "ORDER BY c.name_fold, c.customer_id LIMIT $3",
                        f.after, f.after_id, f.limit, f.by_reseller, f.reseller, f.direct_only, f.agreement);
}

std::vector<Row> found(db::Tx& tx, Scope const& scope, Filters const& f, std::string const& search,
                       bool backwards) {
    auto const words = fold_words(search);
    auto const word = words.empty() ? std::string("\x7f") : words.back();
    auto const domain = lower_ascii(search);
    auto const id = Uuid::parse(search).value_or(Uuid{});
    auto const limit = words.size() > 1 ? 2000 : f.limit;
    auto rows = backwards
                    ? tx.list<Row>(scope,
                                   LISTED_COLUMNS LISTED_FOUND("<") LISTED_FILTERS
                                   "ORDER BY c.name_fold DESC, c.customer_id DESC LIMIT $3",
                                   f.after, f.after_id, limit, f.by_reseller, f.reseller, f.direct_only,
                                   f.agreement, word, after_prefix(word), domain, after_prefix(domain), id)
                    : tx.list<Row>(scope,
                                   LISTED_COLUMNS LISTED_FOUND(">") LISTED_FILTERS
                                   "ORDER BY c.name_fold, c.customer_id LIMIT $3",
                                   f.after, f.after_id, limit, f.by_reseller, f.reseller, f.direct_only,
                                   f.agreement, word, after_prefix(word), domain, after_prefix(domain), id);
    if (words.size() < 2) return rows;
    // The other words narrow what the last one found.
    std::erase_if(rows, [&](Row const& row) {
        auto const own = fold_words(row.name);
        return !row.domain.starts_with(domain) &&
               !std::all_of(words.begin(), words.end(), [&](std::string const& wanted) {
                   return std::any_of(own.begin(), own.end(),
                                      [&](auto const& one) { return one.starts_with(wanted); });
               });
    });
    if (rows.size() > static_cast<std::size_t>(f.limit)) rows.resize(static_cast<std::size_t>(f.limit));
    return rows;
}

ListedCustomer shown(Row const& row) {
    ListedCustomer out;
    out.id = row.id;
    out.name = row.name;
    out.domain = row.domain;
    out.country = row.country;
    if (row.reseller) out.reseller = Named{*row.reseller, row.reseller_name.value_or("")};
    out.agreement = row.agreement;
    out.status = row.status;
    out.licenses = row.licenses;
    out.monthly = Money{row.monthly_minor, row.currency};
    out.created = row.created;
    out.contact_name = row.billing.first_name.value_or("") + ' ' + row.billing.last_name.value_or("");
    out.contact_email = row.billing.email;
    out.name_fold = row.name_fold;
    return out;
}

}  // namespace

std::vector<ListedCustomer> list(db::Tx& tx, Scope const& scope, ListQuery const& query) {
    Filters const filters{query.from ? query.from->first : std::string{},
                          query.from ? query.from->second : customers::CustomerId{},
                          query.limit,
                          query.reseller.has_value(),
                          query.reseller.value_or(Id<Tenant>{}),
                          query.direct_only,
                          query.agreement ? json::word(*query.agreement) : std::string{}};
    auto rows = length(query.search) < 2 ? all(tx, scope, filters, query.backwards)
                                         : found(tx, scope, filters, query.search, query.backwards);
    if (query.backwards) std::reverse(rows.begin(), rows.end());
    std::vector<ListedCustomer> out;
    for (auto const& row : rows) out.push_back(shown(row));
    return out;
}

}  // namespace entrepot::overview
