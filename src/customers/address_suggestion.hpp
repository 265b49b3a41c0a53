// "Did you mean": what an address was probably meant to be, with a note on each correction. Never a refusal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/address.hpp"
#include "base/problem.hpp"

namespace entrepot::customers {

struct Meant {
    Address address;                  // corrected where something was
    std::vector<FieldProblem> notes;  // what was corrected; empty: as it came
};

// `path` names the address in notes ("billingProfile.defaultAddress").
Meant meant(Address address, std::string const& path);

}  // namespace entrepot::customers
