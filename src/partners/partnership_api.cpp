// Partnerships of providers and resellers, from either side: who, since when, and the end.
#include "partners/invitation_flow.hpp"
#include "partners/invitation_store.hpp"
#include "partners/relationship_store.hpp"
#include "partners/routes.hpp"

namespace entrepot::partners {

namespace {

// B18: what goes on after the end.
struct EndedView {
    PartnershipState state = PartnershipState::ended;
    std::int64_t customers_that_stay = 0;
    static constexpr std::string_view schema_name = "PartnershipEnd";
    static constexpr auto fields() {
        return Fields{
            field("state", &EndedView::state, "ended."),
            field(
                "customersThatStay", &EndedView::customers_that_stay,
                "Customers, subscriptions and delegated rights go on; telling them is the partner's duty.")};
    }
};

api::Cursored<PartnershipView> list(api::Context& context) {
    return {partnerships_of(context.tx, context.caller(), std::nullopt), {}, {}};
}

PartnershipView show(api::Context& context, Id<Tenant> const& id) {
    auto const found = partnerships_of(context.tx, context.caller(), id);
    if (found.empty()) throw Problem("1000");
    return found.front();
}

struct AuthorisingForm {
    bool authorises = false;
    static constexpr std::string_view schema_name = "PartnershipAcceptance";
    static constexpr auto fields() {
        return Fields{field("authorises", &AuthorisingForm::authorises,
                            "That the provider may add customers and orders for the caller.")
                          .or_default()};
    }
};

// The newest open invitation of this provider to the caller; the reseller need not have the link at hand.
Invitation asked_by(api::Context& context, Id<Tenant> const& provider) {
    InvitationQuery query;
    query.kind = InvitationKind::partnership;
    query.state = InvitationState::open;
    for (auto& one : invitations(context.tx, context.scope(), query, context.act.real_now))
        if (one.partner == provider && one.reseller == context.caller().tenant) return one;
    throw Problem("1000");
}

PartnershipView accept(api::Context& context, Id<Tenant> const& id, AuthorisingForm const& form) {
    auto invitation = asked_by(context, id);
    accept_partnership(context.tx, context.act, invitation, form.authorises);
    return show(context, id);
}

PartnershipView refuse(api::Context& context, Id<Tenant> const& id) {
    auto invitation = asked_by(context, id);
    refuse_partnership(context.tx, context.act, invitation);
    return show(context, id);
}

EndedView end(api::Context& context, Id<Tenant> const& id) {
    end_partnership(context.tx, context.act, id);
    return {PartnershipState::ended, show(context, id).customers};
}

}  // namespace

void add_partnership_routes(api::Router& router) {
    router.get("/ext/v1/partnerships", list)
        .allow(Permission::see_resellers)
        .summary("The caller's resellers, or the providers it sells for, in every state");
    router.get("/ext/v1/partnerships/{partner}", show)
        .allow(Permission::see_resellers)
        .summary("One partnership");
    router.post("/ext/v1/partnerships/{partner}/acceptance", accept)
        .allow(Permission::manage_partnerships)
        .needs_person()
        .summary("A reseller authorises a provider that has invited it");
    router.post("/ext/v1/partnerships/{partner}/refusal", refuse)
        .allow(Permission::manage_partnerships)
        .needs_person()
        .summary("A reseller refuses a provider that has invited it");
    router.del("/ext/v1/partnerships/{partner}", end)
        .allow(Permission::manage_partnerships)
        .summary("End a partnership; customers and delegated rights stay");
}

}  // namespace entrepot::partners
