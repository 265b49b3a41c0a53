// A cart's and an order's lines as a purchase reads them: see cart.hpp.
#include "orders/cart.hpp"

#include "base/fold.hpp"

namespace entrepot::orders {

namespace {

// Keys of the provisioning context come in any casing.
std::optional<std::string> context_value(std::map<std::string, std::string> const& context,
                                         std::string_view key) {
    for (auto const& [name, value] : context)
        if (equal_ignoring_case(name, key)) return value;
    return std::nullopt;
}

void set_parent(Line& line, std::optional<std::string> const& text) {
    if (!text) return;
    if (auto const id = Uuid::parse(*text)) line.parent = Id<Subscription>{*id};
    else line.refusals.push_back({"800021", "provisioningContext", catalog::CartError::subscription, {}});
}

// The first transaction reseller is the one on record; all others stand beside it.
void set_partner(Line& line, std::vector<Participant> const& participants) {
    for (auto const& one : participants)
        if (one.key == ParticipantKind::transaction_reseller && line.partner_on_record.empty())
            line.partner_on_record = one.value;
        else if (!one.value.empty()) line.further_partners.push_back(one.value);
}

std::size_t count_lines(std::vector<CartLine> const& lines) {
    auto out = lines.size();
    for (auto const& line : lines) out += count_lines(line.add_ons);
    return out;
}

void add_line(CartLine const& from, std::string path, std::optional<std::size_t> base, bool attested,
              std::vector<Line>& out) {
    auto const place = out.size();
    auto& line = out.emplace_back();
    line.path = path;
    line.item_id = from.item_id;
    line.quantity = from.quantity;
    line.term = from.term.value_or("");
    line.cycle = from.billing_cycle;
    line.friendly_name = from.friendly_name.value_or("");
    if (from.renews_to) line.renewal_term = from.renews_to->term;
    line.base_line = base;
    line.attested = attested || from.attested.value_or(false);
    set_parent(line, context_value(from.provisioning_context, "parentSubscriptionId"));
    set_partner(line, from.participants);
    line.promotion_id = from.promotion_id.value_or("");
    for (std::size_t i = 0; i < from.add_ons.size(); ++i)
        add_line(from.add_ons[i], path + ".addonItems[" + std::to_string(i) + ']', place, attested, out);
}

}  // namespace

std::vector<Line> lines_of(Cart const& cart) {
    if (count_lines(cart.lines) > most_lines)
        throw Problem("too_many_items", {{"max", std::to_string(most_lines)}}).at("lineItems");
    std::vector<Line> out;
    for (std::size_t i = 0; i < cart.lines.size(); ++i)
        add_line(cart.lines[i], "lineItems[" + std::to_string(i) + ']', std::nullopt, cart.attested, out);
    return out;
}

std::vector<Line> lines_of(Order const& form) {
    std::vector<Line> out;
    Problems problems;
    std::vector<bool> seen(form.lines.size());
    for (std::size_t i = 0; i < form.lines.size(); ++i) {
        auto const& from = form.lines[i];
        auto& line = out.emplace_back();
        line.path = "lineItems[" + std::to_string(i) + ']';
        line.item_id = from.offer_id;
        line.quantity = from.quantity;
        line.term = from.term.value_or("");
        line.cycle = form.billing_cycle;
        line.friendly_name = from.friendly_name.value_or("");
        if (from.renews_to) line.renewal_term = from.renews_to->term;
        line.parent = from.parent;
        line.attested = form.attested || from.attested.value_or(false);
        line.partner_on_record = from.partner_on_record.value_or("");
        line.further_partners = from.additional_partners;
        line.promotion_id = from.promotion_id.value_or("");
        if (!line.parent) set_parent(line, context_value(from.provisioning_context, "parentSubscriptionId"));
        auto const number = static_cast<std::size_t>(from.number);
        if (from.number < 0 || number >= seen.size() || seen[number])
            problems.add(line.path + ".lineItemNumber", "800071",
                         {{"last", std::to_string(seen.size() - 1)}});
        else seen[number] = true;
    }
    problems.raise();
    return out;
}

void require_open(Cart const& cart, Time now) {
    if (cart.status == CartStatus::ordered) throw Problem("800065");
    if (cart.expires <= now) throw Problem("cart_expired");
}

}  // namespace entrepot::orders
