// Choosing a road and walking it: see customer_search_store.hpp.
#include "customers/customer_search_store.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace entrepot::customers {

namespace {

// What one page may cost at most: index rows looked at, and customers read for what the index does not tell.
constexpr int most_steps = 6000, most_facts = 256;
constexpr int sample = 64, counted = 4096;

struct Facts {
    AgreementState agreement = AgreementState::none;
    std::string country, domain;
    std::optional<std::string> registration_number, vat_number;
    static constexpr std::string_view schema_name = "CustomerFacts";
    static constexpr auto fields() {
        return Fields{field("agreement", &Facts::agreement, ""), field("country", &Facts::country, ""),
                      field("domain", &Facts::domain, ""),
                      field("registrationNumber", &Facts::registration_number, ""),
                      field("vatNumber", &Facts::vat_number, "")};
    }
};

// The range of ids that begin with these digits; nothing for what is no beginning of an id, or a short one.
struct IdRange {
    CustomerId first, last;
};
std::optional<IdRange> ids_from(std::string_view text) {
    std::string digits;
    for (char const c : lower_ascii(text)) {
        if (c == '-' || c == '{' || c == '}') continue;
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return std::nullopt;
        digits += c;
    }
    if (digits.size() < 8 || digits.size() > 32) return std::nullopt;
    auto const filled = [&](char with) {
        auto all = digits + std::string(32 - digits.size(), with);
        for (std::size_t const at : {8, 13, 18, 23}) all.insert(at, 1, '-');
        return CustomerId{Uuid::parse(all).value_or(Uuid{})};
    };
    return IdRange{filled('0'), filled('f')};
}

bool begins_a_word(std::string_view name_fold, std::string const& word) {
    for (auto at = name_fold.find(word); at != std::string_view::npos; at = name_fold.find(word, at + 1))
        if (at == 0 || name_fold[at - 1] == ' ') return true;
    return false;
}

// Of the words of a name that begin so, the first by order: there a walk along words shows the customer.
std::string_view first_word(std::string_view name_fold, std::string const& beginning) {
    std::string_view best;
    for (std::size_t at = 0; at < name_fold.size();) {
        auto const end = std::min(name_fold.find(' ', at), name_fold.size());
        auto const word = name_fold.substr(at, end - at);
        if (word.starts_with(beginning) && (best.empty() || word < best)) best = word;
        at = end + 1;
    }
    return best;
}

class Search {
public:
    Search(db::Tx& tx, Scope const& scope, Wanted const& wanted)
        : tx_(tx), scope_(scope), wide_(scope), wanted_(wanted) {
        // The reseller's own index is shorter than its provider's; whose row it is is looked at below.
        if (wanted.reseller && scope.kind() == Scope::Kind::partner)
            wide_ = Scope::reseller(*wanted.reseller);
        read_text();
        if (!wanted.nothing) make_plans();
    }

    Hits run(std::optional<Place> const& from, bool backwards, std::size_t limit) {
        if (plans_.empty()) return {};
        std::size_t road = 0;
        auto const& plan = from ? plan_of(*from, road) : choose();
        auto const& roads = plan.roads;
        if (!from && backwards) road = roads.size() - 1;
        auto at = from;
        Hits out;
        while (true) {
            bool const full = walk_road(plan, road, at, backwards, limit, out);
            if (full || road == (backwards ? 0 : roads.size() - 1)) return out;
            backwards ? --road : ++road;
            at.reset();
        }
    }

private:
    // `named`: along a filter's index, for those whose names have the words.
    enum class Kind : std::uint8_t { word, named, domain, number, id, whole };
    struct Way {
        Kind kind;
        std::size_t word = 0;  // which of the words it follows
        Road road;
    };
    struct Plan {
        std::string name;
        std::vector<Way> roads;
    };

    void read_text() {
        auto const& typed = wanted_.text;
        auto const begin = typed.find_first_not_of(" \t\r\n");
        if (begin == std::string::npos) return;
        auto const text = typed.substr(begin, typed.find_last_not_of(" \t\r\n") - begin + 1);
        has_text_ = true;
        words_ = fold_words(text);
        if (text.find(' ') == std::string::npos) domain_ = '@' + lower_ascii(text);
        auto const number = squeezed(text);
        if (number.size() >= 3 && number.find_first_of("0123456789") != std::string::npos)
            number_ = '#' + number;
        ids_ = ids_from(text);
    }

    static Road along(std::string const& beginning) {
        Road road;
        road.along = Road::Along::terms;
        road.terms.starts_with(beginning);
        return road;
    }

