// The deployment's key in use: seal what must be read again, digest what must only be recognised.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entrepot {

struct Safe {
    virtual ~Safe() = default;

    virtual std::string seal(std::string_view plain) = 0;
    // Nothing for what was not sealed with this key.
    virtual std::optional<std::string> open(std::string_view sealed) = 0;
    // A keyed digest of 32 bytes.
    virtual std::string digest(std::string_view text) = 0;
};

}  // namespace entrepot
