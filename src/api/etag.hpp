// Optimistic concurrency: a stale etag is refused, an absent one asks for nothing (rules.md M5).
#pragma once

#include "api/context.hpp"
#include "base/etag.hpp"

namespace entrepot::api {

// SDKs send it in the body's attributes, others in If-Match; whichever is given must be current.
inline void require_current(Context const& context, json::Given const& given, std::string_view current) {
    if (!etag_agrees(context.request.header("If-Match"), current) || !etag_agrees(given.etag, current))
        throw Problem("2055");
}

}  // namespace entrepot::api
