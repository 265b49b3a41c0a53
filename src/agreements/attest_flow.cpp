// Recording an attestation: see attest_flow.hpp.
#include "agreements/attest_flow.hpp"

#include "access/account_store.hpp"
#include "access/caller_name_store.hpp"
#include "agreements/agreement_store.hpp"
#include "customers/country.hpp"
#include "customers/customer_store.hpp"
#include "db/bulk.hpp"
#include "events/event.hpp"
#include "partners/invitation_store.hpp"

namespace entrepot::agreements {

namespace {

// No link has this turn: the page of an attestation that became an agreement ends.
constexpr std::int64_t used_up = 0;

std::optional<partners::Invitation> find_attestation(db::Tx& tx, Id<Tenant> partner, Id<Tenant> customer,
                                                     Uuid const& id) {
    auto found = tx.find<partners::Invitation>(
        Scope::partner(partner),
        "SELECT {*} FROM invitations WHERE invitation_id = $1 AND customer_id = $2 AND kind = $3 AND {scope}",
        id, customer, partners::InvitationKind::attestation);
    return found;
}

void tell(db::Tx& tx, Act const& act, Agreement const& agreement) {
    events::append(tx, act, {agreement.partner, agreement.reseller, agreement.customer},
                   agreement.method == Method::direct ? "agreement_accepted" : "agreement_attested",
                   agreement.id, agreement);
}

}  // namespace

Attesting attesting_facts(db::Tx& tx, Act const& act, customers::Customer const& customer,
                          Origin const& origin) {
    return attesting_facts(act, customer, origin, access::name_of_caller(tx, act.caller),
                           access::get_tenant(tx, customer.partner).name);
}

Attesting attesting_facts(Act const& act, customers::Customer const& customer, Origin const& origin,
                          std::string attested_by, std::string partner_name) {
    auto const* country = customers::find_country(customer.country);
    return {.partner = customer.partner,
            .customer = customer.id,
            .reseller = customer.reseller,
            .user = act.caller.user,
            .attested_by = std::move(attested_by),
            .customer_name = customer.name,
            .partner_name = std::move(partner_name),
            .origin = origin,
            .language = customer.billing.culture,
            .day_ahead = day_ahead(country ? country->time_zone : ""),
            .now = act.now,
            .real_now = act.real_now};
}

Agreement attest_shown(db::Tx& tx, Act const& act, AgreementForm const& form, Attesting facts) {
    auto shown = find_attestation(tx, facts.partner, facts.customer, *form.attestation);
    if (!shown) throw Problem("attestation_unknown").at("attestationId");
    if (shown->state != partners::InvitationState::accepted)
        throw Problem("attestation_not_accepted").at("attestationId");
    if (shown->turn == used_up) throw Problem("attestation_used").at("attestationId");
    for (auto const& one : attestations(tx, Scope::partner(facts.partner), facts.partner, facts.customer)) {
        auto const &before = one.signatory, &now = form.signatory;
        if (one.type == AgreementType::customer && before.first_name == now.first_name &&
            before.last_name == now.last_name && before.email == now.email && before.phone == now.phone)
            throw Problem("600061").at("primaryContact");
    }
    facts.language = shown->shown.language;
    facts.origin = {Path::embedded, shown->shown.address, shown->shown.agent};
    auto given = form;
    given.template_id = shown->shown.template_id->text();
    given.date_agreed = format_time(act.now);
    auto made = attest(given, facts, templates());
    // What was shown is what was accepted, whatever has come into force since.
    check(made.sha256 == shown->shown.sha256, "an attestation's text is the one that its agreement names");
    shown->turn = used_up;
    partners::save(tx, *shown);
    return made;
}

void record(db::Tx& tx, Act const& act, Agreement const& agreement) {
    // The old cloud agreement is kept as it was attested, but it opens no purchases any more. A customer's
    // own act is for one of its partners only.
    if (agreement.type == AgreementType::customer)
        customers::set_agreement(tx, Scope::partner(agreement.partner), agreement.customer,
                                 customers::AgreementState::accepted);
    record_first(tx, act, agreement);
}

void record_first(db::Tx& tx, Act const& act, Agreement const& agreement) {
    insert(tx, act.scope(), agreement);
    tell(tx, act, agreement);
}

void record_all(db::Tx& tx, Act const& act, std::vector<Agreement> const& agreements) {
    db::insert_all(tx, act.scope(), agreements);
    for (auto const& agreement : agreements) tell(tx, act, agreement);
}

void require_accepted(customers::Customer const& customer) {
    if (customer.agreement != customers::AgreementState::accepted) throw Problem("13605");
}

}  // namespace entrepot::agreements
