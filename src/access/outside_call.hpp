// Asking an outside provider over HTTPS: bounded in time, size and number of tries.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "access/outside_provider.hpp"

namespace entrepot::access {

// name=value&…, encoded: of an address or a form.
std::string pairs_of(std::vector<std::pair<char const*, std::string>> const& list);

struct OutsideAnswer {
    int status = 0;  // 0: there was no answer
    std::string body, error;
};

// Once more where there was no answer or one of 500 and up. No redirects; https, or http to this machine.
OutsideAnswer fetch(OutsideProvider const& provider, std::string const& url);

struct ClientProof {
    std::string id, secret;  // by HTTP Basic; empty: the form says it
};
// A form is sent once: what it carries counts once.
OutsideAnswer post_form(OutsideProvider const& provider, std::string const& url, std::string const& form,
                        std::optional<ClientProof> const& proof);

}  // namespace entrepot::access
