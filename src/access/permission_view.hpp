// Verdicts as the portal reads them: allowed, and if not the reasons in the reader's language.
#pragma once

#include "api/context.hpp"

namespace entrepot::access {

// {"allowed", "reasons": [{"code", "message", "roles"}]}
std::string verdict_json(Verdict const& verdict, Language language);
// Each permission of the caller by its name.
std::string permissions_json(api::Context& context, Caller const& caller);

}  // namespace entrepot::access
