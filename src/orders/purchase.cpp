// The rules of a purchase: see purchase.hpp and rules.md E.
#include "orders/purchase.hpp"

#include <algorithm>

#include "subscriptions/window.hpp"

namespace entrepot::orders {

namespace {

using catalog::CartError;
using catalog::Item;
using catalog::Refusal;
using subscriptions::Family;
using subscriptions::Record;
using subscriptions::Status;

bool is_classic(std::string_view item_id) { return item_id.find(':') == std::string_view::npos; }

Family family_of(Item const& item, std::string_view item_id) {
    if (item.billing == catalog::Billing::usage) return Family::usage;
    if (item.software_kind == "perpetual") return Family::perpetual;
    if (!item.software_kind.empty()) return Family::software;
    return is_classic(item_id) ? Family::classic : Family::new_commerce;
}

catalog::Buyer buyer_of(Facts const& facts, catalog::Catalogue const& catalogue) {
    catalog::Buyer buyer{facts.country, facts.currency, facts.qualification, {}, facts.language};
    for (auto const& one : facts.owned) {
        auto const* item = catalogue.find(one.item_id);
        buyer.holdings.add({item ? item->offer_id : one.item_id, subscriptions::is_alive(one),
                            one.status == Status::active});
    }
    return buyer;
}

Record const* find_owned(Facts const& facts, Id<Subscription> id) {
    for (auto const& one : facts.owned)
        if (one.id == id) return &one;
    return nullptr;
}

class Placing {
public:
    Placing(Facts const& facts, catalog::Catalogue const& catalogue)
        : facts_(facts), catalogue_(catalogue), buyer_(buyer_of(facts, catalogue)) {
        for (auto const& one : facts.owned) owned_items_.push_back(catalogue.find(one.item_id));
    }

    Plan run(std::vector<Line> const& lines) {
        for (auto const& line : lines) place_line(line);
        refuse_trials();
        return std::move(plan_);
    }

private:
    void place_line(Line const& line) {
        Placed out;
        out.asked = line;
        out.refusals = line.refusals;
        if (plan_.lines.size() >= most_lines) {
            out.refusals.push_back(
                {"too_many_items", "catalogItemId", CartError::input, {{"max", std::to_string(most_lines)}}});
            return plan_.lines.push_back(std::move(out));
        }
        auto const parent_offer = offer_of_base(line, out);
        auto const judged =
            catalog::judge(catalogue_, {line.item_id, line.quantity, line.term, line.cycle, parent_offer},
                           buyer_, facts_.now);
        out.refusals.insert(out.refusals.end(), judged.refusals.begin(), judged.refusals.end());
        if (!line.partner_on_record.empty() && !line.attested)
            out.refusals.push_back({"900203", "attestationAccepted", CartError::attestation, {}});
        // There are no promotions to be had here; one that is named is not passed over in silence.
        if (!line.promotion_id.empty())
            out.refusals.push_back(
                {"27007", "promotionId", CartError::promotion, {{"id", line.promotion_id}}});
        if (judged.line.term) settle(judged.line, out);
        // What is refused is not bought: it carries no add-on and uses up no limit.
        if (out.allowed()) buyer_.holdings.add({judged.line.item->offer_id, true, true});
        plan_.lines.push_back(std::move(out));
    }

    // A trial that stands before the offer it becomes: known only when all lines are.
    void refuse_trials() {
        for (auto& line : plan_.lines) {
            if (!line.allowed()) continue;
            auto const found = catalog::may_try(*catalogue_.find(line.asked.item_id), buyer_);
            line.refusals.insert(line.refusals.end(), found.begin(), found.end());
        }
    }

    // The base's item where the request names a base; the rule of the catalogue then says whether they fit.
    std::string offer_of_base(Line const& line, Placed& out) {
        if (line.base_line) {
            auto const& base = plan_.lines.at(*line.base_line);
            if (!base.allowed())
                out.refusals.push_back({"base_refused", "addonItems", CartError::subscription, {}});
            return base.asked.item_id;
        }
        if (!line.parent) return {};
        auto const* owned = find_owned(facts_, *line.parent);
        if (!owned) out.refusals.push_back({"800021", "parentSubscriptionId", CartError::subscription, {}});
        else if (owned->status != Status::active)
            out.refusals.push_back({"800012", "parentSubscriptionId", CartError::subscription, {}});
        return owned ? owned->item_id : std::string{};
    }

