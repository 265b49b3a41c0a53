// One customer's page, put together from every room that knows something of it.
#include "overview/customer_page.hpp"

#include "access/account_store.hpp"
#include "agreements/agreement_store.hpp"
#include "api/verdict.hpp"
#include "catalog/catalogue_store.hpp"
#include "customers/customer_store.hpp"
#include "onboarding/secret_link.hpp"
#include "overview/routes.hpp"
#include "partners/profile_store.hpp"
#include "partners/reseller_terms_store.hpp"
#include "subscriptions/commitment.hpp"
#include "subscriptions/subscription_store.hpp"

namespace entrepot::overview {

namespace {

// As the list of subscriptions names it: its nickname, or the offer in the reader's language.
std::string name_of(subscriptions::Record const& record, catalog::Catalogue const& catalogue,
                    Language language) {
    if (!record.friendly_name.empty()) return record.friendly_name;
    auto const* item = catalogue.find(record.item_id);
    return item ? item->name.in(language) : record.offer_name;
}

std::optional<NextEvent> next_event(api::Context& context,
                                    std::vector<subscriptions::Record> const& records) {
    std::optional<NextEvent> next;
    subscriptions::Record const* whose = nullptr;
    auto const consider = [&](std::string kind, std::optional<Time> at, subscriptions::Record const& record) {
        if (!at || *at <= context.now() || *at >= no_end || (next && next->at <= *at)) return;
        next = NextEvent{std::move(kind), *at, record.id, {}};
        whose = &record;
    };
    for (auto const& record : records) {
        if (!subscriptions::is_alive(record)) continue;
        consider("cancellation_window_ends", record.cancellable_until, record);
        consider("renewal", record.commitment_ends, record);
    }
    if (next) next->name = name_of(*whose, *catalog::current(context.tx), context.act.language);
    return next;
}

AgreementView agreement_view(api::Context& context, customers::Customer const& customer) {
    AgreementView out;
    out.state = customer.agreement;
    bool const may_see = context.may(Permission::see_agreements);
    auto const latest = may_see ? agreements::latest(context.tx, context.scope(), customer) : std::nullopt;
    if (!latest) return out;
    // Who signed is for those who look after agreements (portal-map.md 3).
    if (context.may(Permission::see_evidence)) out.signatory = latest->signatory;
    out.agreed = latest->agreed;
    out.attested_at = latest->created;
    out.attested_by = latest->attested_by;
    out.version = latest->version;
    out.template_id = latest->template_id;
    return out;
}

// A role's reasons first; then what stands in the customer's own way.
std::string actions(api::Context& context, customers::Customer const& customer) {
    std::string out;
    auto judged = customer;
    if (!context.act.needs_agreement()) judged.agreement = customers::AgreementState::accepted;
    auto const state = customers::standing(judged);
    for (auto const permission :
         {Permission::add_subscription, Permission::change_subscription, Permission::attest_agreement,
          Permission::reissue_credentials, Permission::edit_customer, Permission::set_qualification,
          Permission::remove_relationship}) {
        auto const verdict = context.verdict(permission, state);
        out += (out.empty() ? "{\"" : ",\"") + json::word(permission) +
               "\":" + api::verdict_json(verdict, context.act.language);
    }
    return out + '}';
}

std::vector<ResellerView> resellers_of(api::Context& context, customers::Customer const& customer,
                                       std::vector<subscriptions::Record> const& records) {
    std::vector<Id<Tenant>> ids;
    auto const add = [&](std::optional<Id<Tenant>> const& id) {
        if (id && std::find(ids.begin(), ids.end(), *id) == ids.end()) ids.push_back(*id);
    };
    add(customer.reseller);
    for (auto const& record : records) add(record.reseller);
    std::vector<ResellerView> out;
    for (auto const& id : ids) {
        auto const tenant = access::get_tenant(context.tx, id);
        // Resellers know each other by name alone (portal-map.md 3).
        bool const told = context.caller().audience() != Audience::reseller || id == context.caller().tenant;
        out.push_back(
            {told ? std::optional(id) : std::nullopt, tenant.name, told ? tenant.mpn_id : std::nullopt});
    }
    return out;
}

// A reseller pays its provider's list less its margin.
std::optional<ExposureView> exposure(api::Context& context, customers::Customer const& customer,
                                     std::vector<subscriptions::Record> const& records) {
    auto const& caller = context.caller();
    if (!context.may(Permission::see_margins)) return std::nullopt;
    auto const sum = subscriptions::commitment_of(records, customer.currency, context.now());
    auto const terms = caller.kind == TenantKind::indirect_reseller
                           ? partners::find_terms(context.tx, customer.partner, caller.tenant)
                           : std::nullopt;
    auto const points = terms ? terms->margin_points : 0;
    return ExposureView{partners::own_price(sum.monthly, points), partners::own_price(sum.remaining, points),
                        sum.until};
}

SupportView support(api::Context& context, customers::Customer const& customer) {
    auto const id = customer.reseller.value_or(customer.partner);
    auto const profile = partners::get_support(context.tx, id);
    return {access::get_tenant(context.tx, id).name, profile.email, profile.telephone, profile.website};
}

CustomerPage view(api::Context& context, customers::CustomerId const& id) {
    return customer_page(context, id);
}

}  // namespace

CustomerPage customer_page(api::Context& context, customers::CustomerId id) {
    auto const customer = customers::get(context.tx, context.scope(), id);
    auto const records = subscriptions::list(context.tx, context.scope(), id);
    CustomerPage out;
    out.id = customer.id;
    out.name = customer.name;
    out.domain = customer.domain;
    out.commerce_id = customer.commerce_id;
    out.country = customer.country;
    out.created = customer.created;
    out.status = customer.status;
    out.delegated = customer.delegated;
    out.resellers = resellers_of(context, customer, records);
    if (customer.reseller && out.resellers.front().id)
        out.reseller = Named{*customer.reseller, out.resellers.front().name};
    out.other_partners = customers::other_partners(context.tx, customer.id, customer.partner);
    out.agreement = agreement_view(context, customer);
    out.profile = customer.billing;
    out.registration_number = customer.registration_number;
    out.vat_number = customer.vat_number;
    out.qualification = customer.qualification;
    auto const figures = subscriptions::figures(context.tx, context.scope(), id);
    out.figures = {figures.subscriptions, figures.licenses, {}};
    if (context.may(Permission::see_prices))
        out.figures.monthly = Money{figures.monthly_minor, customer.currency};
    out.exposure = exposure(context, customer, records);
    out.support = support(context, customer);
    out.next = next_event(context, records);
    for (auto& one : customers::overrides_of(context.tx, customer.partner, customer.id))
        out.address_override = std::move(one);
    out.admin_user_name = customer.admin_user_name;
    out.credentials = {onboarding::link_status(context.tx, context.scope(), id, context.act.real_now)};
    out.actions.text = actions(context, customer);
    return out;
}

void add_customer_page_routes(api::Router& router) {
    router.get("/ext/v1/customers/{customer}", view)
        .allow(Permission::see_customers)
        .summary("A customer's page, with what may be done and why not");
}

}  // namespace entrepot::overview
