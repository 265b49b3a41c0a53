// What openapi.json lets a caller say: each place of an operation's path, query, filter and body, filled with one
// value of a stranger and the rest with the caller's own.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "rows.hpp"

namespace entrepot::stranger {

struct Attempt {
    std::string method, target, body;
    std::string place;              // path.customer, query.mpnId, body.lineItems[].subscriptionId
    std::vector<std::string> sent;  // the stranger's values in it
};

// Every attempt of one operation of the document.
std::vector<Attempt> attempts(boost::json::object const& document, std::string const& path,
                              std::string const& method, Values const& own, Values const& foreign);

}  // namespace entrepot::stranger
