// Setting the form of an address aside with a reason, which the log keeps: registers and post offices know
// addresses that rules do not.
#pragma once

#include <string>
#include <vector>

#include "base/field.hpp"
#include "base/problem.hpp"

namespace entrepot::customers {

struct AddressOverridden {
    std::string reason;
    std::vector<std::string> fields_set_aside;

    static constexpr std::string_view schema_name = "AddressOverridden";
    static constexpr auto fields() {
        using A = AddressOverridden;
        return Fields{field("reason", &A::reason, "Why."),
                      field("fields", &A::fields_set_aside, "What did not have the country's form.")};
    }
};

// Takes out what only says how a value looks (what is missing stays), where there is a reason of three
// letters or more; which fields those were.
std::vector<std::string> set_aside(std::vector<FieldProblem>& problems, std::string_view reason);
// The same; what is left is raised.
std::vector<std::string> raise_what_counts(Problems const& problems, std::string_view reason);

}  // namespace entrepot::customers
