// A cart: lines that are being chosen, each with what is wrong with it; the row, and the same on the wire.
#pragma once

#include "orders/order.hpp"

namespace entrepot::orders {

struct Cart;

enum class CartStatus : std::uint8_t { active, ordered };
constexpr auto wire_names(CartStatus) {
    return std::array{Wire{CartStatus::active, "Active"}, Wire{CartStatus::ordered, "Ordered"}};
}

enum class ParticipantKind : std::uint8_t {
    unknown,
    transaction_reseller,
    consumption_reseller,
    additional_transaction_reseller
};
constexpr auto wire_names(ParticipantKind) {
    using P = ParticipantKind;
    return std::array{Wire{P::unknown, "unknown"}, Wire{P::transaction_reseller, "transaction_reseller"},
                      Wire{P::consumption_reseller, "consumption_reseller"},
                      Wire{P::additional_transaction_reseller, "additional_transaction_reseller"}};
}

struct Participant {
    ParticipantKind key = ParticipantKind::unknown;
    std::string value;
    static constexpr std::string_view schema_name = "CartParticipant";
    static constexpr auto fields() {
        return Fields{field("key", &Participant::key, "In which part."),
                      field("value", &Participant::value, "The MPN id.").at_most(20)};
    }
};

struct LineError {
    int code = 0;
    std::string description;
    static constexpr std::string_view schema_name = "CartError";
    static constexpr auto fields() {
        return Fields{field("errorCode", &LineError::code, "A code of carts (wire.md 7)."),
                      field("errorDescription", &LineError::description, "In words.")};
    }
};

struct CartLine {
    int id = 0;
    std::string item_id;
    std::optional<std::string> friendly_name;
    std::int64_t quantity = 0;
    std::optional<std::string> currency;
    BillingCycle billing_cycle = BillingCycle::unknown;
    std::optional<std::string> term, promotion_id;
    std::vector<Participant> participants;
    std::map<std::string, std::string> provisioning_context;
    std::optional<std::string> order_group;
    std::vector<CartLine> add_ons;
    std::optional<RenewsTo> renews_to;
    std::optional<bool> attested;
    std::optional<LineError> error;

    static constexpr std::string_view schema_name = "CartLineItem";
    static constexpr auto fields() {
        using L = CartLine;
        return Fields{
            field("id", &L::id, "0, 1, … in the order of the lines.").or_default(),
            field("catalogItemId", &L::item_id, "product:sku:availability, or an offer's id.").at_most(200),
            field("friendlyName", &L::friendly_name, "What people will call it.").at_most(256),
            field("quantity", &L::quantity, "Units."),
            field("currencyCode", &L::currency, "Of its price.").read_only(),
            field("billingCycle", &L::billing_cycle, "How often it is billed; the item's usual one.")
                .or_default(),
            field("termDuration", &L::term, "P1M, P1Y, P3Y; absent: the item's usual one.").at_most(10),
            field("promotionId", &L::promotion_id, "A promotion.").at_most(100),
            field("participants", &L::participants, "The resellers on record.").at_most(10),
            field("provisioningContext", &L::provisioning_context, "parentSubscriptionId of an add-on."),
            field("orderGroup", &L::order_group, "Lines of one group become one order.").read_only(),
            field("addonItems", &L::add_ons, "Add-ons of this line.").at_most(50),
            field("renewsTo", &L::renews_to, "The next term, where it is another."),
            field("attestationAccepted", &L::attested, "That the partner on record was told."),
            field("error", &L::error, "What is wrong with the line.").read_only(),
        };
    }
};

struct Cart {
    Id<Cart> id;
    Time created, modified, expires;
    std::string modified_by;
    std::vector<CartLine> lines;
    CartStatus status = CartStatus::active;
    bool attested = false;
    Id<Tenant> customer, partner;
    std::optional<Id<Tenant>> reseller;

    void links(std::vector<Link>& out) const {
        out.push_back({"self", "/customers/" + customer.text() + "/carts/" + id.text()});
    }

    static constexpr std::string_view schema_name = "Cart";
    static constexpr std::string_view object_type = "Cart";
    static constexpr std::string_view table = "carts";
    static constexpr auto fields() {
        return Fields{
            field("id", &Cart::id, "The cart.").column("cart_id").read_only().key(),
            field("creationTimestamp", &Cart::created, "Business time.").column("created_at").read_only(),
            field("lastModifiedTimestamp", &Cart::modified, "Business time.")
                .column("modified_at")
                .read_only(),
            field("expirationTimestamp", &Cart::expires, "Until when it can be checked out.")
                .column("expires_at")
                .read_only(),
            field("lastModifiedUser", &Cart::modified_by, "Who changed it.")
                .column("modified_by")
                .read_only(),
            field("lineItems", &Cart::lines, "At least one.").column("lines").at_least(1).at_most(200),
            field("status", &Cart::status, "Active or Ordered.").read_only(),
            field("partnerOnRecordAttestationAccepted", &Cart::attested, "That partners on record were told.")
                .column("attested")
                .or_default(),
            field("customerId", &Cart::customer, "Whose it is.").hidden().key(),
            field("partnerId", &Cart::partner, "Who sells.").hidden(),
            field("resellerId", &Cart::reseller, "The reseller concerned.").hidden(),
        };
    }
};

inline constexpr minutes cart_life{15};
// One that waits for the customer's agreement is kept as long as a draft.
inline constexpr hours kept_cart_life{24 * 30};

struct OrderError {
    std::string group;
    int code = 0;
    std::string description;
    static constexpr std::string_view schema_name = "OrderError";
    static constexpr std::string_view object_type = "OrderError";
    static constexpr auto fields() {
        return Fields{field("orderGroupId", &OrderError::group, "The group that was not ordered."),
                      field("code", &OrderError::code, "Why."),
                      field("description", &OrderError::description, "In words.")};
    }
};
struct CheckoutResult {
    std::vector<Order> orders;
    std::vector<OrderError> errors;
    static constexpr std::string_view schema_name = "CartCheckoutResult";
    static constexpr std::string_view object_type = "CartCheckoutResult";
    static constexpr auto fields() {
        return Fields{field("orders", &CheckoutResult::orders, "What was ordered."),
                      field("orderErrors", &CheckoutResult::errors, "What was not.")};
    }
};

// Bases before their add-ons, depth first; the same order in which each_line() walks. too_many_items, thrown.
std::vector<Line> lines_of(Cart const& cart);
std::vector<Line> lines_of(Order const& form);  // 800071 for numbers out of range, thrown

// Walks a cart's lines in the order of lines_of.
template <class Do>
void each_line(std::vector<CartLine>& lines, Do&& act) {
    for (auto& line : lines) {
        act(line);
        each_line(line.add_ons, act);
    }
}

// 800065 for an ordered cart, cart_expired (800008) for one whose time is over; thrown.
void require_open(Cart const& cart, Time now);

}  // namespace entrepot::orders
