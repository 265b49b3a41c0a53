// Tables to snapshot and the sandbox catalogue to tables: see catalogue_store.hpp.
#include "catalog/catalogue_store.hpp"

#include <mutex>

#include "base/embedded.hpp"

namespace entrepot::catalog {

namespace {

auto const deployment = Scope::everyone("the catalogue belongs to the deployment");
constexpr db::Sql current_version =
    "SELECT version FROM catalog_versions WHERE name = 'current' AND {shared}";

struct VersionRow {
    std::string name = "current";
    Uuid version;
    Time changed;

    static constexpr std::string_view schema_name = "CatalogVersionRow";
    static constexpr std::string_view table = "catalog_versions";
    static constexpr auto fields() {
        return Fields{field("name", &VersionRow::name, "current.").key(),
                      field("version", &VersionRow::version, "New with every change."),
                      field("changedAt", &VersionRow::changed, "Real time.")};
    }
};

struct TermRow {
    std::string id, offer_id, duration;
    BillingCycle cycle = BillingCycle::none;
    int rank = 0;

    static constexpr std::string_view schema_name = "CatalogTermRow";
    static constexpr std::string_view table = "catalog_terms";
    static constexpr auto fields() {
        return Fields{
            field("termId", &TermRow::id, "The term.").key(),
            field("offerId", &TermRow::offer_id, "Whose term."),
            field("duration", &TermRow::duration, "ISO 8601; empty for ever."),
            field("billingCycle", &TermRow::cycle, "How often it is billed."),
            field("rank", &TermRow::rank, "Its place among the offer's."),
        };
    }
};

struct PriceRow {
    std::string term_id;
    Currency currency;
    Time valid_from;
    std::int64_t minor = 0;

    static constexpr std::string_view schema_name = "CatalogPriceRow";
    static constexpr std::string_view table = "catalog_prices";
    static constexpr auto fields() {
        return Fields{
            field("termId", &PriceRow::term_id, "Whose price.").key(),
            field("currency", &PriceRow::currency, "ISO 4217.").key(),
            field("validFrom", &PriceRow::valid_from, "From when, business time.").key(),
            field("minor", &PriceRow::minor, "Minor units."),
        };
    }
};

// The part of data/catalogue.json that is not as the tables have it: a term's prices by currency.
struct ListedTerm {
    std::map<std::string, std::string> prices;
    static constexpr std::string_view schema_name = "ListedTerm";
    static constexpr auto fields() { return Fields{field("prices", &ListedTerm::prices, "By currency.")}; }
};
struct ListedOffer {
    std::vector<ListedTerm> terms;
    static constexpr std::string_view schema_name = "ListedOffer";
    static constexpr auto fields() { return Fields{field("terms", &ListedOffer::terms, "In order.")}; }
};
struct ListedPrices {
    std::vector<ListedOffer> offers;
    static constexpr std::string_view schema_name = "ListedPrices";
    static constexpr auto fields() { return Fields{field("offers", &ListedPrices::offers, "In order.")}; }
};
struct CatalogueFile {
    std::vector<Category> categories;
    std::vector<Item> offers;
    static constexpr std::string_view schema_name = "CatalogueFile";
    static constexpr auto fields() {
        return Fields{field("categories", &CatalogueFile::categories, "All."),
                      field("offers", &CatalogueFile::offers, "All.")};
    }
};

void insert_term(db::Tx& tx, Item const& item, std::size_t at, ListedTerm const& listed) {
    auto const& term = item.terms[at];
    tx.insert(deployment, TermRow{term.id, item.offer_id, term.duration, term.cycle, static_cast<int>(at)});
    for (auto const& [code, amount] : listed.prices) {
        auto const price = Money::parse(amount, Currency(code));
        check(price.has_value(), "a price of data/catalogue.json fits its currency");
        // A listed price has no day: it has always been so.
        tx.insert(deployment, PriceRow{term.id, price->currency, Time{}, price->minor});
    }
}

std::optional<Uuid> find_version(db::Tx& tx) { return tx.find<Uuid>(deployment, current_version); }

std::shared_ptr<Catalogue const> read_all(db::Tx& tx, Uuid version) {
    auto items =
        tx.list<Item>(deployment, "SELECT {*} FROM catalog_offers WHERE {shared} ORDER BY rank, offer_id");
    std::unordered_map<std::string, Item*> by_offer;
    for (auto& item : items) by_offer.emplace(item.offer_id, &item);
    std::unordered_map<std::string, std::pair<Item*, std::size_t>> by_term;
    for (auto& row : tx.list<TermRow>(
             deployment, "SELECT {*} FROM catalog_terms WHERE {shared} ORDER BY rank, term_id")) {
        auto* item = by_offer.at(row.offer_id);
        by_term.emplace(row.id, std::pair{item, item->terms.size()});
        item->terms.push_back({row.id, row.duration, row.cycle, {}});
    }
    for (auto& row : tx.list<PriceRow>(deployment,
                                       "SELECT {*} FROM catalog_prices WHERE {shared} "
                                       "ORDER BY term_id, currency, valid_from")) {
        auto const& [item, at] = by_term.at(row.term_id);
        item->terms[at].prices.push_back({row.currency, row.valid_from, row.minor});
    }
    return std::make_shared<Catalogue const>(
        version,
        tx.list<Category>(deployment, "SELECT {*} FROM catalog_categories WHERE {shared} ORDER BY rank"),
        std::move(items));
}

}  // namespace

void load(db::Tx& tx) {
    if (find_version(tx)) return;
    json::Reading const reading{.stored = true};  // our own file: nothing is bounded
    auto const text = embedded("data/catalogue.json");
    auto const file = json::read<CatalogueFile>(text, reading);
    auto const listed = json::read<ListedPrices>(text, reading);
    check(!file.offers.empty(), "data/catalogue.json lists offers");
    for (auto const& category : file.categories) tx.insert(deployment, category);
    for (std::size_t i = 0; i < file.offers.size(); ++i) {
        tx.insert(deployment, file.offers[i]);
        for (std::size_t t = 0; t < file.offers[i].terms.size(); ++t)
            insert_term(tx, file.offers[i], t, listed.offers[i].terms[t]);
    }
    touch(tx, real_time());
}

void expect_current(db::Tx& tx) { tx.expect<Uuid>(deployment, current_version); }

Snapshot current(db::Tx& tx) {
    auto const version = find_version(tx);
    if (!version) return std::make_shared<Catalogue const>();
    // Each thread's own pointer first, so that threads do not queue for one lock.
    static thread_local Snapshot own;
    if (own && own->version() == *version) return own;
    static std::mutex mutex;
    static Snapshot shared;
    std::lock_guard const lock(mutex);
    if (!shared || shared->version() != *version) shared = read_all(tx, *version);
    return own = shared;
}

void touch(db::Tx& tx, Time real_now) {
    VersionRow const row{"current", new_uuid(), real_now};
    if (!tx.try_insert(deployment, row))
        tx.exec(deployment,
                "UPDATE catalog_versions SET version = $1, changed_at = $2 WHERE name = $3 AND {shared}",
                row.version, row.changed, row.name);
}

}  // namespace entrepot::catalog
