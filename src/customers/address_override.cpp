// Which rules of an address a reason sets aside: see address_override.hpp.
#include "customers/address_override.hpp"

#include "base/fold.hpp"

namespace entrepot::customers {

std::vector<std::string> set_aside(std::vector<FieldProblem>& problems, std::string_view reason) {
    std::vector<std::string> out;
    if (length(reason) < 3) return out;
    std::erase_if(problems, [&](FieldProblem const& one) {
        bool const soft = one.code == "postal_code_malformed" || one.code == "phone_malformed" ||
                          one.code == "state_unknown";
        if (soft) out.push_back(one.field);
        return soft;
    });
    return out;
}

std::vector<std::string> raise_what_counts(Problems const& problems, std::string_view reason) {
    auto found = problems.list();
    auto out = set_aside(found, reason);
    Problems left;
    for (auto const& one : found) left.add(one.field, one.code, one.words);
    left.raise();
    return out;
}

}  // namespace entrepot::customers
