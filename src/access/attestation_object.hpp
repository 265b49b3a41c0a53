// The authenticator's data inside a WebAuthn attestation object: one member of a CBOR map.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entrepot::access {

// Nothing for what is no such object. Statements of the authenticator's maker are passed over.
std::optional<std::string> authenticator_data_of(std::string_view attestation);

}  // namespace entrepot::access
