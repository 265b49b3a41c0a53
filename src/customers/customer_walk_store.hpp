// Walking along customers in the order of one index, some rows at a time: what lists and searches stand on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

// Texts from one on and before another: what begins with a text, or is that text; several conditions narrow
// it.
struct TextRange {
    std::string from, before = "\xf4\x8f\xbf\xbf\xf4\x8f\xbf\xbf";  // after every text in use
    void starts_with(std::string const& text);
    void equals(std::string const& text);
    bool operator==(TextRange const&) const = default;
    bool holds(std::string_view text) const { return text >= from && text < before; }
};

// Where a walk stands: the row that was last looked at.
struct Place {
    std::string road;  // which walk it is a place of; chosen by the search
    std::string term, name_fold;
    CustomerId id;
};

// What an index alone tells of a customer.
struct Step {
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller;
    std::string term, name_fold;
    CustomerId id;

    static constexpr std::string_view schema_name = "CustomerStep";
    static constexpr auto fields() {
        return Fields{field("partnerId", &Step::partner, ""), field("resellerId", &Step::reseller, ""),
                      field("word", &Step::term, ""), field("nameFold", &Step::name_fold, ""),
                      field("customerId", &Step::id, "")};
    }
};

struct Road {
    // by_term: words of names, @domains and #numbers; the others by name, or by id.
    enum class Along : std::uint8_t { terms, names, agreement, country, ids } along = Along::names;
    TextRange terms;
    TextRange name;
    AgreementState agreement = AgreementState::none;  // not accepted: those have no index of their own
    std::string country;
    CustomerId first_id, last_id;
};

// The rows beyond a place (or from the road's beginning), nearest first. The reader holds every row against
// what it wants: the road is only the way.
std::vector<Step> walk(db::Tx& tx, Scope const& scope, Road const& road, std::optional<Place> const& from,
                       bool backwards, int limit);
// How many rows a road has, or `most`.
std::int64_t count(db::Tx& tx, Scope const& scope, Road const& road, int most);

// A number as it stands among the terms: letters and digits, lower case.
std::string squeezed(std::string_view number);
// Everything that finds a customer but its id: words, @domain, #numbers; sorted, each once.
std::vector<std::string> terms_of(Customer const& customer);

}  // namespace entrepot::customers
