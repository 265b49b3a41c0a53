// What somebody who is asked sees: see asking_flow.hpp.
#include "agreements/asking_flow.hpp"

#include "access/account_store.hpp"
#include "agreements/customer_day.hpp"

namespace entrepot::agreements {

AskingPartner asking_partner(db::Tx& tx, Id<Tenant> id) {
    auto const tenant = access::get_tenant(tx, id);
    return {tenant.id, tenant.name, tenant.country, tenant.mpn_id};
}

TextView current_text(Act const& act, std::string_view country) {
    auto const& text = latest_in(country, act.now);
    return view_of_text(text, text_language(text, act.language == Language::fr ? "fr" : "en"));
}

}  // namespace entrepot::agreements
