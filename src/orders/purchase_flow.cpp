// Reading for a purchase, and writing it: see purchase_flow.hpp.
#include "orders/purchase_flow.hpp"

#include <map>

#include "access/account_store.hpp"
#include "customers/customer_store.hpp"
#include "events/event.hpp"
#include "partners/reseller_terms_store.hpp"
#include "subscriptions/credit_flow.hpp"
#include "subscriptions/subscription_event.hpp"
#include "subscriptions/subscription_tally_store.hpp"

namespace entrepot::orders {

namespace {

struct PlacedLine {
    std::string item_id;
    std::int64_t quantity = 0;
    std::optional<Id<Subscription>> subscription;
    static constexpr std::string_view schema_name = "OrderPlacedLine";
    static constexpr auto fields() {
        return Fields{field("itemId", &PlacedLine::item_id, "What."),
                      field("quantity", &PlacedLine::quantity, "How many."),
                      field("subscriptionId", &PlacedLine::subscription, "What it made.")};
    }
};
struct OrderPlaced {
    Money total;
    std::optional<Uuid> cart;
    std::vector<PlacedLine> lines;
    static constexpr std::string_view schema_name = "OrderPlaced";
    static constexpr auto fields() {
        return Fields{field("total", &OrderPlaced::total, "The first period, before tax."),
                      field("cartId", &OrderPlaced::cart, "The cart it came from."),
                      field("lines", &OrderPlaced::lines, "What was ordered.")};
    }
};

OrderPlaced placed(Order const& order) {
    OrderPlaced out{{order.total_minor, order.currency}, order.cart, {}};
    for (auto const& line : order.lines)
        out.lines.push_back({line.offer_id, line.quantity, line.subscription});
    return out;
}

// Why a provider may not do new business with this reseller, or nothing; its limit comes into `credits`.
std::string why_not(db::Tx& tx, access::TenantRecord const& provider,
                    std::optional<access::TenantRecord> const& named, Credits& credits) {
    if (!named) return "800015";
    if (named->id == provider.id) return "2072";
    if (named->kind != TenantKind::indirect_reseller) return "800016";
    auto const dealing = partners::find_dealing(tx, provider.id, named->id);
    if (!dealing || !dealing->is_active()) return "800016";
    if (!named->agreement_signed) return "900123";
    if (auto const credit = dealing->credit(provider.id, named->id)) credits.emplace(named->id, *credit);
    return {};
}

// The resellers that one request names, each looked up once.
class Resellers {
public:
    Resellers(db::Tx& tx, access::TenantRecord seller, Credits& credits)
        : tx_(tx), seller_(std::move(seller)), credits_(credits) {}

    bool may_be_named() const { return seller_.kind == TenantKind::indirect_provider; }

    std::optional<Id<Tenant>> find(std::string const& mpn_id, std::string const& path, Problems& problems) {
        auto at = known_.find(mpn_id);
        if (at == known_.end()) {
            auto const named = access::find_tenant_by_mpn_id(tx_, mpn_id);
            Named found{why_not(tx_, seller_, named, credits_), {}, {}};
            if (named) found.name = named->name, found.tenant = named->id;
            at = known_.emplace(mpn_id, std::move(found)).first;
        }
        auto const& found = at->second;
        if (found.refused.empty()) return found.tenant;
        problems.add(path, found.refused, {{"mpnId", mpn_id}, {"name", found.name}});
        return std::nullopt;
    }

