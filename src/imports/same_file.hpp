// Which upload a file on disk is: the same bytes in the same name are the same import, so that a command that
// was killed goes on when it is given again.
#pragma once

#include "base/uuid.hpp"
#include "imports/source.hpp"

namespace entrepot::imports {

// Of the `nth` import of this file: one after another where those before are over.
Uuid request_of(Source const& source, std::string_view whose, int nth);

}  // namespace entrepot::imports
