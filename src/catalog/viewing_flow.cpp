// Who looks at the catalogue: see viewing_flow.hpp.
#include "catalog/viewing_flow.hpp"

#include "access/account_store.hpp"
#include "base/fold.hpp"
#include "customers/country.hpp"
#include "customers/customer_store.hpp"
#include "partners/partnership_store.hpp"
#include "partners/reseller_terms_store.hpp"

namespace entrepot::catalog {

Viewing view_market(db::Tx& tx, Act const& act, Catalogue const& catalogue, std::string_view country) {
    auto const tenant = access::get_tenant(tx, act.caller.tenant);
    auto const* found = customers::find_country(country.empty() ? std::string_view(tenant.country) : country);
    if (!found) throw Problem("country_unknown", {{"country", cut(country, 100)}}).at("country");
    Viewing out;
    out.language = out.buyer.language = act.language;
    out.buyer.country = found->code;
    auto const currency = Currency::parse(found->currency).value_or(tenant.currency);
    out.buyer.currency = selling_currency(catalogue, currency, tenant.currency);
    return out;
}

Viewing view_customer(db::Tx& tx, Act const& act, Catalogue const& catalogue, Id<Tenant> id) {
    auto const customer = customers::get(tx, act.scope(), id);
    Viewing out;
    out.language = out.buyer.language = act.language;
    out.customer = id;
    out.buyer.country = customer.country;
    out.buyer.qualification = customer.qualification;
    out.buyer.currency =
        selling_currency(catalogue, customer.currency, access::get_tenant(tx, customer.partner).currency);
    return out;
}

std::optional<Id<Tenant>> view_own_prices(db::Tx& tx, Act const& act, Catalogue const& catalogue,
                                          std::optional<Id<Tenant>> const& provider, Viewing& viewing) {
    auto const reseller = act.caller.tenant;
    if (provider && !partners::find_partnership(tx, *provider, reseller)) throw Problem("1000");
    std::optional<partners::ResellerTerms> found;
    auto const all = partners::terms_in_force(tx, reseller);
    for (auto const& one : all)
        if (provider ? one.partner == *provider : all.size() == 1) found = one;
    if (!found) return std::nullopt;
    viewing.margin_points = found->margin_points;
    viewing.buyer.currency = selling_currency(catalogue, found->currency, found->currency);
    return found->partner;
}

}  // namespace entrepot::catalog
