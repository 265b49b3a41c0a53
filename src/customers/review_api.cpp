// The operator's side of a sandbox: its queue of qualifications, and whether an account is approved.
// Outside a sandbox a partner never decides on its own customers; the operator does, with `entrepot review`.
#include <algorithm>

#include "customers/account_review_flow.hpp"
#include "customers/customer_store.hpp"
#include "customers/qualification_flow.hpp"
#include "customers/qualification_store.hpp"
#include "customers/routes.hpp"

namespace entrepot::customers {

namespace {

struct QueueQuery {
    std::optional<int> size;
    std::string cursor;
    static constexpr std::string_view schema_name = "ReviewQueueQuery";
    static constexpr auto fields() {
        return Fields{field("size", &QueueQuery::size, "Up to 100."),
                      field("cursor", &QueueQuery::cursor, "Where the page before ended.").or_default()};
    }
};

api::Cursored<ReviewEntry> queue(api::Context& context, api::Query<QueueQuery> const& asked) {
    auto const size = std::clamp(asked.size.value_or(25), 1, 100);
    Id<QualificationRequest> after;
    if (!asked.cursor.empty()) {
        auto const keys = api::read_cursor(asked.cursor);
        if (!keys || keys->size() != 1 || keys->front().size() != 16)
            throw Problem("bad_parameter", {{"value", "cursor"}}).at("cursor");
        after = Id<QualificationRequest>{Uuid::from_bytes(keys->front())};
    }
    auto rows = qualifications_in_review(context.tx, context.scope(), after, size + 1);
    api::Cursored<ReviewEntry> out;
    for (auto& row : rows) {
        if (out.items.size() == static_cast<std::size_t>(size)) {
            out.next = api::make_cursor({std::string(out.items.back().id.view())});
            break;
        }
        out.items.push_back(std::move(row));
    }
    return out;
}

struct Refusal {
    std::string reason;
    static constexpr std::string_view schema_name = "ReviewRefusal";
    static constexpr auto fields() {
        return Fields{field("reason", &Refusal::reason, "For the partner, who may correct it.")
                          .at_least(3)
                          .at_most(500)};
    }
};

ReviewEntry approve(api::Context& context, Id<QualificationRequest> const& id) {
    decide(context.tx, context.act, context.scope(), id, {true, {}});
    return get_review(context.tx, context.scope(), id);
}

ReviewEntry refuse(api::Context& context, Id<QualificationRequest> const& id, Refusal const& why) {
    decide(context.tx, context.act, context.scope(), id, {false, why.reason});
    return get_review(context.tx, context.scope(), id);
}

struct AccountDecision {
    Status status = Status::active;
    static constexpr std::string_view schema_name = "AccountDecision";
    static constexpr auto fields() {
        return Fields{field("status", &AccountDecision::status, "active, under_review or refused.")};
    }
};

AccountDecision decide_account(api::Context& context, CustomerId const& id, AccountDecision const& decision) {
    auto const customer = get(context.tx, context.scope(), id);
    change_status(context.tx, context.act, customer, decision.status);
    return decision;
}

}  // namespace

void add_review_routes(api::Router& router) {
    router.get("/ext/v1/operator/qualifications", queue)
        .allow(Permission::review_qualification)
        .only_in_sandbox()
        .summary("Qualifications that wait for a decision, oldest first");
    router.post("/ext/v1/operator/qualifications/{request}/approve", approve)
        .allow(Permission::review_qualification)
        .only_in_sandbox()
        .needs_person()
        .summary("Approve a qualification");
    router.post("/ext/v1/operator/qualifications/{request}/refuse", refuse)
        .allow(Permission::review_qualification)
        .only_in_sandbox()
        .needs_person()
        .summary("Refuse a qualification, with the reason");
    router.put("/ext/v1/operator/customers/{customer}/status", decide_account)
        .allow(Permission::review_qualification)
        .only_in_sandbox()
        .needs_person()
        .summary("Whether a customer's account is approved, under review or refused");
}

}  // namespace entrepot::customers
