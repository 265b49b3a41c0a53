// What looks wrong with a legal name: tests, short forms, acronyms (rules.md C11), which are warnings; and
// what is none at all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace entrepot::customers {

// A letter or a digit of any script: punctuation, signs and pictures alone are no name (rules.md C12).
bool has_letters(std::string_view name);
// Without control characters: names stand in subjects of mails and in cells of tables.
bool is_one_line(std::string_view name);
std::vector<FieldProblem> name_warnings(std::string const& name, std::string const& path);

}  // namespace entrepot::customers
