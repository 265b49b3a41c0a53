// Where the sources stand, for tests that read them.
#pragma once

#include <string>

namespace entrepot::support {

// The absolute path of a file or folder of the checkout.
std::string source_path(std::string const& relative);

}  // namespace entrepot::support
