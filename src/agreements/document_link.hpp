// Short-lived links to an agreement's PDF, for those who have no sign-in: signed, and another one each time.
#pragma once

#include <optional>
#include <string>

#include "agreements/template.hpp"
#include "base/safe.hpp"

namespace entrepot::agreements {

struct DocumentLink {
    Id<Template> template_id;
    std::string language;
    bool download = false;  // saved by the browser, or shown in it
    Time expires;           // real time
};

inline constexpr minutes document_link_life{5};

// One path segment of letters, digits, '-' and '_'.
std::string write_link(DocumentLink const& link, Safe& safe);
// Nothing for a word that was not written here. Does not look at the clock.
std::optional<DocumentLink> read_link(std::string_view word, Safe& safe);

}  // namespace entrepot::agreements
