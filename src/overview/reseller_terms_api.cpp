// A reseller's terms with a provider, with what its customers' subscriptions come to under them.
#include "access/account_store.hpp"
#include "access/caller_name_store.hpp"
#include "api/etag.hpp"
#include "events/event.hpp"
#include "overview/routes.hpp"
#include "partners/partnership_store.hpp"
#include "partners/reseller_terms_store.hpp"
#include "subscriptions/subscription_tally_store.hpp"

namespace entrepot::overview {

namespace {

using partners::ResellerTerms;

struct TermsView {
    Id<Tenant> id;
    std::string name, margin;
    std::optional<Money> credit_limit;
    Currency currency;
    std::optional<Time> changed;
    std::optional<std::string> changed_by;
    std::int64_t subscriptions = 0, licenses = 0;
    Money at_list, margin_amount, exposure;
    std::optional<Money> left;
    std::string tag;

    std::string etag() const { return tag; }
    static constexpr std::string_view schema_name = "ResellerTerms";
    static constexpr std::string_view object_type = "ResellerTerms";
    static constexpr auto fields() {
        using V = TermsView;
        return Fields{
            field("id", &V::id, "The other partner's tenant."),
            field("name", &V::name, "Its legal name."),
            field("margin", &V::margin, "Percent off the list price, two decimals: 12.50."),
            field("creditLimit", &V::credit_limit, "What the reseller may owe; absent: no limit."),
            field("currency", &V::currency, "Of every amount: the provider's."),
            field("changedAt", &V::changed, "Business time; absent: never set, a margin of nothing."),
            field("changedBy", &V::changed_by, "Who set them.").for_audience(Audience::partner),
            field("subscriptions", &V::subscriptions, "Active ones through the reseller."),
            field("licenses", &V::licenses, "Of active ones."),
            field("atList", &V::at_list, "What recurs by the month, before tax, at list prices."),
            field("marginAmount", &V::margin_amount, "The margin of that."),
            field("exposure", &V::exposure,
                  "The rest, which is what the reseller pays by the month: held against the limit."),
            field("left", &V::left, "Of the limit; below zero where it is exceeded."),
            field("tag", &V::tag, "").hidden(),
        };
    }
};

struct TermsForm {
    std::string margin;
    std::optional<Money> credit_limit;
    static constexpr std::string_view schema_name = "ResellerTermsForm";
    static constexpr auto fields() {
        return Fields{
            field("margin", &TermsForm::margin, "Percent off the list price: 0 to 100, two decimals at most.")
                .at_most(10),
            field("creditLimit", &TermsForm::credit_limit,
                  "What the reseller may owe, in the caller's currency; absent: no limit."),
        };
    }
};

struct Set {
    std::string margin;
    std::optional<Money> credit_limit;
    static constexpr std::string_view schema_name = "ResellerTermsSet";
    static constexpr auto fields() {
        return Fields{field("margin", &Set::margin, "In percent."),
                      field("creditLimit", &Set::credit_limit, "Absent: none.")};
    }
};
struct Change {
    Set before, after;
    static constexpr std::string_view schema_name = "ResellerTermsChange";
    static constexpr auto fields() {
        return Fields{field("before", &Change::before, "As they were."),
                      field("after", &Change::after, "As they are.")};
    }
};

Set set_of(ResellerTerms const& terms) {
    auto const credit = terms.credit();
    return {partners::margin_text(terms.margin_points), credit ? std::optional(credit->limit) : std::nullopt};
}

// Those that stand; usual ones, of no margin and no limit, where nothing was ever set. 1000 for who has no
// partnership with the caller.
ResellerTerms terms_of(api::Context& context, Id<Tenant> provider, Id<Tenant> reseller) {
    if (!partners::find_partnership(context.tx, provider, reseller)) throw Problem("1000");
    if (auto found = partners::find_terms(context.tx, provider, reseller)) return *std::move(found);
    ResellerTerms out;
    out.partner = provider;
    out.reseller = reseller;
    out.currency = access::get_tenant(context.tx, provider).currency;
    return out;
}

TermsView shown(api::Context& context, ResellerTerms const& terms, Id<Tenant> other) {
    auto const sold = subscriptions::figures_through(context.tx, terms.partner, terms.reseller);
    auto const set = set_of(terms);
    TermsView out;
    out.id = other;
    out.name = access::get_tenant(context.tx, other).name;
    out.margin = set.margin;
    out.credit_limit = set.credit_limit;
    out.currency = terms.currency;
    if (terms.version > 0) out.changed = terms.changed, out.changed_by = terms.changed_by;
    out.subscriptions = sold.subscriptions;
    out.licenses = sold.licenses;
    out.at_list = {sold.monthly_minor, terms.currency};
    out.margin_amount = partners::margin_of(out.at_list, terms.margin_points);
    out.exposure = partners::own_price(out.at_list, terms.margin_points);
    if (set.credit_limit) out.left = *set.credit_limit - out.exposure;
    out.tag = version_etag(terms.reseller, terms.version);
    return out;
}

TermsView of_reseller(api::Context& context, Id<Tenant> const& reseller) {
    return shown(context, terms_of(context, context.caller().tenant, reseller), reseller);
}

TermsView of_provider(api::Context& context, Id<Tenant> const& provider) {
    return shown(context, terms_of(context, provider, context.caller().tenant), provider);
}

void take_over(TermsForm const& form, ResellerTerms& terms) {
    Problems problems;
    auto const margin = partners::parse_margin(form.margin);
    if (!margin) problems.add("margin", "margin_malformed");
    auto const& limit = form.credit_limit;
    if (limit && limit->currency != terms.currency)
        problems.add("creditLimit", "limit_currency", {{"currency", std::string(terms.currency.code())}});
    else if (limit && limit->minor < 0) problems.add("creditLimit", "limit_negative");
    problems.raise();
    terms.margin_points = *margin;
    terms.credit_limit_minor = limit ? std::optional(limit->minor) : std::nullopt;
}

TermsView set(api::Context& context, Id<Tenant> const& reseller, TermsForm const& form) {
    auto const before = terms_of(context, context.caller().tenant, reseller);
    api::require_current(context, {}, version_etag(reseller, before.version));
    auto after = before;
    take_over(form, after);
    after.changed = context.now();
    after.changed_by = access::name_of_caller(context.tx, context.caller());
    after.version = before.version + 1;
    partners::save_terms(context.tx, after);
    events::append(context.tx, context.act, {after.partner, after.reseller, std::nullopt},
                   "reseller_terms_set", reseller, Change{set_of(before), set_of(after)});
    return shown(context, after, reseller);
}

}  // namespace

void add_reseller_terms_routes(api::Router& router) {
    router.get("/ext/v1/resellers/{reseller}/terms", of_reseller)
        .allow(Permission::see_margins)
        .summary("A reseller's margin and credit limit, and what it pays by the month");
    router.put("/ext/v1/resellers/{reseller}/terms", set)
        .allow(Permission::set_terms)
        .summary("Set a reseller's margin and credit limit");
    router.get("/ext/v1/providers/{provider}/terms", of_provider)
        .allow(Permission::see_margins)
        .summary("The caller's own terms with a provider");
}

}  // namespace entrepot::overview
