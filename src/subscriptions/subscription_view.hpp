// The subscription as the wire shows it; also what a PATCH of it may change.
#pragma once

#include "base/act.hpp"
#include "base/etag.hpp"
#include "catalog/catalogue.hpp"
#include "subscriptions/subscription.hpp"
#include "subscriptions/window.hpp"

namespace entrepot::subscriptions {

enum class ContractType : std::uint8_t { subscription, product_key, redemption_code };
constexpr auto wire_names(ContractType) {
    using C = ContractType;
    return std::array{Wire{C::subscription, "subscription"}, Wire{C::product_key, "productKey"},
                      Wire{C::redemption_code, "redemptionCode"}};
}

struct RefundableSeats {
    std::int64_t quantity = 0;
    Time until;
    static constexpr std::string_view schema_name = "RefundableQuantityDetail";
    static constexpr auto fields() {
        return Fields{
            field("quantity", &RefundableSeats::quantity, "Seats."),
            field("allowedUntilDateTime", &RefundableSeats::until, "Until when they may be taken back.")};
    }
};
struct RefundableQuantity {
    std::int64_t total = 0;
    std::vector<RefundableSeats> details;
    static constexpr std::string_view schema_name = "RefundableQuantity";
    static constexpr auto fields() {
        return Fields{field("totalQuantity", &RefundableQuantity::total, "Seats that may be taken back now."),
                      field("details", &RefundableQuantity::details, "By purchase.")};
    }
};

struct NextTermProduct {
    std::string product_id, sku_id, availability_id, billing_cycle, term, promotion_id;
    static constexpr std::string_view schema_name = "ProductTerm";
    static constexpr auto fields() {
        using N = NextTermProduct;
        return Fields{
            field("productId", &N::product_id, "The product."),
            field("skuId", &N::sku_id, "The SKU."),
            field("availabilityId", &N::availability_id, "The availability.").or_default(),
            field("billingCycle", &N::billing_cycle, "How often it is billed.").or_default(),
            field("termDuration", &N::term, "How long.").or_default(),
            field("promotionId", &N::promotion_id, "A promotion.").or_default(),
        };
    }
};
struct NextTerm {
    NextTermProduct product;
    std::int64_t quantity = 0;
    std::optional<Time> ends;
    static constexpr std::string_view schema_name = "ScheduledNextTermInstructions";
    static constexpr auto fields() {
        return Fields{
            field("product", &NextTerm::product, "What the next term is of."),
            field("quantity", &NextTerm::quantity, "How many seats."),
            field("customTermEndDate", &NextTerm::ends, "When it ends.").or_default(),
        };
    }
};

struct Subscription {
    std::string order_id;
    ContractType contract_type = ContractType::subscription;
    Id<Subscription> id;
    std::string offer_id, offer_name;
    std::optional<std::string> friendly_name;
    std::optional<catalog::ItemKind> product_type;
    std::int64_t quantity = 0;
    std::string unit_type;
    std::optional<Id<Subscription>> parent;
    std::optional<std::string> consumption_type;
    Time created, started, commitment_ends, commitment_ends_too;
    std::optional<Time> cancellable_until, period_ends, period_ends_too;
    Status status = Status::none;
    bool auto_renew = false;
    catalog::Billing billing = catalog::Billing::license;
    BillingCycle billing_cycle = BillingCycle::unknown;
    bool has_add_ons = false, is_trial = false;
    std::vector<std::string> actions;
    std::string term, renewal_term;
    std::vector<RefundOption> refund_options;
    bool is_microsoft_product = false;
    std::string partner_id;
    std::vector<std::string> suspension_reasons;
    std::optional<std::string> publisher;
    RefundableQuantity refundable;
    std::optional<NextTerm> next_term;
    bool attention_needed = false, action_taken = false;
    Id<Tenant> customer;
    std::string country;
    std::int64_t version = 0;

    std::string etag() const { return version_etag(id, version); }
    void links(std::vector<Link>& out) const;

