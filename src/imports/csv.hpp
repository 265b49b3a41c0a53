// Writing CSV that a spreadsheet opens as it is meant: with a byte order mark, and no cell that is a formula.
#pragma once

#include <string>
#include <vector>

#include "base/act.hpp"

namespace entrepot::imports {

inline std::string const csv_mark = "\xef\xbb\xbf";

// Separated by what spreadsheets of the language expect: a semicolon in French. What begins like a formula is
// written after an apostrophe, which an import takes off again.
std::string csv_line(std::vector<std::string> const& cells, Language language);
// Without the apostrophe of csv_line().
std::string unguarded(std::string cell);

}  // namespace entrepot::imports
