// A story: what one customer goes through, request by request, each the same bytes whenever it is sent.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/uuid.hpp"

namespace entrepot::crash {

// What all stories of a run share, kept so that a later day's run sends the same bytes.
struct Plan {
    Uuid run;                       // the first half marks request ids
    std::string day, lines, items;  // of the agreement; what is bought, as onboardings and as carts write it
    std::int64_t quantity = 3;      // of each line
};
inline constexpr std::int64_t lines_of_purchase = 2;

enum class Deed : std::uint8_t { add, onboard, onboard_and_buy, make_cart, check_out, change_quantity };

// How often the log tells of it.
struct Effects {
    std::uint8_t customers = 0, agreements = 0, orders = 0, subscriptions = 0, changes = 0;
    bool operator==(Effects const&) const = default;
    bool none() const { return *this == Effects{}; }
};
// Nothing is missing and nothing is there twice. Lines may share an order.
bool is_whole(Deed deed, Effects const& effects);

struct Request {
    std::string method, target, body;
    std::vector<std::pair<std::string, std::string>> headers;
};

struct Step {
    std::uint64_t answer = 0;  // a digest of the first answer; 0: not acknowledged yet
    Effects seen;
};

class Story {
public:
    explicit Story(std::uint32_t number);

    std::uint32_t number() const { return number_; }
    bool is_over() const { return next_ == deeds_.size(); }
    // The step that is to be acknowledged next; those before it have been.
    std::size_t next() const { return next_; }
    std::vector<Deed> const& deeds() const { return deeds_; }
    std::vector<Step>& steps() { return steps_; }
    std::vector<Step> const& steps() const { return steps_; }

    Request request(Plan const& plan, std::size_t step) const;
    static int expected_status(Deed deed) { return deed == Deed::change_quantity ? 200 : 201; }
    // Takes the ids that later steps need from the answer; they are also what the journal keeps.
    std::vector<std::string> ids_in(std::string const& answer) const;
    void acknowledge(std::uint64_t answer, std::vector<std::string> const& ids);

    std::string domain() const;
    std::string const& customer() const { return customer_; }
    std::string const& cart() const { return cart_; }
    std::vector<std::string> const& subscriptions() const { return subscriptions_; }
    // Of a step that changes a quantity.
    std::size_t changed(std::size_t step) const { return changes_before(step) % lines_of_purchase; }
    std::int64_t quantity(Plan const& plan, std::size_t step) const;

private:
    std::size_t changes_before(std::size_t step) const;
    std::string new_customer(Plan const& plan) const;
    std::string onboarding(Plan const& plan, bool buys) const;

    std::uint32_t number_;
    std::size_t next_ = 0;
    std::vector<Deed> deeds_;
    std::vector<Step> steps_;
    std::string customer_, cart_;
    std::vector<std::string> subscriptions_;
};

// Each request carries where it belongs as its correlation id, which the log keeps.
std::optional<std::pair<std::uint32_t, std::size_t>> place_of(Plan const& plan, Uuid const& correlation);
// Never 0.
std::uint64_t digest(std::string const& text);

}  // namespace entrepot::crash
