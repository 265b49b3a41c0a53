// Who sells through whom: relations on the wire, the partner agreement's status, and the portal's reseller
// picker.
#include <algorithm>

#include "access/account_store.hpp"
#include "api/filter.hpp"
#include "api/problem_answer.hpp"
#include "base/fold.hpp"
#include "partners/agreement_status.hpp"
#include "partners/relationship_store.hpp"
#include "partners/routes.hpp"

namespace entrepot::partners {

namespace {

struct PartnerRelationship {
    Id<Tenant> id;
    std::string name;
    RelationshipType type = RelationshipType::is_indirect_cloud_solution_provider_of;
    std::optional<std::string> mpn_id;
    std::string location, state;
    static constexpr std::string_view schema_name = "PartnerRelationship";
    static constexpr std::string_view object_type = "PartnerRelationship";
    static constexpr auto fields() {
        using P = PartnerRelationship;
        return Fields{
            field("id", &P::id, "The other partner's tenant id."),
            field("name", &P::name, "Its legal name."),
            field("relationshipType", &P::type, "What the caller is to the other partner."),
            field("mpnId", &P::mpn_id, "Its partner id."),
            field("location", &P::location, "Its country, two letters."),
            field("state", &P::state, "Active."),
        };
    }
};

struct RelationshipQuery {
    std::optional<RelationshipType> type;
    std::optional<std::string> filter;
    static constexpr std::string_view schema_name = "RelationshipQuery";
    static constexpr auto fields() {
        using R = RelationshipQuery;
        return Fields{
            field("relationship_type", &R::type, "Absent: every relation of the caller."),
            field("filter", &R::filter, "JSON: {\"Field\":\"Name\",\"Value\":…,\"Operator\":…}."),
        };
    }
};

struct StatusQuery {
    std::optional<std::string> mpn_id, tenant_id;
    static constexpr std::string_view schema_name = "AgreementStatusQuery";
    static constexpr auto fields() {
        return Fields{field("mpnId", &StatusQuery::mpn_id, "The reseller's partner id, or …"),
                      field("tenantId", &StatusQuery::tenant_id, "… its tenant id: exactly one of them.")};
    }
};

struct AgreementSignatureStatus {
    bool is_signed = false;
    static constexpr std::string_view schema_name = "AgreementSignatureStatus";
    static constexpr auto fields() {
        return Fields{field("isAgreementSigned", &AgreementSignatureStatus::is_signed,
                            "Whether it signed the partner agreement.")};
    }
};

struct ResellerReason {
    std::string code, message;
    static constexpr std::string_view schema_name = "ResellerReason";
    static constexpr auto fields() {
        return Fields{field("code", &ResellerReason::code, "A stable code."),
                      field("message", &ResellerReason::message, "In the caller's language.")};
    }
};

struct Reseller {
    Id<Tenant> id;
    std::string name;
    std::optional<std::string> mpn_id;
    std::string country;
    bool agreement_signed = false;
    PartnershipState state = PartnershipState::active;
    bool selectable = false;
    std::vector<ResellerReason> reasons;
    std::int64_t customers = 0;
    static constexpr std::string_view schema_name = "Reseller";
    static constexpr auto fields() {
        using R = Reseller;
        return Fields{
            field("id", &R::id, "Its tenant id."),
            field("name", &R::name, "Its legal name."),
            field("mpnId", &R::mpn_id, "Its partner id."),
            field("country", &R::country, "Two letters."),
            field("agreementSigned", &R::agreement_signed, "Whether it signed the partner agreement."),
            field("state", &R::state, "Where the partnership stands."),
            field("selectable", &R::selectable, "Whether new business can be done through it."),
            field("reasons", &R::reasons, "Why not."),
            field("customers", &R::customers, "How many customers it has with the caller."),
        };
    }
};

struct ResellerQuery {
    std::string q;
    std::optional<int> size;
    std::string cursor;
    static constexpr std::string_view schema_name = "ResellerQuery";
    static constexpr auto fields() {
        return Fields{
            field("q", &ResellerQuery::q, "Starts of words of the name, or of the partner id.").or_default(),
            field("size", &ResellerQuery::size, "Up to 50."),
            field("cursor", &ResellerQuery::cursor, "Where the page before ended.").or_default()};
    }
};

PartnerRelationship on_wire(Counterpart const& one, RelationshipType type) {
    return {one.id, one.name, type, one.mpn_id, one.country, "Active"};
}

std::optional<api::Filter> read_filter(std::optional<std::string> const& text) {
    using F = api::FilterOperator;
    if (!text) return std::nullopt;
    auto filter = api::parse_filter(*text);
    api::refuse_other_than(filter, {"Name"},
                           {F::equals, F::not_equals, F::substring, F::starts_with, F::not_starts_with});
    return filter;
}

api::Collection<PartnerRelationship> relationships(api::Context& context,
                                                   api::Query<RelationshipQuery> const& query) {
    using R = RelationshipType;
    auto const filter = read_filter(query.filter);
    api::Collection<PartnerRelationship> out;
    auto const add = [&](std::vector<Counterpart> const& list, R type) {
        if (query.type && *query.type != type) return;
        for (auto const& one : list) {
            bool const meant = !filter || api::matches(*filter, [&](std::string_view) { return one.name; });
            if (meant && one.state == PartnershipState::active) out.items.push_back(on_wire(one, type));
        }
    };
    add(resellers_of(context.tx, context.caller()), R::is_indirect_cloud_solution_provider_of);
    add(providers_of(context.tx, context.caller()), R::is_indirect_reseller_of);
    return out;
}

api::Collection<PartnerRelationship> of_customer(api::Context& context, Id<Tenant> const& customer) {
    api::Collection<PartnerRelationship> out;
    for (auto const& one : resellers_of_customer(context.tx, context.scope(), customer))
        out.items.push_back(on_wire(one, RelationshipType::is_indirect_cloud_solution_provider_of));
    return out;
}

AgreementSignatureStatus agreement_status(api::Context& context, api::Query<StatusQuery> const& query) {
    auto const asked = asked_for(query.mpn_id, query.tenant_id);
    auto const found = asked.tenant ? access::find_tenant(context.tx, *asked.tenant)
                                    : access::find_tenant_by_mpn_id(context.tx, asked.mpn_id);
    auto const caller = access::get_tenant(context.tx, context.caller().tenant);
    require_signed(asked, found, caller);
    return {true};
}

Reseller picked(api::Context const& context, Counterpart const& one, std::vector<std::string> const& market,
                std::int64_t customers) {
    Reseller out{.id = one.id,
                 .name = one.name,
                 .mpn_id = one.mpn_id,
                 .country = one.country,
                 .agreement_signed = one.agreement_signed,
                 .state = one.state,
                 .selectable = false,
                 .reasons = {},
                 .customers = customers};
    for (auto const& code : obstacles(one, market)) {
        auto const& entry = api::problem_entry(code);
        auto const& text = context.act.language == Language::fr ? entry.fr : entry.en;
        out.reasons.push_back({code, api::problem_words(text.rule, {{"name", one.name}})});
    }
    out.selectable = out.reasons.empty();
    return out;
}

// The order of the list and of its cursor: by folded name, then id.
std::vector<std::string> place(Counterpart const& one) { return {fold(one.name), one.id.text()}; }

std::vector<Counterpart> page_of(std::vector<Counterpart> all, ResellerQuery const& query, std::size_t size) {
    auto const after = query.cursor.empty() ? std::nullopt : api::read_cursor(query.cursor);
    if (!query.cursor.empty() && (!after || after->size() != 2))
        throw Problem("bad_parameter", {{"value", cut(query.cursor, 100)}}).at("cursor");
    std::erase_if(
        all, [&](auto const& one) { return !is_meant(one, query.q) || (after && place(one) <= *after); });
    std::ranges::sort(all, {}, place);
    if (all.size() > size) all.resize(size);
    return all;
}

api::Cursored<Reseller> resellers(api::Context& context, api::Query<ResellerQuery> const& query) {
    auto const size =
        static_cast<std::size_t>(std::min(api::page_size(query.size, 50), int{counted_at_once}));
    // One more than the page tells whether another follows.
    auto page = page_of(resellers_of(context.tx, context.caller()), query, size + 1);
    api::Cursored<Reseller> out;
    if (page.size() > size) {
        page.resize(size);
        out.next = api::make_cursor(place(page.back()));
    }
    auto const market = access::get_tenant(context.tx, context.caller().tenant).market;
    auto const counts = count_customers(context.tx, context.scope(), page);
    for (auto const& one : page) {
        auto const count = counts.find(one.id);
        out.items.push_back(picked(context, one, market, count == counts.end() ? 0 : count->second));
    }
    return out;
}

}  // namespace

void add_relationship_routes(api::Router& router) {
    router.get("/v1/relationships", relationships)
        .allow(Permission::see_resellers)
        .summary("The caller's resellers, or the providers it sells for");
    router.get("/v1/customers/{customer}/relationships", of_customer)
        .allow(Permission::see_resellers)
        .summary("The indirect resellers of a customer");
    router.get("/v1/compliance/csp/agreementstatus", agreement_status)
        .allow(Permission::see_resellers)
        .summary("Whether an indirect reseller signed the partner agreement");
    router.get("/ext/v1/resellers", resellers)
        .allow(Permission::see_resellers)
        .summary("Resellers to choose from, with why some cannot be chosen");
}

}  // namespace entrepot::partners
