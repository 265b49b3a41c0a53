// Writing CSV: see csv.hpp.
#include "imports/csv.hpp"

namespace entrepot::imports {

namespace {

// What Excel and its like would work out.
bool begins_formula(std::string_view cell) {
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

}  // namespace

std::string csv_line(std::vector<std::string> const& cells, Language language) {
    char const separator = language == Language::fr ? ';' : ',';
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += separator;
        auto const guarded = begins_formula(cells[i]) ? '\'' + cells[i] : cells[i];
        if (guarded.find_first_of(std::string("\"\r\n") + separator) == std::string::npos) {
            out += guarded;
            continue;
        }
        out += '"';
        for (char const c : guarded) out += c == '"' ? std::string("\"\"") : std::string(1, c);
        out += '"';
    }
    return out + "\r\n";
}

std::string unguarded(std::string cell) {
    if (cell.size() > 1 && cell.front() == '\'' && begins_formula(std::string_view(cell).substr(1)))
        cell.erase(0, 1);
    return cell;
}

}  // namespace entrepot::imports
