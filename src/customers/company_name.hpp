// What looks wrong with a legal name: tests, short forms, acronyms (rules.md C11). Warnings, never refusals.
#pragma once

#include <string>
#include <vector>

#include "base/problem.hpp"

namespace entrepot::customers {

std::vector<FieldProblem> name_warnings(std::string const& name, std::string const& path);

}  // namespace entrepot::customers
