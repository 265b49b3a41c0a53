// The SQL of relations: see relationship_store.hpp. It reads whom customers were sold through; customers/
// comes later than partners/ and is not included.
#include "partners/relationship_store.hpp"

namespace entrepot::partners {

namespace {

constexpr int most = 5000;  // a provider's resellers: all of them are read, sorted and searched in memory

struct SoldThrough {
    std::optional<Id<Tenant>> reseller;
    static constexpr std::string_view schema_name = "SoldThrough";
    static constexpr auto fields() {
        return Fields{field("resellerId", &SoldThrough::reseller, "Through whom a customer buys.")};
    }
};

struct CustomerCount {
    Id<Tenant> reseller;
    std::int64_t customers = 0;
    static constexpr std::string_view schema_name = "CustomerCount";
    static constexpr auto fields() {
        return Fields{field("resellerId", &CustomerCount::reseller, "The reseller."),
                      field("customers", &CustomerCount::customers, "How many.")};
    }
};

}  // namespace

std::vector<Counterpart> resellers_of(db::Tx& tx, Caller const& caller) {
    if (caller.kind != TenantKind::indirect_provider) return {};
    return tx.list<Counterpart>(
        caller.scope(),
        "SELECT t.tenant_id, t.name, t.mpn_id, t.country, t.agreement_signed, p.state "
        "FROM partnerships p JOIN tenants t ON t.tenant_id = p.reseller_id "
        "WHERE {tenant:p} ORDER BY t.name, t.tenant_id LIMIT $1",
        most);
}

std::vector<Counterpart> providers_of(db::Tx& tx, Caller const& caller) {
    if (caller.kind != TenantKind::indirect_reseller) return {};
    return tx.list<Counterpart>(
        caller.scope(),
        "SELECT t.tenant_id, t.name, t.mpn_id, t.country, t.agreement_signed, p.state "
        "FROM partnerships p JOIN tenants t ON t.tenant_id = p.tenant_id "
        "WHERE {scope:p} ORDER BY t.name, t.tenant_id LIMIT $1",
        most);
}

std::vector<Counterpart> resellers_of_customer(db::Tx& tx, Scope const& scope, Id<Tenant> customer) {
    if (!tx.find<SoldThrough>(scope,
                              "SELECT reseller_id FROM customers WHERE customer_id = $1 AND "
                              "relationship <> 'none' AND {scope}",
                              customer))
        throw Problem("1000");
    return tx.list<Counterpart>(
        scope,
        "SELECT t.tenant_id, t.name, t.mpn_id, t.country, t.agreement_signed, p.state "
        "FROM customers c JOIN tenants t ON t.tenant_id = c.reseller_id "
        "JOIN partnerships p ON p.tenant_id = c.partner_id AND p.reseller_id = c.reseller_id "
        "WHERE c.customer_id = $1 AND {scope:c} ORDER BY t.name, t.tenant_id",
        customer);
}

std::unordered_map<Uuid, std::int64_t> count_customers(db::Tx& tx, Scope const& scope,
                                                       std::span<Counterpart const> resellers) {
    check(resellers.size() <= counted_at_once, "customers are counted for a page of resellers");
    std::array<Uuid, counted_at_once>
        ids{};  // the empty id asks for the partner's total, which nobody looks up
    for (std::size_t i = 0; i < resellers.size(); ++i) ids[i] = resellers[i].id;
    static constexpr db::Sql sql =
        "SELECT reseller_id, CAST(SUM(customers) AS BIGINT) FROM customer_tallies WHERE reseller_id IN ("
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
        "$15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, "
        "$29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, "
        "$43, $44, $45, $46, $47, $48, $49, $50) "
        "AND {scope} GROUP BY reseller_id";
    auto const rows =
        std::apply([&](auto const&... id) { return tx.list<CustomerCount>(scope, sql, id...); }, ids);
    std::unordered_map<Uuid, std::int64_t> out;
    for (auto const& row : rows) out.emplace(row.reseller, row.customers);
    return out;
}

std::vector<PartnershipView> partnerships_of(db::Tx& tx, Caller const& caller,
                                             std::optional<Id<Tenant>> other) {
    auto const any = std::int64_t{!other.has_value()};
    auto const id = other.value_or(Id<Tenant>{});
    if (caller.kind == TenantKind::indirect_reseller)
        return tx.list<PartnershipView>(
            caller.scope(),
            "SELECT t.tenant_id, t.name, t.kind, t.mpn_id, t.country, t.domain, t.email, t.agreement_signed, "
            "p.state, p.created_at, (SELECT CAST(COALESCE(SUM(c.customers), 0) AS BIGINT) "
            "FROM customer_tallies c WHERE c.reseller_id = p.reseller_id AND c.partner_id = p.tenant_id) "
            "FROM partnerships p JOIN tenants t ON t.tenant_id = p.tenant_id "
            "WHERE ($1 = 1 OR p.tenant_id = $2) AND {scope:p} ORDER BY t.name, t.tenant_id LIMIT $3",
            any, id, std::int64_t{most});
    if (caller.kind != TenantKind::indirect_provider) return {};
    return tx.list<PartnershipView>(
        caller.scope(),
        "SELECT t.tenant_id, t.name, t.kind, t.mpn_id, t.country, t.domain, t.email, t.agreement_signed, "
        "p.state, p.created_at, (SELECT CAST(COALESCE(SUM(c.customers), 0) AS BIGINT) "
        "FROM customer_tallies c WHERE c.reseller_id = p.reseller_id AND c.partner_id = p.tenant_id) "
        "FROM partnerships p JOIN tenants t ON t.tenant_id = p.reseller_id "
        "WHERE ($1 = 1 OR p.reseller_id = $2) AND {tenant:p} ORDER BY t.name, t.tenant_id LIMIT $3",
        any, id, std::int64_t{most});
}

}  // namespace entrepot::partners
