// Accepting by the customer's own hand: see accept_flow.hpp.
#include "agreements/accept_flow.hpp"
#include "agreements/customer_day.hpp"

#include "access/account_store.hpp"
#include "agreements/attest_flow.hpp"
#include "customers/country.hpp"
#include "customers/customer_store.hpp"
#include "customers/relation_store.hpp"
#include "events/event.hpp"
#include "partners/invitation_flow.hpp"
#include "partners/relationship.hpp"

namespace entrepot::agreements {

namespace {

using customers::Customer;
using customers::Relationship;

struct RelationEvent {
    bool delegated = false;
    static constexpr std::string_view schema_name = "RelationEvent";
    static constexpr auto fields() {
        return Fields{field("delegated", &RelationEvent::delegated, "With delegated administration.")};
    }
};

void tell(db::Tx& tx, Act const& act, Customer const& one, std::string_view type) {
    events::append(tx, act, {one.partner, one.reseller, one.id}, type, one.id, RelationEvent{one.delegated});
}

// The customer as the new partner will see it: what its tenant and its other relations know of the company.
Customer relation_from(Customer const& known, access::TenantRecord const& partner, Asked const& asked,
                       Time now) {
    auto out = known;
    out.partner = partner.id;
    out.reseller = asked.reseller;
    out.commerce_id = new_uuid();
    out.currency = partner.currency;
    out.relationship = Relationship::reseller;
    out.agreement = customers::AgreementState::none;
    out.delegated = asked.delegated;
    out.licenses = out.monthly_minor = 0;  // what the other partner sold
    out.version = 1;
    out.billing.version = 1;
    out.created = now;
    return out;
}

// The company's own profile goes along; what another partner sold it does not.
Customer known_company(std::vector<Customer> const& relations) {
    for (auto const& one : relations)
        if (one.relationship == Relationship::reseller) return one;
    return relations.front();
}

}  // namespace

Customer begin_relation(db::Tx& tx, Act const& act, Customer const& known,
                        access::TenantRecord const& partner, Asked const& asked) {
    auto const out = relation_from(known, partner, asked, act.now);
    customers::insert(tx, Scope::partner(partner.id), out);
    tell(tx, act, out, "relationship_begun");
    return out;
}

Agreement accept_agreement(db::Tx& tx, Act const& act, Customer const& relation, Acceptance const& given,
                           Origin const& origin) {
    if (!given.accepts) throw Problem("acceptance_needed").at("agreement.accepts");
    auto facts = attesting_facts(tx, act, relation, origin);
    auto const& text = latest_in(relation.country, act.now);
    if (!text.texts.contains(given.language) || text_sha256(text, given.language) != given.sha256)
        throw Problem("text_changed").at("agreement.textSha256");
    auto const person = access::find_user(tx, *act.caller.user);
    check(person.has_value(), "the person who calls exists");
    facts.method = Method::direct;
    facts.language = given.language;
    facts.signatory_path = "agreement.signatory";
    AgreementForm form;
    // Administrators of seeded or imported companies may have no name of their own.
    form.signatory = {person->first_name.empty() ? person->user_name : person->first_name,
                      person->last_name.empty() ? person->user_name : person->last_name, person->email,
                      given.phone};
    form.template_id = text.id.text();
    form.date_agreed = format_time(act.now);
    auto made = attest(form, facts, templates());
    record(tx, act, made);
    return made;
}

Customer accept_relationship(db::Tx& tx, Act const& act, Asked const& asked, Acceptance const& given,
                             Origin const& origin) {
    auto const partner = access::find_tenant(tx, asked.partner);
    if (!partner ||
        (partner->kind != TenantKind::direct_bill && partner->kind != TenantKind::indirect_provider))
        throw Problem("1000");
    auto const reseller = asked.reseller ? access::find_tenant(tx, *asked.reseller) : std::nullopt;
    if (asked.reseller && !reseller) throw Problem("1000");
    partners::require_pair(tx, *partner, reseller, "resellerId");
    // C16: also not by a link that went out before.
    if (partner->restricted && !reseller)
        throw Problem("partner_restricted", {{"name", partner->name}}).at("partnerId");
    auto const tenant = access::get_tenant(tx, act.caller.tenant);
    if (!partners::is_in_market(partner->market, tenant.country)) {
        auto words = customers::country_words(tenant.country);
        words["name"] = partner->name;
        throw Problem("customer_other_region", std::move(words)).at("partnerId");
    }
    auto const relations = customers::relations_of(tx, tenant.id);
    check(!relations.empty(), "a customer's tenant was added by a partner");
    auto const before = customers::find_relation(tx, partner->id, tenant.id);
    if (before && before->relationship == Relationship::reseller)
        throw Problem("relationship_exists", {{"name", partner->name}}).at("partnerId");
    auto now = before.value_or(Customer{});
    if (before) {
        now.relationship = Relationship::reseller;
        now.reseller = asked.reseller;
        now.delegated = asked.delegated;
        ++now.version;
        customers::begin_again(tx, now);
        tell(tx, act, now, "relationship_begun");
    } else {
        now = begin_relation(tx, act, known_company(relations), *partner, asked);
    }
    // B4: asked for at the same time where it is missing.
    if (now.agreement != customers::AgreementState::accepted || given.accepts) {
        accept_agreement(tx, act, now, given, origin);
        now.agreement = customers::AgreementState::accepted;
    }
    return now;
}

void withdraw_rights(db::Tx& tx, Act const& act, Id<Tenant> partner) {
    auto relation = customers::find_relation(tx, partner, act.caller.tenant);
    if (!relation || relation->relationship != Relationship::reseller) throw Problem("1000");
    if (!relation->delegated) return;
    customers::set_delegated(tx, partner, relation->id, false);
    relation->delegated = false;
    tell(tx, act, *relation, "delegated_rights_withdrawn");
}

}  // namespace entrepot::agreements
