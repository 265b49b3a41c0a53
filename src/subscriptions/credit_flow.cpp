// Holding purchases against a limit: see credit_flow.hpp.
#include "subscriptions/credit_flow.hpp"

#include "base/spoken.hpp"
#include "partners/reseller_terms_store.hpp"
#include "subscriptions/subscription_tally_store.hpp"

namespace entrepot::subscriptions {

Money sold_through(db::Tx& tx, partners::Credit const& credit) {
    return {figures_through(tx, credit.partner, credit.reseller).monthly_minor, credit.limit.currency};
}

Problem over_limit(Money over, Language language) {
    return Problem("900121", {{"over", spoken(over, language)}});
}

void require_credit(db::Tx& tx, Act const& act, Record const& before, Record const& after) {
    if (!before.reseller || after.quantity <= before.quantity) return;
    auto const terms = partners::find_terms(tx, before.partner, *before.reseller);
    auto const credit = terms ? terms->credit() : std::nullopt;
    if (!credit) return;
    auto const added = monthly_charge(after) - monthly_charge(before);
    if (auto const over = partners::beyond(*credit, sold_through(tx, *credit), added))
        throw over_limit(*over, act.language).at("quantity");
    partners::count_purchase(tx, *credit);
}

}  // namespace entrepot::subscriptions
