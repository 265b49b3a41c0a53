// GET /ext/v1/me/permissions, and the same inside a session: see permission_view.hpp.
#include "access/permission_table.hpp"
#include "access/permission_view.hpp"
#include "access/routes.hpp"
#include "api/problem_answer.hpp"

namespace entrepot::access {

namespace {

struct ReasonView {
    std::string code, message;
    std::vector<Role> roles;
    static constexpr std::string_view schema_name = "Reason";
    static constexpr auto fields() {
        return std::tuple{field("code", &ReasonView::code, "A stable code."),
                          field("message", &ReasonView::message, "In the caller's language."),
                          field("roles", &ReasonView::roles, "Roles that would do.")};
    }
};

struct PermissionView {
    Permission permission = Permission::sign_in_only;
    std::string name;
    bool allowed = false;
    std::vector<ReasonView> reasons;
    static constexpr std::string_view schema_name = "PermissionVerdict";
    static constexpr auto fields() {
        using V = PermissionView;
        return std::tuple{field("permission", &V::permission, "The act."),
                          field("name", &V::name, "What it is, in the caller's language."),
                          field("allowed", &V::allowed, "Whether the caller may."),
                          field("reasons", &V::reasons, "Why not.")};
    }
};

std::vector<ReasonView> reasons_of(Verdict const& verdict, Language language) {
    std::vector<ReasonView> out;
    for (auto const& reason : verdict.reasons)
        out.push_back({reason.code, api::reasons_text({{reason}}, language), reason.roles});
    return out;
}

api::Cursored<PermissionView> mine(api::Context& context) {
    api::Cursored<PermissionView> out;
    auto const language = context.act.language;
    for (auto const& row : permission_table().permissions) {
        auto const verdict = context.verdict(row.permission);
        out.items.push_back({row.permission, language == Language::fr ? row.fr : row.en, verdict.allowed(),
                             reasons_of(verdict, language)});
    }
    return out;
}

}  // namespace

std::string verdict_json(Verdict const& verdict, Language language) {
    std::string out =
        std::string("{\"allowed\":") + (verdict.allowed() ? "true" : "false") + ",\"reasons\":[";
    for (auto const& reason : reasons_of(verdict, language)) {
        if (out.back() != '[') out += ',';
        out += json::write(reason);
    }
    return out + "]}";
}

std::string permissions_json(api::Context& context, Caller const& caller) {
    std::string out;
    for (auto const& [permission, name] : wire_names(Permission{}))
        out += (out.empty() ? "{\"" : ",\"") + std::string(name) +
               "\":" + verdict_json(context.gate.may(caller, permission), context.act.language);
    return out + '}';
}

void add_permission_routes(api::Router& router) {
    router.get("/ext/v1/me/permissions", mine)
        .allow(Permission::sign_in_only)
        .summary("What the caller may do, and why not the rest");
}

}  // namespace entrepot::access