    // Each plan finds everything that is wanted; they differ in how much they look at.
    void make_plans() {
        if (has_text_) {
            for (std::size_t i = 0; i < words_.size(); ++i)
                add("w" + std::to_string(i), Way{Kind::word, i, along(words_[i])});
            if (words_.empty()) add("w", std::nullopt);
        } else if (wanted_.domain) {
            Road road;
            road.along = Road::Along::terms;
            road.terms = {'@' + wanted_.domain->from, '@' + wanted_.domain->before};
            plans_.push_back({"domain", {{Kind::whole, 0, road}}});
        }
        Road road;
        road.name = wanted_.name;
        if (wanted_.agreement && *wanted_.agreement != AgreementState::accepted) {
            road.along = Road::Along::agreement;
            road.agreement = *wanted_.agreement;
            add_filter("agreement", road);
        }
        if (!wanted_.country.empty() && wide_.kind() == Scope::Kind::partner) {
            road.along = Road::Along::country;
            road.country = wanted_.country;
            add_filter("country", road);
        }
        road.along = Road::Along::names;
        if (plans_.empty() && !has_text_) plans_.push_back({"names", {{Kind::whole, 0, road}}});
    }

    void add_filter(std::string name, Road const& road) {
        if (!has_text_) plans_.push_back({std::move(name), {{Kind::whole, 0, road}}});
        else if (!words_.empty()) add(std::move(name), Way{Kind::named, 0, road});
    }

    void add(std::string name, std::optional<Way> first) {
        Plan plan{std::move(name), {}};
        if (first) plan.roads.push_back(std::move(*first));
        if (!domain_.empty()) plan.roads.push_back({Kind::domain, 0, along(domain_)});
        if (!number_.empty()) plan.roads.push_back({Kind::number, 0, along(number_)});
        if (ids_) {
            Road road;
            road.along = Road::Along::ids;
            road.first_id = ids_->first;
            road.last_id = ids_->last;
            plan.roads.push_back({Kind::id, 0, road});
        }
        if (!plan.roads.empty()) plans_.push_back(std::move(plan));
    }

    Plan const& plan_of(Place const& from, std::size_t& road) const {
        auto const colon = from.road.find(':');
        for (auto const& plan : plans_) {
            if (plan.name != from.road.substr(0, colon)) continue;
            for (road = 0; road < plan.roads.size(); ++road)
                if (from.road == road_name(plan, road)) return plan;
        }
        throw Problem("bad_parameter", {{"value", "cursor"}}).at("cursor");
    }
    static std::string road_name(Plan const& plan, std::size_t road) {
        return plan.name + ':' + std::to_string(road);
    }

    // The rarest: the one that ends soonest, else the one of whose first rows most are wanted; where the rows
    // must be read to know, each costs as much as many that need not.
    Plan const& choose() {
        std::size_t best = 0;
        int most_wanted = -1;
        if (plans_.size() > 1) {
            for (std::size_t i = 0; i < plans_.size(); ++i) {
                auto const& way = plans_[i].roads.front();
                auto const rows = walk(tx_, wide_, way.road, std::nullopt, false, sample);
                steps_ += static_cast<int>(rows.size());
                if (rows.size() < static_cast<std::size_t>(sample)) return plans_[i];
                int hits = 0;
                for (auto const& row : rows) hits += is_wanted(way, row);
                if (!needs_facts(way)) hits *= 8;
                if (hits > most_wanted) best = i, most_wanted = hits;
            }
            if (most_wanted == 0) best = shortest();
            facts_read_ = 0;
        }
        return plans_[best];
    }

    bool needs_facts(Way const& way) const {
        auto const along = way.road.along;
        return (wanted_.domain && along != Road::Along::terms) ||
               (wanted_.agreement && along != Road::Along::agreement) ||
               (!wanted_.country.empty() && along != Road::Along::country);
    }

    std::size_t shortest() {
        std::size_t best = 0;
        std::int64_t least = counted + 1;
        for (std::size_t i = 0; i < plans_.size(); ++i) {
            auto const rows = count(tx_, wide_, plans_[i].roads.front().road, counted);
            if (rows < least) best = i, least = rows;
        }
        return best;
    }

