// Verdicts as readers get them: allowed, and if not the reasons in the reader's language.
#pragma once

#include "api/gate.hpp"
#include "base/act.hpp"

namespace entrepot::api {

struct ReasonView {
    std::string code, message;
    std::vector<Role> roles;
    static constexpr std::string_view schema_name = "Reason";
    static constexpr auto fields() {
        return Fields{field("code", &ReasonView::code, "A stable code."),
                      field("message", &ReasonView::message, "In the caller's language."),
                      field("roles", &ReasonView::roles, "Roles that would do.")};
    }
};

std::vector<ReasonView> reasons_of(Verdict const& verdict, Language language);
// {"allowed", "reasons": [{"code", "message", "roles"}]}
std::string verdict_json(Verdict const& verdict, Language language);

}  // namespace entrepot::api