    // Prices, dates and the subscription of a line whose item and term are known.
    void settle(catalog::Line const& line, Placed& out) {
        auto const& item = *line.item;
        auto& record = out.subscription;
        out.unit_price = {line.unit_price.minor, facts_.currency};
        check_next_term(item, out);
        check_expected_price(out);
        record.customer = facts_.customer;
        record.partner = facts_.partner;
        record.reseller = out.asked.reseller ? out.asked.reseller : facts_.reseller;
        record.family = family_of(item, out.asked.item_id);
        record.item_id = is_classic(out.asked.item_id) ? item.offer_id : item.catalog_item_id();
        record.offer_name = item.name.in(facts_.language);
        record.friendly_name = out.asked.friendly_name;
        record.quantity = line.quantity;
        record.billing_cycle = line.term->cycle;
        record.term = line.term->duration;
        record.renewal_term = out.asked.renewal_term;
        record.partner_on_record = out.asked.partner_on_record;
        record.is_trial = item.is_trial;
        record.auto_renew = item.auto_renewable && !item.is_trial && !record.term.empty();
        record.unit_price_minor = out.unit_price.minor;
        record.currency = facts_.currency;
        record.created = record.started = facts_.now;
        record.commitment_ends = subscriptions::term_end(facts_.now, record.term, item.is_trial);
        if (item.cancellation_days > 0)
            record.cancellable_until = subscriptions::window_of(record.family, facts_.now).closes;
        // What is no quantity of anything has no price either.
        out.due = out.unit_price * (catalog::is_countable(line.quantity) ? line.quantity : 0);
        if (item.is_add_on) align(item, out);
        out.group = group_of(is_classic(out.asked.item_id), record);
    }

    // E3: a term renews to one of a month or of a year, that the item has.
    void check_next_term(Item const& item, Placed& out) const {
        auto const& next = out.asked.renewal_term;
        if (next.empty()) return;
        bool const known = next == "P1M" || next == "P1Y";
        if (known && catalog::find_term(item, next, BillingCycle::unknown)) return;
        out.refusals.push_back({"term_not_offered",
                                "renewsTo",
                                CartError::billing_plan,
                                {{"name", item.name.in(facts_.language)}, {"term", next}}});
    }

    void check_expected_price(Placed& out) const {
        if (out.asked.expected_unit_price.empty()) return;
        auto const expected = Money::parse(out.asked.expected_unit_price, facts_.currency);
        if (expected && *expected == out.unit_price) return;
        out.refusals.push_back(
            {"price_changed",
             "expectedUnitPrice",
             CartError::input,
             {{"price", out.unit_price.amount() + ' ' + std::string(facts_.currency.code())}}});
    }

    // E7: an add-on ends with its base at the latest; one that joins a running base pays for the days left.
    void align(Item const& item, Placed& out) {
        auto& record = out.subscription;
        if (auto const base = base_among_lines(item, out.asked)) {
            out.base = base;
            record.commitment_ends =
                std::min(record.commitment_ends, plan_.lines[*base].subscription.commitment_ends);
            return;
        }
        auto const* owned = base_among_owned(item, out.asked);
        if (!owned) return;
        record.parent = owned->id;
        record.commitment_ends = subscriptions::add_on_end(record, *owned, facts_.now);
        auto const end = subscriptions::billing_period_end(record, facts_.now);
        if (!end || !out.allowed()) return;
        auto const months = subscriptions::months_of(record.billing_cycle);
        auto const left = std::chrono::ceil<days>(*end - facts_.now).count();
        auto const whole = std::chrono::round<days>(*end - add_months(*end, -months)).count();
        if (left >= whole) return;
        out.days = left;
        out.of_days = whole;
        out.due = prorate(out.unit_price, record.quantity, left, whole);
    }

    std::optional<std::size_t> base_among_lines(Item const& item, Line const& line) const {
        if (line.base_line) return line.base_line;
        if (line.parent) return std::nullopt;
        for (std::size_t i = 0; i < plan_.lines.size(); ++i) {
            auto const* other = catalogue_.find(plan_.lines[i].asked.item_id);
            if (other && plan_.lines[i].allowed() && catalog::is_base_of(*other, item)) return i;
        }
        return std::nullopt;
    }

    Record const* base_among_owned(Item const& item, Line const& line) const {
        if (line.parent) return find_owned(facts_, *line.parent);
        for (std::size_t i = 0; i < facts_.owned.size(); ++i)
            if (facts_.owned[i].status == Status::active && owned_items_[i] &&
                catalog::is_base_of(*owned_items_[i], item))
                return &facts_.owned[i];
        return nullptr;
    }

