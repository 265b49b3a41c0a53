// An order: the row, and the same as the wire shows it.
#pragma once

#include "base/etag.hpp"
#include "orders/purchase.hpp"
#include "subscriptions/subscription_view.hpp"

namespace entrepot::orders {

enum class OrderStatus : std::uint8_t { unknown, completed, pending, cancelled };
constexpr auto wire_names(OrderStatus) {
    using O = OrderStatus;
    return std::array{Wire{O::unknown, "unknown"}, Wire{O::completed, "completed"},
                      Wire{O::pending, "pending"}, Wire{O::cancelled, "cancelled"}};
}

enum class LineTransaction : std::uint8_t {
    added,
    renew,
    add_quantity,
    remove_quantity,
    cancel,
    convert,
    credit
};
constexpr auto wire_names(LineTransaction) {
    using L = LineTransaction;
    return std::array{Wire{L::added, "New"},
                      Wire{L::renew, "Renew"},
                      Wire{L::add_quantity, "AddQuantity"},
                      Wire{L::remove_quantity, "RemoveQuantity"},
                      Wire{L::cancel, "Cancel"},
                      Wire{L::convert, "Convert"},
                      Wire{L::credit, "CustomerCredit"}};
}

// JSON numbers on the wire, as clients of the Partner Center read them; made from minor units when shown.
struct Pricing {
    double list = 0, discounted = 0, prorated = 0, price = 0, extended = 0;

    static constexpr std::string_view schema_name = "Pricing";
    static constexpr auto fields() {
        return Fields{
            field("listPrice", &Pricing::list, "One unit, one billing period."),
            field("discountedPrice", &Pricing::discounted, "After promotions."),
            field("proratedPrice", &Pricing::prorated, "One unit for the first period."),
            field("price", &Pricing::price, "What one unit is charged."),
            field("extendedPrice", &Pricing::extended, "What the line is charged."),
        };
    }
};

struct RenewsTo {
    std::string term;
    static constexpr std::string_view schema_name = "RenewsTo";
    static constexpr auto fields() {
        return Fields{field("termDuration", &RenewsTo::term, "P1M or P1Y.").or_default()};
    }
};

struct OrderLine {
    int number = 0;
    std::string offer_id;
    std::optional<Id<Subscription>> subscription, parent;
    std::optional<std::string> term;
    std::optional<RenewsTo> renews_to;
    LineTransaction transaction = LineTransaction::added;
    std::optional<std::string> promotion_id, friendly_name;
    std::int64_t quantity = 0;
    std::optional<Pricing> pricing;
    std::optional<std::string> partner_on_record;
    std::vector<std::string> additional_partners;
    std::map<std::string, std::string> provisioning_context;
    std::optional<bool> attested;
    std::int64_t unit_price_minor = 0, due_minor = 0;
    std::optional<Id<Tenant>> customer;
    std::optional<std::string> country;

    void links(std::vector<Link>& out) const;

    static constexpr std::string_view schema_name = "OrderLineItem";
    static constexpr std::string_view object_type = "OrderLineItem";
    static constexpr auto fields() {
        using L = OrderLine;
        return Fields{
            field("lineItemNumber", &L::number, "0, 1, … in the order of the lines."),
            field("offerId", &L::offer_id, "An offer's id, or product:sku:availability.").at_most(200),
            field("subscriptionId", &L::subscription, "What the line made.").read_only(),
            field("parentSubscriptionId", &L::parent, "Of an add-on: its base."),
            field("termDuration", &L::term, "P1M, P1Y, P3Y; absent: the offer's usual one.").at_most(10),
            field("renewsTo", &L::renews_to, "The next term, where it is another."),
            field("transactionType", &L::transaction, "What the line did.").read_only(),
            field("promotionId", &L::promotion_id, "A promotion.").at_most(100),
            field("friendlyName", &L::friendly_name, "What people will call it.").at_most(256),
            field("quantity", &L::quantity, "Units."),
            field("pricing", &L::pricing, "With include_price=true, for those who may see prices.")
                .read_only(),
            field("partnerIdOnRecord", &L::partner_on_record, "The MPN id of an indirect reseller.")
                .at_most(20),
            field("additionalPartnerIdsOnRecord", &L::additional_partners, "Further MPN ids.").at_most(10),
            field("provisioningContext", &L::provisioning_context, "parentSubscriptionId of an add-on."),
            field("attestationAccepted", &L::attested, "That the partner on record was told."),
            field("unitPriceMinor", &L::unit_price_minor, "One unit, one billing period.").hidden(),
            field("dueMinor", &L::due_minor, "The first period.").hidden(),
            field("customerId", &L::customer, "For links.").hidden(),
            field("country", &L::country, "For links.").hidden(),
        };
    }
};

struct Empty {
    bool nothing = false;
    static constexpr std::string_view schema_name = "Empty";
    static constexpr auto fields() { return Fields{field("nothing", &Empty::nothing, "").hidden()}; }
};

struct Order {
    Id<subscriptions::Order> id;
    std::string alternate_id;
    std::optional<std::string> reference_customer;
    BillingCycle billing_cycle = BillingCycle::unknown;
    Currency currency;
    std::string symbol;
    std::vector<OrderLine> lines;
    Time created;
    OrderStatus status = OrderStatus::completed;
    std::string transaction;
    std::optional<double> total;
    bool attested = false;
    Empty client;
    Id<Tenant> customer, partner;
    std::optional<Id<Tenant>> reseller;
    std::optional<Uuid> cart;
    std::int64_t total_minor = 0, version = 1;

