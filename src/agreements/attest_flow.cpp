// Recording an attestation: see attest_flow.hpp.
#include "agreements/attest_flow.hpp"

#include "access/account_store.hpp"
#include "agreements/agreement_store.hpp"
#include "customers/country.hpp"
#include "customers/customer_store.hpp"
#include "events/event.hpp"

namespace entrepot::agreements {

Attesting attesting_facts(db::Tx& tx, Act const& act, customers::Customer const& customer) {
    check(act.caller.user.has_value(), "a person attests");
    auto const person = access::find_user(tx, *act.caller.user);
    check(person.has_value(), "the person who calls exists");
    auto const* country = customers::find_country(customer.country);
    return {.partner = customer.partner,
            .customer = customer.id,
            .reseller = customer.reseller,
            .user = person->id,
            .attested_by = person->display_name(),
            .language = customer.billing.culture,
            .day_ahead = day_ahead(country ? country->time_zone : ""),
            .now = act.now,
            .real_now = act.real_now};
}

void record(db::Tx& tx, Act const& act, Agreement const& agreement) {
    insert(tx, act.scope(), agreement);
    // The old cloud agreement is kept as it was attested, but it opens no purchases any more.
    if (agreement.type == AgreementType::customer)
        customers::set_agreement(tx, act.scope(), agreement.customer, customers::AgreementState::accepted);
    events::append(tx, act, {agreement.partner, agreement.reseller, agreement.customer}, "agreement_attested",
                   agreement.id, agreement);
}

void require_accepted(customers::Customer const& customer) {
    if (customer.agreement != customers::AgreementState::accepted) throw Problem("13605");
}

}  // namespace entrepot::agreements
