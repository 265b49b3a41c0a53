// What the log says of who was refused.
#pragma once

#include <exception>
#include <string>

#include "api/route.hpp"

namespace entrepot::api {

// A problem's code; empty for any other error.
std::string code_of(std::exception_ptr error);

// Who was refused what, by ids and codes; of those without a sign-in also that they were not let in.
void note_refusal(Route const& route, Act const& act, Request const& request, int status,
                  std::string const& code, std::string const& correlation);

}  // namespace entrepot::api