    static constexpr std::string_view schema_name = "Subscription";
    static constexpr std::string_view object_type = "Subscription";
    static constexpr auto fields() {
        using S = Subscription;
        return Fields{
            field("orderId", &S::order_id, "The order that made it.").read_only(),
            field("contractType", &S::contract_type, "What kind of contract it is.").read_only(),
            field("id", &S::id, "The subscription.").read_only(),
            field("offerId", &S::offer_id, "The offer or catalogue item, as it was ordered.").read_only(),
            field("offerName", &S::offer_name, "The offer's name.").read_only(),
            field("friendlyName", &S::friendly_name, "What people call it; null: as the offer.").at_most(256),
            field("productType", &S::product_type, "What kind of product it is of.").read_only(),
            field("quantity", &S::quantity, "Seats, within the offer's minimum and maximum.").or_default(),
            field("unitType", &S::unit_type, "What is counted.").read_only(),
            field("parentSubscriptionId", &S::parent, "The base of an add-on.").read_only(),
            field("consumptionType", &S::consumption_type, "Of usage.").read_only(),
            field("creationDate", &S::created, "When it was bought.").read_only(),
            field("effectiveStartDate", &S::started, "When its term began.").read_only(),
            field("commitmentEndDate", &S::commitment_ends, "When its term ends.").read_only(),
            field("commitmentEndDateTime", &S::commitment_ends_too, "The same instant.").read_only(),
            field("cancellationAllowedUntilDate", &S::cancellable_until,
                  "The end of its cancellation window.")
                .read_only(),
            field("billingCycleEndDate", &S::period_ends, "When its billing period ends.").read_only(),
            field("billingCycleEndDateTime", &S::period_ends_too, "The same instant.").read_only(),
            field("status", &S::status, "May be set to active, suspended or deleted.").or_default(),
            field("autoRenewEnabled", &S::auto_renew, "Whether its term is followed by another.")
                .or_default(),
            field("billingType", &S::billing, "By licence or by usage.").read_only(),
            field("billingCycle", &S::billing_cycle, "How often it is billed.").or_default(),
            field("hasPurchasableAddons", &S::has_add_ons, "Whether add-ons are sold for it.").read_only(),
            field("isTrial", &S::is_trial, "Whether it is a trial.").read_only(),
            field("actions", &S::actions, "What may be done with it.").read_only(),
            field("termDuration", &S::term, "P1M, P1Y, P3Y; empty: for ever.").or_default(),
            field("renewalTermDuration", &S::renewal_term, "The next term, where another was asked for.")
                .read_only(),
            field("refundOptions", &S::refund_options, "What a cancellation gives back, until when.")
                .read_only(),
            field("isMicrosoftProduct", &S::is_microsoft_product, "Whether Microsoft publishes it.")
                .read_only(),
            field("partnerId", &S::partner_id, "The MPN id of the reseller of record, or empty.")
                .or_default(),
            field("suspensionReasons", &S::suspension_reasons, "Why it is suspended.").read_only(),
            field("publisherName", &S::publisher, "Who makes it.").read_only(),
            field("refundableQuantity", &S::refundable, "Seats that may still be taken back.").read_only(),
            field("scheduledNextTermInstructions", &S::next_term, "What changes at the next term.")
                .or_default(),
            field("attentionNeeded", &S::attention_needed, "Whether somebody must act.").read_only(),
            field("actionTaken", &S::action_taken, "Whether somebody did.").read_only(),
            field("customerId", &S::customer, "Whose it is.").hidden(),
            field("country", &S::country, "Of the customer, for links.").hidden(),
            field("version", &S::version, "Counts its changes.").hidden(),
        };
    }
};

// Links to an item in the catalogue, by the form of its id.
void add_item_links(std::string const& item_id, std::string const& country, std::vector<Link>& out);

// What the customer calls it, or the offer's name in the reader's language; for an item that is no longer
// there, what the row remembers.
std::string friendly_name_of(Record const& record, catalog::Catalogue const& catalogue, Language language);

// `country` is the customer's; the offer's name is in the reader's language while the catalogue still has it.
Subscription show(Record const& record, catalog::Catalogue const& catalogue, std::string_view country,
                  Time now, Language language);

enum class ProvisioningStatus : std::uint8_t { none, success, pending, failed };
constexpr auto wire_names(ProvisioningStatus) {
    using P = ProvisioningStatus;
    return std::array{Wire{P::none, "none"}, Wire{P::success, "success"}, Wire{P::pending, "pending"},
                      Wire{P::failed, "failed"}};
}

struct Provisioning {
    Uuid sku;
    ProvisioningStatus status = ProvisioningStatus::success;
    std::int64_t quantity = 0;
    Time ends;

    static constexpr std::string_view schema_name = "SubscriptionProvisioningStatus";
    static constexpr std::string_view object_type = "SubscriptionProvisioningStatus";
    static constexpr auto fields() {
        return Fields{
            field("skuId", &Provisioning::sku, "The SKU that licences go by."),
            field("status", &Provisioning::status, "Whether its seats are there."),
            field("quantity", &Provisioning::quantity, "Seats."),
            field("endDate", &Provisioning::ends, "When its term ends."),
        };
    }
};
Provisioning provisioning_of(Record const& record, catalog::Catalogue const& catalogue);

}  // namespace entrepot::subscriptions
