// Who may do what, as one table (rules.md R with its contradictions settled as proposed there).
#pragma once

#include "base/permission.hpp"

namespace entrepot::access {

Verdict may(Caller const& caller, Permission permission);

}  // namespace entrepot::access
