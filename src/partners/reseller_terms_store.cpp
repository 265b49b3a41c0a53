// The SQL of resellers' terms: see reseller_terms_store.hpp.
#include "partners/reseller_terms_store.hpp"

namespace entrepot::partners {

namespace {

constexpr db::Sql dealing_of =
    "SELECT p.state, t.margin_points, t.credit_limit_minor, t.currency FROM partnerships p LEFT JOIN "
    "reseller_terms t ON t.partner_id = p.tenant_id AND t.reseller_id = p.reseller_id "
    "WHERE p.reseller_id = $1 AND {tenant:p}";

}  // namespace

std::optional<ResellerTerms> find_terms(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller) {
    return tx.find<ResellerTerms>(Scope::partner(provider),
                                  "SELECT {*} FROM reseller_terms WHERE reseller_id = $1 AND {scope}",
                                  reseller);
}

std::vector<ResellerTerms> terms_in_force(db::Tx& tx, Id<Tenant> reseller) {
    return tx.list<ResellerTerms>(
        Scope::reseller(reseller),
        "SELECT {*:t} FROM partnerships p JOIN reseller_terms t ON t.partner_id = p.tenant_id AND "
        "t.reseller_id = p.reseller_id WHERE p.state = 'active' AND {scope:p} ORDER BY t.partner_id LIMIT "
        "200");
}

void save_terms(db::Tx& tx, ResellerTerms const& terms) {
    auto const scope = Scope::partner(terms.partner);
    if (!tx.try_insert(scope, terms)) tx.update(scope, terms);
}

std::optional<Credit> Dealing::credit(Id<Tenant> provider, Id<Tenant> reseller) const {
    if (!credit_limit_minor || !currency) return std::nullopt;
    return Credit{provider, reseller, margin_points.value_or(0), {*credit_limit_minor, *currency}};
}

std::optional<Dealing> find_dealing(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller) {
    return tx.find<Dealing>(Scope::partner(provider), dealing_of, reseller);
}

void expect_dealing(db::Tx& tx, Id<Tenant> provider, Id<Tenant> reseller) {
    tx.expect<Dealing>(Scope::partner(provider), dealing_of, reseller);
}

void count_purchase(db::Tx& tx, Credit const& credit) {
    tx.exec(Scope::partner(credit.partner),
            "UPDATE reseller_terms SET purchases = purchases + 1 WHERE reseller_id = $1 AND {scope}",
            credit.reseller);
}

}  // namespace entrepot::partners
