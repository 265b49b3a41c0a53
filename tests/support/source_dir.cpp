// The only file that the checkout's place is compiled into, so that a clone elsewhere finds the others in the cache.
#include "support/source_dir.hpp"

namespace entrepot::support {

std::string source_path(std::string const& relative) { return std::string(SOURCE_DIR) + '/' + relative; }

}  // namespace entrepot::support