    // True where the page is full or cost enough: the rest is named.
    bool walk_road(Plan const& plan, std::size_t number, std::optional<Place> at, bool backwards,
                   std::size_t limit, Hits& out) {
        auto const& way = plan.roads[number];
        auto const name = road_name(plan, number);
        for (int chunk = static_cast<int>(limit - out.rows.size()) + 8;; chunk = std::min(chunk * 2, 1000)) {
            auto const rows = walk(tx_, wide_, way.road, at, backwards, chunk);
            for (auto const& row : rows) {
                Place here{name, row.term, row.name_fold, row.id};
                // To a reseller of both its providers a customer is one, its two rows lie side by side.
                bool const again = !out.rows.empty() && out.rows.back().id == row.id;
                bool const hit = !again && is_wanted(way, row);
                if (hit && out.rows.size() == limit) {
                    out.rest = out.rows.back().place;
                    return true;
                }
                if (hit) out.rows.push_back({row.id, row.partner, here});
                if (++steps_ >= most_steps || facts_read_ >= most_facts) {
                    out.rest = std::move(here);
                    return true;
                }
                at = std::move(here);
            }
            if (rows.size() < static_cast<std::size_t>(chunk)) return false;
        }
    }

    bool is_wanted(Way const& way, Step const& row) {
        if (!is_in_scope(row) || !wanted_.name.holds(row.name_fold)) return false;
        if (wanted_.direct_only && row.reseller) return false;
        if (wanted_.reseller && row.reseller != wanted_.reseller) return false;
        if (wanted_.partner && row.partner != *wanted_.partner) return false;
        return fits_text(way, row) && fits_filters(way, row);
    }

    bool is_in_scope(Step const& row) const {
        if (scope_.kind() == Scope::Kind::partner) return row.partner == scope_.tenant();
        if (scope_.kind() == Scope::Kind::reseller) return row.reseller && *row.reseller == scope_.tenant();
        return scope_.kind() == Scope::Kind::everyone || row.id == scope_.tenant();
    }

    // A customer that several roads lead to is shown on the first of them.
    bool fits_text(Way const& way, Step const& row) {
        if (!has_text_) return true;
        bool const by_words = !words_.empty() && std::all_of(words_.begin(), words_.end(), [&](auto& word) {
            return begins_a_word(row.name_fold, word);
        });
        if (way.kind == Kind::word)
            return by_words && row.term == first_word(row.name_fold, words_[way.word]);
        if (way.kind == Kind::named) return by_words;
        if (way.kind == Kind::domain) return !by_words;
        if (by_words) return false;
        auto const& facts = facts_of(row);
        bool const by_domain = !domain_.empty() && ('@' + facts.domain).starts_with(domain_);
        if (way.kind == Kind::number) return !by_domain && row.term == number_of(facts);
        return !by_domain && number_of(facts).empty();
    }

    // The first of its numbers that begins as typed.
    std::string number_of(Facts const& facts) const {
        std::string best;
        for (auto const& number : {facts.registration_number, facts.vat_number}) {
            auto const term = '#' + squeezed(number.value_or(""));
            if (!number_.empty() && term.starts_with(number_) && (best.empty() || term < best)) best = term;
        }
        return best;
    }

    bool fits_filters(Way const& way, Step const& row) {
        auto const along = way.road.along;
        if (wanted_.domain && along != Road::Along::terms && !wanted_.domain->holds(facts_of(row).domain))
            return false;
        if (wanted_.agreement && along != Road::Along::agreement &&
            facts_of(row).agreement != *wanted_.agreement)
            return false;
        return wanted_.country.empty() || along == Road::Along::country ||
               facts_of(row).country == wanted_.country;
    }

    Facts const& facts_of(Step const& row) {
        if (known_ != row.id || known_partner_ != row.partner) {
            ++facts_read_;
            facts_ = tx_.find<Facts>(scope_,
                                     "SELECT {*} FROM customers WHERE partner_id = $1 AND customer_id = $2 "
                                     "AND {scope}",
                                     row.partner, row.id)
                         .value_or(Facts{});
            known_ = row.id;
            known_partner_ = row.partner;
        }
        return facts_;
    }

    db::Tx& tx_;
    Scope scope_, wide_;
    Wanted const& wanted_;
    bool has_text_ = false;
    std::vector<std::string> words_;
    std::string domain_, number_;  // as they stand among the terms
    std::optional<IdRange> ids_;
    std::vector<Plan> plans_;
    int steps_ = 0, facts_read_ = 0;
    CustomerId known_;
    Id<Tenant> known_partner_;
    Facts facts_;
};

}  // namespace

Hits search(db::Tx& tx, Scope const& scope, Wanted const& wanted, std::optional<Place> const& from,
            bool backwards, int limit) {
    return Search(tx, scope, wanted).run(from, backwards, static_cast<std::size_t>(limit));
}

}  // namespace entrepot::customers
