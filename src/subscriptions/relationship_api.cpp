// Ending the relation with a customer, and the services that a partner manages for it.
#include "api/problem_answer.hpp"
#include "catalog/catalogue_store.hpp"
#include "customers/customer_store.hpp"
#include "customers/customer_view.hpp"
#include "events/event.hpp"
#include "partners/invitation_flow.hpp"
#include "subscriptions/relationship_end.hpp"
#include "subscriptions/routes.hpp"
#include "subscriptions/subscription_store.hpp"

namespace entrepot::subscriptions {

namespace {

struct CustomerPatch {
    customers::Relationship relationship = customers::Relationship::unknown;
    static constexpr std::string_view schema_name = "CustomerPatch";
    static constexpr auto fields() {
        return Fields{field("relationshipToPartner", &CustomerPatch::relationship,
                            "none ends the relation; nothing else can be changed here.")
                          .or_default()};
    }
};

struct RelationshipEnded {
    std::string name, domain;
    static constexpr std::string_view schema_name = "RelationshipEnded";
    static constexpr auto fields() {
        return Fields{field("name", &RelationshipEnded::name, "The customer."),
                      field("domain", &RelationshipEnded::domain, "Its domain.")};
    }
};

std::vector<FieldProblem> obstacles(api::Context& context, customers::CustomerId const& id) {
    auto const catalogue = catalog::current(context.tx);
    return in_the_way(list(context.tx, context.scope(), id), *catalogue, context.act.language);
}

// rules.md B16 and B17. The customer keeps its tenant; its rows stay for invoices, out of reach.
customers::CustomerView end_relationship(api::Context& context, customers::CustomerId const& id,
                                         CustomerPatch const& patch) {
    auto customer = customers::get(context.tx, context.scope(), id);
    // The relation is the partner's; a reseller and the customer have ways of their own.
    if (!context.caller().is_partner()) throw Problem("20002");
    if (patch.relationship != customers::Relationship::none)
        throw Problem("relationship_only_none").at("relationshipToPartner");
    auto found = obstacles(context, id);
    if (!found.empty()) throw Problem(found.front().code, found.front().words).with(std::move(found));
    customers::end_relationship(context.tx, context.scope(), customer);
    partners::revoke_of_customer(context.tx, context.act, customer.partner, customer.id);
    events::append(context.tx, context.act, {customer.partner, customer.reseller, customer.id},
                   "relationship_ended", customer.id, RelationshipEnded{customer.name, customer.domain});
    customer.relationship = customers::Relationship::none;
    return customers::full_view(customer);
}

struct Obstacle {
    std::string code, rule;
    static constexpr std::string_view schema_name = "RelationshipObstacle";
    static constexpr auto fields() {
        return Fields{field("code", &Obstacle::code, "A stable code."),
                      field("message", &Obstacle::rule, "In the caller's language.")};
    }
};

struct RelationshipState {
    bool may_end = false;
    std::vector<Obstacle> obstacles;
    static constexpr std::string_view schema_name = "RelationshipState";
    static constexpr auto fields() {
        return Fields{
            field("mayEnd", &RelationshipState::may_end, "Whether nothing stands in the way."),
            field("obstacles", &RelationshipState::obstacles, "What does."),
        };
    }
};

RelationshipState state(api::Context& context, customers::CustomerId const& id) {
    customers::get(context.tx, context.scope(), id);
    RelationshipState out;
    for (auto const& one : obstacles(context, id))
        out.obstacles.push_back({one.code, api::field_sentence(one, context.act.language)});
    out.may_end = out.obstacles.empty();
    return out;
}

struct ManagedService {
    std::string id, name;
    void links(std::vector<Link>& out) const {
        out.push_back({"adminService", "/services/" + id});
        out.push_back({"serviceHealth", "/services/" + id + "/health"});
        out.push_back({"serviceTicket", "/servicerequests"});
    }
    static constexpr std::string_view schema_name = "ManagedService";
    static constexpr std::string_view object_type = "ManagedService";
    static constexpr auto fields() {
        return Fields{field("id", &ManagedService::id, "The product."),
                      field("name", &ManagedService::name, "Its name.")};
    }
};

// Each product once that the customer has an active subscription to.
api::Collection<ManagedService> managed_services(api::Context& context, customers::CustomerId const& id) {
    customers::get(context.tx, context.scope(), id);
    auto const catalogue = catalog::current(context.tx);
    api::Collection<ManagedService> out;
    for (auto const& record : list(context.tx, context.scope(), id)) {
        if (record.status != Status::active || record.parent) continue;
        auto const* item = catalogue->find(record.item_id);
        auto const product = item ? item->product_id : record.item_id;
        bool known = false;
        for (auto const& one : out.items) known = known || one.id == product;
        if (!known)
            out.items.push_back({product, item ? item->name.in(context.act.language) : record.offer_name});
    }
    return out;
}

}  // namespace

void add_relationship_routes(api::Router& router) {
    router.patch("/v1/customers/{customer}", end_relationship)
        .allow(Permission::remove_relationship)
        .needs_person()
        .summary("End the relation with a customer whose subscriptions are suspended");
    router.get("/ext/v1/customers/{customer}/relationship", state)
        .allow(Permission::see_customers)
        .summary("Whether the relation with a customer can be ended, and what stands in the way");
    router.get("/v1/customers/{customer}/managedservices", managed_services)
        .allow(Permission::see_customers)
        .summary("The services that a customer has through the partner");
}

}  // namespace entrepot::subscriptions
