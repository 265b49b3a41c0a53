// May this be bought: the pure rules of a line, for carts, orders, onboarding and the catalogue's own "why
// not".
#pragma once

#include <initializer_list>
#include <unordered_map>

#include "base/problem.hpp"
#include "catalog/catalogue.hpp"

namespace entrepot::catalog {

// The integer that clients read in a cart line's error (wire.md 7, CartErrorCode).
enum class CartError : std::int32_t {
    currency = 10000,
    catalog_item = 10001,
    quota = 10002,
    participants = 10004,
    cannot_process = 10006,
    subscription = 10007,
    input = 10010,
    attestation = 10012,
    billing_plan = 10013,
    promotion = 10014
};

// Why a line cannot be bought: the code with its words as a Problem has them, the member of the line that is
// wrong (catalogItemId, quantity, termDuration, billingCycle, addonItems), and the error of a cart's line.
struct Refusal {
    std::string code;
    std::string member;
    CartError cart_error;
    Words words;
};

// No quantity beyond it is reckoned with: its price could not be told.
inline constexpr std::int64_t most_units = 1'000'000'000;
inline bool is_countable(std::int64_t quantity) { return quantity >= 0 && quantity <= most_units; }

// A subscription that counts against limits; `lives`: not deprovisioned; `active`: may carry an add-on.
struct Holding {
    std::string offer_id = {};
    bool lives = true;
    bool active = true;
};

// What a buyer has, counted by offer, so that a long list costs no more to ask than a short one.
class Holdings {
public:
    struct Count {
        std::int64_t ever = 0, living = 0, active = 0;
    };

    Holdings() = default;
    Holdings(std::initializer_list<Holding> list) {
        for (auto const& one : list) add(one);
    }

    void add(Holding const& one) {
        auto& count = counts_[one.offer_id];
        ++count.ever;
        count.living += one.lives;
        count.active += one.active;
    }
    Count of(std::string const& offer_id) const {
        auto const at = counts_.find(offer_id);
        return at == counts_.end() ? Count{} : at->second;
    }

private:
    std::unordered_map<std::string, Count> counts_;
};

struct Buyer {
    std::string country;  // capitals
    Currency currency;    // what the customer is billed in
    Qualification qualification = Qualification::none;
    Holdings holdings = {};            // lines of the same purchase are added as they pass
    Language language = Language::en;  // of the names in refusals
};

// A line as asked. Empty duration and unknown or none as cycle ask for the item's usual ones.
struct Ask {
    std::string item_id;  // product:sku:availability, or a classic offer's id; any casing
    std::int64_t quantity = 1;
    std::string duration = {};
    BillingCycle cycle = BillingCycle::unknown;
    std::string parent_offer =
        {};  // of an add-on: the base's offer, in the same purchase or held; empty: any held base
};

// A line that may be bought. Pointers live as long as the snapshot.
struct Line {
    Item const* item = nullptr;
    Term const* term = nullptr;
    std::int64_t quantity = 0;
    Money unit_price, total;  // for one billing period, before tax
};

// Every reason at once; the line where there is none.
struct Judgement {
    std::vector<Refusal> refusals;
    Line line;
    bool allowed() const { return refusals.empty(); }
};
Judgement judge(Catalogue const& catalogue, Ask const& ask, Buyer const& buyer, Time now);

// The parts of it. Where it is sold, to whom, and how many times (rules.md E5, E6, H1): 800070, 800086,
// 800089.
std::vector<Refusal> may_have(Item const& item, Buyer const& buyer);
// The part of it that depends on all that is bought together: no trial beside what it becomes.
std::vector<Refusal> may_try(Item const& item, Buyer const& buyer);
// 2002, with {name}, {min} and {max}.
std::vector<Refusal> fits_quantity(Item const& item, std::int64_t quantity, Language language = Language::en);
// An add-on without a base among what the customer holds or beside it: addon_needs_base, 800029 on the wire.
std::vector<Refusal> has_base(Catalogue const& catalogue, Item const& item, std::string_view parent_offer,
                              Buyer const& buyer);

// A country's name in words; its code where it is not known.
std::string country_name(std::string_view code, Language language);

// The currency that a customer is sold in: its own where the catalogue has prices in it, else its partner's.
Currency selling_currency(Catalogue const& catalogue, Currency customers, Currency partners);

}  // namespace entrepot::catalog
