// A sandbox's rule about tokens: whether a password alone counts as two factors.
#include "access/routes.hpp"
#include "api/context.hpp"
#include "api/router.hpp"

namespace entrepot::access {

namespace {

struct TokenRules {
    Id<Tenant> tenant;
    bool password_proves_mfa = true;
    static constexpr std::string_view schema_name = "SandboxTokenRules";
    static constexpr std::string_view table = "sandbox_token_rules";
    static constexpr auto fields() {
        return Fields{
            field("tenantId", &TokenRules::tenant, "Whose.").key().read_only(),
            field("passwordProvesMfa", &TokenRules::password_proves_mfa,
                  "Whether grant_type=password gives tokens as if a second factor had been shown.")};
    }
};

TokenRules view(api::Context& context) {
    auto const tenant = context.caller().tenant;
    return context.tx
        .find<TokenRules>(Scope::partner(tenant), "SELECT {*} FROM sandbox_token_rules WHERE {tenant}")
        .value_or(TokenRules{tenant, true});
}

TokenRules change(api::Context& context, TokenRules const& rules) {
    TokenRules const row{context.caller().tenant, rules.password_proves_mfa};
    context.tx.exec(
        Scope::partner(row.tenant),
        "INSERT INTO sandbox_token_rules (tenant_id, password_proves_mfa) VALUES ($1, $2) "
        "ON CONFLICT (tenant_id) DO UPDATE SET password_proves_mfa = excluded.password_proves_mfa",
        row.tenant, row.password_proves_mfa);
    return row;
}

}  // namespace

void add_token_rules_routes(api::Router& router) {
    router.get("/ext/v1/sandbox/token-rules", view)
        .allow(Permission::manage_apps)
        .only_in_sandbox()
        .summary("A sandbox's rule about passwords and second factors");
    router.put("/ext/v1/sandbox/token-rules", change)
        .allow(Permission::manage_apps)
        .needs_person()
        .only_in_sandbox()
        .summary("Change that rule, to see what clients do without a second factor");
}

}  // namespace entrepot::access
