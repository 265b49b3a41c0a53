// Rows of a big world: see fill_rows_flow.hpp.
#include "sandbox/fill_rows_flow.hpp"

#include <algorithm>
#include <cmath>

#include "customers/add_flow.hpp"
#include "customers/country.hpp"
#include "orders/purchase_flow.hpp"
#include "sandbox/world_orders_flow.hpp"

namespace entrepot::sandbox {

namespace {

using customers::AgreementState;

// Six years of business, more in every year.
constexpr double days_of_history = 365.0 * 6;
constexpr int with_order = 25, accepted_without_order = 84, invited = 10;  // of a hundred
// What is older was bought as a classic offer, what is newer as an item of the new catalogue.
constexpr auto classic = days{90};

Time some_time_ago(Dice& dice, Time now) {
    auto const seconds_ago = std::pow(dice.share(), 1.6) * days_of_history * 86400;
    return now - hours{1} - seconds{static_cast<std::int64_t>(seconds_ago)};
}

void raise_first(Problems const& problems, std::string const& name) {
    if (problems.empty()) return;
    auto const& first = problems.list().front();
    throw Problem(first.code, first.words).at(name + ": " + first.field);
}

std::vector<catalog::Item const*> sold_to_everybody(catalog::Catalogue const& catalogue) {
    std::vector<catalog::Item const*> out;
    for (auto const& item : catalogue.items())
        if (!item.is_trial && !item.is_add_on && item.billing == catalog::Billing::license &&
            item.qualification == catalog::Qualification::none && item.software_kind.empty() &&
            item.markets == std::vector<std::string>{"*"} && !item.terms.empty())
            out.push_back(&item);
    check(!out.empty(), "the catalogue has something that everybody may buy");
    return out;
}

}  // namespace

RowMaker::RowMaker(Inventor const& inventor, Sellers const& sellers, catalog::Snapshot catalogue, Safe& safe,
                   Time now)
    : inventor_(inventor),
      sellers_(sellers),
      catalogue_(std::move(catalogue)),
      sold_(sold_to_everybody(*catalogue_)),
      safe_(safe),
      now_(now) {}

FilledRows RowMaker::make(std::int64_t first, std::int64_t count) const {
    FilledRows out;
    for (auto number = first; number < first + count; ++number) add(out, number);
    return out;
}

void RowMaker::add(FilledRows& out, std::int64_t number) const {
    Dice dice(static_cast<std::uint64_t>(number) + 1);
    auto const& seller = sellers_.pick(dice);
    customers::AddingFacts facts;
    facts.partner = seller.partner;
    facts.reseller = seller.reseller;
    facts.partnership_active = seller.reseller.has_value();
    facts.sandbox = true;
    facts.domain_suffixes = customers::domain_suffixes();
    auto form = inventor_.customer(dice, seller.partner.country, number);
    if (seller.reseller) form.reseller = seller.reseller->id;
    auto const at = some_time_ago(dice, now_);
    Problems problems;
    auto customer = customers::onboard(form, facts, customers::CustomerId{new_uuid()}, at, problems);
    raise_first(problems, customer.name);

    bool const buys = dice.chance(with_order);
    if (buys || dice.chance(accepted_without_order)) customer.agreement = AgreementState::accepted;
    else if (dice.chance(invited * 100 / (100 - accepted_without_order)))
        customer.agreement = AgreementState::invited;
    auto opening = customers::opening_of(safe_, customer, seller.partner, now_);
    out.tenants.push_back(std::move(opening.tenant));
    out.users.push_back(std::move(opening.administrator));
    out.domains.push_back({customer.domain, customer.id, std::nullopt, std::nullopt});
    out.customers.push_back(std::move(customer));
    if (out.customers.back().agreement == AgreementState::accepted) add_agreement(out, seller, at);
    if (buys) add_order(out, dice, seller, at);
}

void RowMaker::add_agreement(FilledRows& out, Seller const& seller, Time at) const {
    auto const& customer = out.customers.back();
    auto const& all = agreements::templates();
    agreements::AgreementForm form;
    form.signatory = {customer.billing.first_name.value_or(""), customer.billing.last_name.value_or(""),
                      customer.billing.email, customer.billing.address.phone};
    auto const* country = customers::find_country(customer.country);
    auto const ahead = agreements::day_ahead(country ? country->time_zone : "");
    form.template_id =
        agreements::latest_of(all, agreements::AgreementType::customer, std::chrono::floor<days>(at + ahead))
            .id.text();
    form.date_agreed = format_time(at);
    agreements::Attesting const facts{.partner = customer.partner,
                                      .customer = customer.id,
                                      .reseller = customer.reseller,
                                      .user = seller.attester.id,
                                      .attested_by = seller.attester.display_name(),
                                      .customer_name = customer.name,
                                      .partner_name = seller.partner.name,
                                      .origin = {.path = agreements::Path::imported},
                                      .language = customer.billing.culture,
                                      .day_ahead = ahead,
                                      .now = at,
                                      .real_now = now_};
    out.agreements.push_back(agreements::attest(form, facts, all));
}

void RowMaker::add_order(FilledRows& out, Dice& dice, Seller const& seller, Time at) const {
    auto& customer = out.customers.back();
    auto const language = customer.billing.language == "fr" ? Language::fr : Language::en;
    auto const& item = *sold_[dice.rather_small(sold_.size())];
    orders::Line line;
    line.path = "lines[0]";
    line.item_id = now_ - at < classic ? item.catalog_item_id() : item.offer_id;
    line.term = item.terms.front().duration;
    line.cycle = item.terms.front().cycle;
    auto const most = static_cast<std::size_t>(std::min(item.maximum, item.minimum + 120));
    line.quantity = item.minimum + static_cast<std::int64_t>(
                                       dice.rather_small(most - static_cast<std::size_t>(item.minimum) + 1));
    if (seller.reseller) {
        line.partner_on_record = seller.reseller->mpn_id.value_or("");
        line.reseller = seller.reseller->id;
        line.attested = true;
    }
    auto const currency = catalog::selling_currency(*catalogue_, customer.currency, seller.partner.currency);
    auto plan = orders::place({line}, orders::facts_of(customer, currency, at, language), *catalogue_);
    Problems problems;
    orders::add_problems(plan, "offer", problems);
    raise_first(problems, customer.name);
    for (auto& placed : plan.lines) age(placed.subscription, now_);
    for (auto& order : orders::orders_of(plan, std::nullopt, false)) out.orders.push_back(std::move(order));
    auto const totals = orders::totals_of(plan);
    customer.licenses = totals.licenses;
    customer.monthly_minor = totals.monthly_minor;
    for (auto& placed : plan.lines) out.subscriptions.push_back(std::move(placed.subscription));
}

}  // namespace entrepot::sandbox
