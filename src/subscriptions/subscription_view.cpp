// A subscription's row made into what the wire shows: see subscription_view.hpp.
#include "subscriptions/subscription_view.hpp"

namespace entrepot::subscriptions {

namespace {

RefundableQuantity refundable_of(Record const& record, Time now) {
    RefundableQuantity out;
    std::int64_t added = 0;
    for (auto const& addition : record.additions) {
        added += addition.quantity;
        if (addition.cancellable_until > now)
            out.details.push_back({addition.quantity, addition.cancellable_until});
    }
    if (record.cancellable_until && *record.cancellable_until > now && record.quantity > added)
        out.details.insert(out.details.begin(), {record.quantity - added, *record.cancellable_until});
    for (auto const& one : out.details) out.total += one.quantity;
    return out;
}

// What the catalogue knows of it; for an item that is no longer there, what the row remembers.
void show_item(Subscription& out, Record const& record, catalog::Catalogue const& catalogue,
               Language language) {
    auto const* item = catalogue.find(record.item_id);
    out.offer_name = item ? item->name.in(language) : record.offer_name;
    out.unit_type = record.family == Family::usage ? "Usage-based" : "Licenses";
    if (!item) return;
    if (!item->unit_type.empty()) out.unit_type = item->unit_type;
    out.product_type = item->kind;
    out.publisher = item->publisher;
    out.is_microsoft_product = item->publisher == "Microsoft Corporation";
    out.has_add_ons = !catalogue.add_ons_of(*item).empty();
}

}  // namespace

std::string friendly_name_of(Record const& record, catalog::Catalogue const& catalogue, Language language) {
    if (!record.friendly_name.empty()) return record.friendly_name;
    auto const* item = catalogue.find(record.item_id);
    return item ? item->name.in(language) : record.offer_name;
}

Subscription show(Record const& record, catalog::Catalogue const& catalogue, std::string_view country,
                  Time now, Language language) {
    Subscription out;
    show_item(out, record, catalogue, language);
    out.order_id = record.order.text();
    out.id = record.id;
    out.offer_id = record.item_id;
    out.friendly_name = friendly_name_of(record, catalogue, language);
    out.quantity = record.quantity;
    out.parent = record.parent;
    out.created = record.created;
    out.started = record.started;
    out.commitment_ends = out.commitment_ends_too = record.commitment_ends;
    out.cancellable_until = record.cancellable_until;
    out.period_ends = out.period_ends_too = billing_period_end(record, now);
    out.status = record.status;
    out.auto_renew = record.auto_renew;
    out.billing = record.family == Family::usage ? catalog::Billing::usage : catalog::Billing::license;
    out.billing_cycle = record.billing_cycle;
    out.is_trial = record.is_trial;
    out.term = record.term;
    out.renewal_term = record.renewal_term;
    out.partner_id = record.partner_on_record;
    out.suspension_reasons = record.suspension_reasons;
    out.customer = record.customer;
    out.country = country;
    out.version = record.version;
    if (!is_alive(record)) return out;
    out.actions = {"Edit", "Cancel"};
    out.refundable = refundable_of(record, now);
    if (!record.is_trial) out.refund_options = refund_options(record.family, record.started, now);
    return out;
}

void add_item_links(std::string const& item_id, std::string const& country, std::vector<Link>& out) {
    auto const at = "?country=" + country;
    auto const first = item_id.find(':'), second = item_id.find(':', first + 1);
    if (second == std::string::npos) return out.push_back({"offer", "/offers/" + item_id + at});
    auto const product = "/products/" + item_id.substr(0, first);
    auto const sku = product + "/skus/" + item_id.substr(first + 1, second - first - 1);
    out.push_back({"product", product + at});
    out.push_back({"sku", sku + at});
    out.push_back({"availability", sku + "/availabilities/" + item_id.substr(second + 1) + at});
}

void Subscription::links(std::vector<Link>& out) const {
    auto const of_customer = "/customers/" + customer.text() + "/subscriptions/";
    add_item_links(offer_id, country, out);
    if (parent) out.push_back({"parentSubscription", of_customer + parent->text()});
    out.push_back({"self", of_customer + id.text()});
}

Provisioning provisioning_of(Record const& record, catalog::Catalogue const& catalogue) {
    Provisioning out;
    // .NET reads a GUID here: the classic offer's id stands for the SKU.
    if (auto const* item = catalogue.find(record.item_id))
        out.sku = Uuid::parse(item->offer_id).value_or(Uuid{});
    if (!is_alive(record)) out.status = ProvisioningStatus::none;
    out.quantity = record.quantity;
    out.ends = record.commitment_ends;
    return out;
}

}  // namespace entrepot::subscriptions