    // The customer's own, whom a line falls to that names nobody.
    void check_own(Id<Tenant> reseller, std::string const& path, Problems& problems) {
        if (!own_) {
            own_ = access::get_tenant(tx_, reseller);
            own_refused_ = why_not(tx_, seller_, own_, credits_);
        }
        if (!own_refused_.empty())
            problems.add(path, own_refused_, {{"mpnId", own_->mpn_id.value_or("")}, {"name", own_->name}});
    }

private:
    struct Named {
        std::string refused, name;
        std::optional<Id<Tenant>> tenant;
    };
    db::Tx& tx_;
    access::TenantRecord seller_;
    Credits& credits_;
    std::map<std::string, Named> known_;
    std::optional<access::TenantRecord> own_;
    std::string own_refused_;
};

}  // namespace

Buying begin_buying(db::Tx& tx, Act const& act, Id<Tenant> customer) {
    auto found = customers::get(tx, act.scope(), customer);
    auto const seller = access::get_tenant(tx, found.partner);
    auto out = begin_buying(tx, act, std::move(found), seller);
    out.facts.owned = subscriptions::list(tx, act.scope(), customer);
    return out;
}

Buying begin_buying(db::Tx& tx, Act const& act, customers::Customer customer,
                    access::TenantRecord const& seller) {
    if (!seller.agreement_signed) throw Problem("900124");
    if (seller.restricted) throw Problem("direct_bill_restricted");  // rules.md C16
    Buying out{std::move(customer), {}, catalog::current(tx)};
    auto const currency = catalog::selling_currency(*out.catalogue, out.customer.currency, seller.currency);
    out.facts = facts_of(out.customer, currency, act.now, act.language);
    return out;
}

void resolve_resellers(db::Tx& tx, Buying& buying, std::vector<Line>& lines, std::string_view member,
                       Problems& problems) {
    std::optional<Resellers> resellers;
    auto const& own = buying.facts.reseller;
    for (auto& line : lines) {
        bool const names_none = line.partner_on_record.empty() && line.further_partners.empty();
        if (names_none && !own) continue;
        if (!resellers)
            resellers.emplace(tx, access::get_tenant(tx, buying.customer.partner), buying.credits);
        auto const path = line.path + '.' + std::string(member);
        if (own && line.partner_on_record.empty()) resellers->check_own(*own, path, problems);
        if (names_none) continue;
        if (!resellers->may_be_named()) {
            line.refusals.push_back(
                {"participants_not_supported", std::string(member), catalog::CartError::participants, {}});
            continue;
        }
        if (!line.partner_on_record.empty())
            line.reseller = resellers->find(line.partner_on_record, path, problems);
        auto const further =
            member == "partnerIdOnRecord" ? line.path + ".additionalPartnerIdsOnRecord" : path;
        for (auto const& mpn_id : line.further_partners) resellers->find(mpn_id, further, problems);
    }
}

std::optional<Money> beyond_credit(db::Tx& tx, Buying const& buying, Plan& plan) {
    for (auto const& [reseller, added] : charges_by_reseller(plan)) {
        auto const at = buying.credits.find(reseller);
        if (at == buying.credits.end()) continue;
        auto const& credit = at->second;
        if (auto const over = partners::beyond(credit, subscriptions::sold_through(tx, credit), added))
            return over;
        plan.held_against.push_back(credit);
    }
    return std::nullopt;
}

void require_credit(db::Tx& tx, Act const& act, Buying const& buying, Plan& plan) {
    if (auto const over = beyond_credit(tx, buying, plan))
        throw subscriptions::over_limit(*over, act.language).at("lineItems");
}

namespace {

// By reseller, who sees its own.
using Parts = std::map<std::optional<Id<Tenant>>, subscriptions::Figures>;

struct Written {
    std::vector<Order> orders;
    Parts parts;
};

Written write(db::Tx& tx, Act const& act, Plan& plan, std::optional<Uuid> cart, bool attested) {
    auto const scope = act.scope();
    Written out{orders_of(plan, cart, attested), {}};
    for (auto const& credit : plan.held_against) partners::count_purchase(tx, credit);
    for (auto const& order : out.orders) {
        insert(tx, scope, order);
        events::append(tx, act, {order.partner, order.reseller, order.customer}, "order_placed", order.id,
                       placed(order));
    }
    subscriptions::TallyBook tallies;
    for (auto const& line : plan.lines) {
        auto const& one = line.subscription;
        auto const figures = subscriptions::figures_of(one);
        subscriptions::insert(tx, scope, one);
        events::append(tx, act, {one.partner, one.reseller, one.customer}, "subscription_added", one.id,
                       subscriptions::sight(one));
        tallies.count(one, figures);
        out.parts[one.reseller] = out.parts[one.reseller] + figures;
    }
    tallies.write(tx);
    return out;
}

subscriptions::FiguresOwner owner_of(customers::Customer const& customer,
                                     std::optional<Id<Tenant>> const& reseller, Written const& written) {
    return {customer.partner, customer.id, reseller, written.orders.front().currency};
}

}  // namespace

std::vector<Order> record(db::Tx& tx, Act const& act, customers::Customer const& customer, Plan& plan,
                          std::optional<Uuid> cart, bool attested) {
    auto written = write(tx, act, plan, cart, attested);
    for (auto const& [reseller, part] : written.parts)
        subscriptions::add_figures(tx, act.scope(), owner_of(customer, reseller, written), part);
    return std::move(written.orders);
}

std::vector<Order> record_first(db::Tx& tx, Act const& act, customers::Customer const& customer, Plan& plan) {
    auto written = write(tx, act, plan, std::nullopt, true);
    for (auto const& [reseller, part] : written.parts)
        subscriptions::add_part(tx, act.scope(), owner_of(customer, reseller, written), part);
    return std::move(written.orders);
}

subscriptions::Figures totals_of(Plan const& plan) {
    subscriptions::Figures out;
    for (auto const& line : plan.lines) out = out + subscriptions::figures_of(line.subscription);
    return out;
}

}  // namespace entrepot::orders