    // Groups are numbered as they appear, each kind by itself; an order has one billing cycle and one
    // reseller, who sees all of it.
    std::string group_of(bool classic, Record const& record) {
        auto& kinds = classic ? classic_kinds_ : other_kinds_;
        auto const kind = std::pair(record.billing_cycle, record.reseller);
        auto at = std::find(kinds.begin(), kinds.end(), kind);
        if (at == kinds.end()) at = kinds.insert(at, kind);
        return (classic ? "OMS-" : "") + std::to_string(at - kinds.begin());
    }

    Facts const& facts_;
    catalog::Catalogue const& catalogue_;
    catalog::Buyer buyer_;
    std::vector<Item const*> owned_items_;  // of facts_.owned; nullptr where the catalogue has lost it
    std::vector<std::pair<BillingCycle, std::optional<Id<Tenant>>>> classic_kinds_, other_kinds_;
    Plan plan_;
};

}  // namespace

Facts facts_of(customers::Customer const& customer, Currency selling, Time now, Language language) {
    Facts out;
    out.partner = customer.partner;
    out.customer = customer.id;
    out.reseller = customer.reseller;
    out.country = customer.country;
    out.currency = selling;
    // The same words in the same order, in both rooms.
    out.qualification = static_cast<catalog::Qualification>(customer.qualification);
    out.now = now;
    out.language = language;
    return out;
}

Plan place(std::vector<Line> const& lines, Facts const& facts, catalog::Catalogue const& catalogue) {
    return Placing{facts, catalogue}.run(lines);
}

std::map<Id<Tenant>, Money> charges_by_reseller(Plan const& plan) {
    std::map<Id<Tenant>, Money> out;
    for (auto const& line : plan.lines) {
        auto const& one = line.subscription;
        if (!one.reseller) continue;
        bool const once = one.family == Family::perpetual || one.family == Family::software;
        bool const recurs = subscriptions::months_of(one.billing_cycle) > 0;
        auto const charge = recurs || !once || one.is_trial ? subscriptions::monthly_charge(one) : line.due;
        auto const at = out.try_emplace(*one.reseller, Money{0, one.currency}).first;
        at->second = at->second + charge;
    }
    return out;
}

bool Plan::allowed() const {
    return std::all_of(lines.begin(), lines.end(), [](Placed const& one) { return one.allowed(); });
}

std::vector<std::string> Plan::groups() const {
    std::vector<std::string> out;
    for (auto const& line : lines)
        if (std::find(out.begin(), out.end(), line.group) == out.end()) out.push_back(line.group);
    return out;
}

std::set<std::string, std::less<>> Plan::refused_groups() const {
    std::set<std::string, std::less<>> out;
    for (auto const& line : lines)
        if (!line.allowed()) out.insert(line.group);
    // A base that is refused takes its add-ons along, also into another group's refusal; groups may hang on
    // each other both ways, so this goes round until nothing is added.
    for (bool grown = true; grown;) {
        grown = false;
        for (auto const& line : lines)
            if (line.base && out.contains(lines[*line.base].group)) grown |= out.insert(line.group).second;
    }
    return out;
}

bool Plan::allows(std::string_view group) const { return !refused_groups().contains(group); }

Plan Plan::only_allowed() const {
    Plan out;
    auto const refused = refused_groups();
    std::vector<std::size_t> places(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (refused.contains(lines[i].group)) continue;
        places[i] = out.lines.size();
        auto& line = out.lines.emplace_back(lines[i]);
        if (line.base) line.base = places[*line.base];
    }
    return out;
}

void add_problems(Plan const& plan, std::string_view item_member, Problems& problems) {
    for (auto const& line : plan.lines)
        for (auto const& one : line.refusals) {
            auto const member = one.member == "catalogItemId" ? item_member : std::string_view(one.member);
            problems.add(line.asked.path + '.' + std::string(member), one.code, one.words);
        }
}

void require_buyer(customers::Customer const& customer, Act const& act) {
    if (customer.status == customers::Status::refused) throw Problem("800075");
    if (customer.status == customers::Status::under_review) throw Problem("800073");
    if (customer.relationship != customers::Relationship::reseller) throw Problem("20002");
    if (act.needs_agreement() && customer.agreement != customers::AgreementState::accepted)
        throw Problem("13605");
}

Money prorate(Money unit, std::int64_t quantity, std::int64_t days, std::int64_t of_days) {
    auto const day_rate = divide(unit * quantity, of_days);
    return divide(day_rate * days, quantity) * quantity;
}

}  // namespace entrepot::orders