    std::string etag() const { return version_etag(id, version); }
    void links(std::vector<Link>& out) const;

    static constexpr std::string_view schema_name = "Order";
    static constexpr std::string_view object_type = "Order";
    static constexpr std::string_view table = "orders";
    static constexpr auto fields() {
        return Fields{
            field("id", &Order::id, "The order.").column("order_id").read_only().key(),
            field("alternateId", &Order::alternate_id, "12 hexadecimal digits, or the id of classic orders.")
                .read_only(),
            field("referenceCustomerId", &Order::reference_customer, "The customer of the path.")
                .not_stored(),
            field("billingCycle", &Order::billing_cycle, "How often its lines are billed.").or_default(),
            field("currencyCode", &Order::currency, "Of its prices.").column("currency").read_only(),
            field("currencySymbol", &Order::symbol, "€, $, £, or the code.").computed(),
            field("lineItems", &Order::lines, "At least one.").column("lines").at_least(1).at_most(200),
            field("creationDate", &Order::created, "Business time.").column("created_at").read_only(),
            field("status", &Order::status, "Where it stands.").read_only(),
            field("transactionType", &Order::transaction, "UserPurchase.").computed(),
            field("totalPrice", &Order::total, "With include_price=true, for those who may see prices.")
                .computed(),
            field("partnerOnRecordAttestationAccepted", &Order::attested,
                  "That partners on record were told.")
                .column("attested")
                .or_default(),
            field("client", &Order::client, "Empty.").computed(),
            field("customerId", &Order::customer, "Whose it is.").hidden().key(),
            field("partnerId", &Order::partner, "Who sells.").hidden(),
            field("resellerId", &Order::reseller, "The reseller concerned.").hidden(),
            field("cartId", &Order::cart, "The cart it came from.").hidden(),
            field("totalMinor", &Order::total_minor, "The first period, before tax.").hidden(),
            field("version", &Order::version, "Counts its changes.").hidden(),
        };
    }
};

// Decorates a row for the wire; prices only where asked for and allowed.
Order show(Order order, std::string_view country, bool with_prices);
// Sorts the allowed lines of a plan into orders; ids are new, and given to the plan's subscriptions.
std::vector<Order> orders_of(Plan& plan, std::optional<Uuid> cart, bool attested);

enum class LineStatus : std::uint8_t { fulfilled, unfulfilled, prefulfillment_pending };
constexpr auto wire_names(LineStatus) {
    using L = LineStatus;
    return std::array{Wire{L::fulfilled, "fulfilled"}, Wire{L::unfulfilled, "unfulfilled"},
                      Wire{L::prefulfillment_pending, "prefulfillmentPending"}};
}
struct QuantityStatus {
    std::int64_t quantity = 0;
    LineStatus status = LineStatus::fulfilled;
    static constexpr std::string_view schema_name = "QuantityProvisioningStatus";
    static constexpr auto fields() {
        return Fields{field("quantity", &QuantityStatus::quantity, "Units."),
                      field("status", &QuantityStatus::status, "Whether they are there.")};
    }
};
struct LineProvisioning {
    int number = 0;
    LineStatus status = LineStatus::fulfilled;
    std::vector<QuantityStatus> quantities;
    static constexpr std::string_view schema_name = "OrderLineItemProvisioningStatus";
    static constexpr auto fields() {
        return Fields{
            field("lineItemNumber", &LineProvisioning::number, "The line."),
            field("status", &LineProvisioning::status, "Whether it is done."),
            field("quantityProvisioningInformation", &LineProvisioning::quantities, "By quantity.")};
    }
};
std::vector<LineProvisioning> provisioning_of(Order const& order);

}  // namespace entrepot::orders
