// GET /ext/v1/me/permissions: what the caller may do, and why not the rest.
#include "access/permission_table.hpp"
#include "access/routes.hpp"
#include "api/verdict.hpp"

namespace entrepot::access {

namespace {

struct PermissionView {
    Permission permission = Permission::sign_in_only;
    std::string name;
    bool allowed = false;
    std::vector<api::ReasonView> reasons;
    static constexpr std::string_view schema_name = "PermissionVerdict";
    static constexpr auto fields() {
        using V = PermissionView;
        return Fields{field("permission", &V::permission, "The act."),
                      field("name", &V::name, "What it is, in the caller's language."),
                      field("allowed", &V::allowed, "Whether the caller may."),
                      field("reasons", &V::reasons, "Why not.")};
    }
};

api::Cursored<PermissionView> mine(api::Context& context) {
    api::Cursored<PermissionView> out;
    auto const language = context.act.language;
    for (auto const& row : permission_table().permissions) {
        auto const verdict = context.verdict(row.permission);
        out.items.push_back({row.permission, language == Language::fr ? row.fr : row.en, verdict.allowed(),
                             api::reasons_of(verdict, language)});
    }
    return out;
}

}  // namespace

void add_permission_routes(api::Router& router) {
    router.get("/ext/v1/me/permissions", mine)
        .allow(Permission::sign_in_only)
        .summary("What the caller may do, and why not the rest");
}

}  // namespace entrepot::access
