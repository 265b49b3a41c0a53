// Orders of the seeded world: see world_orders_flow.hpp.
#include "sandbox/world_orders_flow.hpp"

#include "orders/purchase_flow.hpp"

namespace entrepot::sandbox {

namespace {

// What is older was bought as a classic offer, what is newer as an item of the new catalogue.
constexpr int classic_days = 90;

std::vector<orders::Line> lines_of(SeedOrder const& seed, catalog::Catalogue const& catalogue,
                                   std::optional<access::TenantRecord> const& reseller) {
    std::vector<orders::Line> out;
    for (auto const& from : seed.lines) {
        auto& line = out.emplace_back();
        line.path = "lines[" + std::to_string(out.size() - 1) + ']';
        line.item_id = from.offer;
        auto const* item = catalogue.find(from.offer);
        if (item && seed.days_ago < classic_days) line.item_id = item->catalog_item_id();
        line.quantity = from.quantity;
        line.term = from.term;
        line.cycle =
            json::parse_word<catalog::BillingCycle>(from.cycle).value_or(catalog::BillingCycle::unknown);
        line.friendly_name = from.nickname.value_or("");
        if (reseller) {
            line.partner_on_record = reseller->mpn_id.value_or("");
            line.reseller = reseller->id;
            line.attested = true;
        }
        if (from.parent_line) line.base_line = static_cast<std::size_t>(*from.parent_line);
    }
    return out;
}

void set_states(orders::Plan& plan, std::map<std::string, std::string> const& states) {
    for (auto const& [index, state] : states) {
        auto& record = plan.lines.at(std::stoul(index)).subscription;
        record.status =
            json::parse_word<subscriptions::Status>(state).value_or(subscriptions::Status::active);
        if (record.status == subscriptions::Status::suspended) record.suspension_reasons = {"PartnerRequest"};
        else record.auto_renew = false;
    }
}

}  // namespace

void age(subscriptions::Record& record, Time now) {
    while (record.auto_renew && !record.is_trial && record.commitment_ends <= now) {
        record.started = record.commitment_ends;
        record.commitment_ends = subscriptions::term_end(record.started, record.term, false);
        record.cancellable_until = std::nullopt;
    }
    if (record.commitment_ends <= now) record.status = subscriptions::Status::expired;
}

void seed_orders(db::Tx& tx, Act act, customers::Customer const& customer,
                 std::optional<access::TenantRecord> const& reseller, std::vector<SeedOrder> const& orders) {
    auto const now = act.real_now;
    act.language = customer.billing.language == "fr" ? Language::fr : Language::en;
    for (auto const& seed : orders) {
        act.now = now - days{seed.days_ago};
        auto const buying = orders::begin_buying(tx, act, customer.id);
        auto plan = buying.place(lines_of(seed, *buying.catalogue, reseller));
        Problems problems;
        orders::add_problems(plan, "offer", problems);
        if (!problems.empty()) {
            auto const& first = problems.list().front();
            throw Problem(first.code, first.words).at(customer.name + ": " + first.field);
        }
        for (auto& line : plan.lines) age(line.subscription, now);
        set_states(plan, seed.states);
        orders::record(tx, act, buying.customer, plan, std::nullopt, false);
    }
}

}  // namespace entrepot::sandbox
