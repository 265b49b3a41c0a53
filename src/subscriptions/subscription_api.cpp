// Subscriptions over the API: list, read, and the PATCH that carries every change.
#include "api/etag.hpp"
#include "base/fold.hpp"
#include "catalog/catalogue_store.hpp"
#include "customers/customer_store.hpp"
#include "subscriptions/change_flow.hpp"
#include "subscriptions/credit_flow.hpp"
#include "subscriptions/routes.hpp"
#include "subscriptions/subscription_view.hpp"

namespace entrepot::subscriptions {

namespace {

struct ListParameters {
    std::optional<std::string> order, mpn;
    static constexpr std::string_view schema_name = "SubscriptionListParameters";
    static constexpr auto fields() {
        return Fields{field("order_id", &ListParameters::order, "Only those that this order made."),
                      field("mpn_id", &ListParameters::mpn, "Only those with this reseller on record.")};
    }
};

// Both spellings of an order's id: the GUID and the 12 digits of alternateId.
bool is_of_order(Record const& record, std::string_view asked) {
    auto const text = record.order.text();
    return equal_ignoring_case(text, asked) ||
           (asked.size() == 12 && equal_ignoring_case(text.substr(text.size() - 12), asked));
}

api::Collection<Subscription> shown(api::Context& context, customers::Customer const& customer,
                                    std::vector<Record> const& records) {
    auto const catalogue = catalog::current(context.tx);
    api::Collection<Subscription> out;
    for (auto const& record : records)
        out.items.push_back(show(record, *catalogue, customer.country, context.now(), context.act.language));
    return out;
}

api::Collection<Subscription> list_all(api::Context& context, Id<Tenant> const& customer_id,
                                       api::Query<ListParameters> const& asked) {
    auto const customer = customers::get(context.tx, context.scope(), customer_id);
    auto records = list(context.tx, context.scope(), customer_id);
    if (asked.order)
        std::erase_if(records, [&](Record const& one) { return !is_of_order(one, *asked.order); });
    if (asked.mpn)
        std::erase_if(records, [&](Record const& one) { return one.partner_on_record != *asked.mpn; });
    return shown(context, customer, records);
}

Subscription view(api::Context& context, Id<Tenant> const& customer_id, Id<Subscription> const& id) {
    auto const customer = customers::get(context.tx, context.scope(), customer_id);
    auto const record = get(context.tx, context.scope(), customer_id, id);
    return show(record, *catalog::current(context.tx), customer.country, context.now(), context.act.language);
}

api::Collection<Subscription> list_add_ons(api::Context& context, Id<Tenant> const& customer_id,
                                           Id<Subscription> const& id) {
    auto const customer = customers::get(context.tx, context.scope(), customer_id);
    get(context.tx, context.scope(), customer_id, id);
    return shown(context, customer, add_ons_of(context.tx, context.scope(), customer_id, id));
}

Provisioning provisioning(api::Context& context, Id<Tenant> const& customer_id, Id<Subscription> const& id) {
    return provisioning_of(get(context.tx, context.scope(), customer_id, id), *catalog::current(context.tx));
}

// A nickname that is the offer's name in either language is no nickname.
std::optional<std::string> asked_name(json::Patch<Subscription> const& patch, Record const& record,
                                      catalog::Catalogue const& catalogue) {
    if (!patch.has(&Subscription::friendly_name)) return std::nullopt;
    auto name = patch.value.friendly_name.value_or("");
    auto const* item = catalogue.find(record.item_id);
    if (name == record.offer_name || (item && (name == item->name.en || name == item->name.fr))) name.clear();
    if (name == record.friendly_name) return std::nullopt;
    return name;
}

// A member that was given a value, not null; SDKs send null for what they do not set.
template <class M>
bool gives(json::Patch<Subscription> const& patch, M Subscription::*member) {
    return patch.has(member) && !patch.clears(member);
}

Ask ask_of(json::Patch<Subscription> const& patch, Record const& record,
           catalog::Catalogue const& catalogue) {
    auto const& asked = patch.value;
    Ask out;
    if (gives(patch, &Subscription::quantity) && asked.quantity != record.quantity)
        out.quantity = asked.quantity;
    if (gives(patch, &Subscription::status) && asked.status != Status::none && asked.status != record.status)
        out.status = asked.status;
    if (gives(patch, &Subscription::auto_renew) && asked.auto_renew != record.auto_renew)
        out.auto_renew = asked.auto_renew;
    out.friendly_name = asked_name(patch, record, catalogue);
    out.billing_cycle =
        gives(patch, &Subscription::billing_cycle) && asked.billing_cycle != record.billing_cycle &&
        asked.billing_cycle != BillingCycle::unknown && asked.billing_cycle != BillingCycle::none;
    out.term = gives(patch, &Subscription::term) && !equal_ignoring_case(asked.term, record.term);
    out.partner = gives(patch, &Subscription::partner_id) && asked.partner_id != record.partner_on_record;
    out.next_term = gives(patch, &Subscription::next_term);
    return out;
}

Subscription update_one(api::Context& context, Id<Tenant> const& customer_id, Id<Subscription> const& id,
                        json::Patch<Subscription> const& patch) {
    auto const customer = customers::get(context.tx, context.scope(), customer_id);
    auto const before = get(context.tx, context.scope(), customer_id, id);
    api::require_current(context, patch.given, version_etag(before.id, before.version));
    auto const catalogue = catalog::current(context.tx);
    auto const ask = ask_of(patch, before, *catalogue);
    for (auto const one : acts_of(ask)) context.require(permission_for(one));
    if (ask.empty()) return show(before, *catalogue, customer.country, context.now(), context.act.language);
    if (ask.quantity && *ask.quantity > before.quantity && customer.status != customers::Status::active)
        throw Problem(customer.status == customers::Status::refused ? "800075" : "800074");  // C14
    auto const around = surroundings_of(context.tx, context.act, before, ask);
    auto const made = change(before, ask, around, context.now());
    require_credit(context.tx, context.act, before, made.after);
    save(context.tx, context.act, before, ask, around, made);
    return show(made.after, *catalogue, customer.country, context.now(), context.act.language);
}

}  // namespace

void add_subscription_routes(api::Router& router) {
    router.get("/v1/customers/{customer}/subscriptions", list_all)
        .allow(Permission::see_subscriptions)
        .summary("A customer's subscriptions, all or of one order or reseller");
    router.get("/v1/customers/{customer}/subscriptions/{subscription}", view)
        .allow(Permission::see_subscriptions)
        .summary("A subscription");
    router.get("/v1/customers/{customer}/subscriptions/{subscription}/addons", list_add_ons)
        .allow(Permission::see_subscriptions)
        .summary("The add-ons of a subscription");
    router.get("/v1/customers/{customer}/subscriptions/{subscription}/provisioningstatus", provisioning)
        .allow(Permission::see_subscriptions)
        .summary("Whether a subscription's seats are there");
    router.patch("/v1/customers/{customer}/subscriptions/{subscription}", update_one)
        .allow_any(Permission::change_subscription,
                   {Permission::suspend_subscription, Permission::cancel_subscription})
        .summary("Change seats, status, name or renewal of a subscription; only what differs counts");
}

}  // namespace entrepot::subscriptions
