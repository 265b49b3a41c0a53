// Walking CBOR (RFC 8949) of definite lengths, all that WebAuthn allows: see attestation_object.hpp.
#include "access/attestation_object.hpp"

#include <cstdint>

namespace entrepot::access {

namespace {

constexpr int deepest = 8;  // CTAP2 allows four

enum Major : unsigned {
    whole = 0,
    negative = 1,
    bytes = 2,
    text = 3,
    list = 4,
    map = 5,
    tag = 6,
    simple = 7
};

class Walk {
public:
    explicit Walk(std::string_view rest) : rest_(rest) {}

    // The head of an item: its kind and its argument. False where the text ends or a length is indefinite.
    bool head(unsigned& major, std::uint64_t& argument) {
        if (rest_.empty()) return false;
        auto const first = static_cast<unsigned char>(rest_[0]);
        rest_.remove_prefix(1);
        major = first >> 5;
        auto const info = first & 31u;
        if (info < 24) return argument = info, true;
        if (info > 27) return false;
        auto const size = std::size_t{1} << (info - 24);
        if (rest_.size() < size) return false;
        argument = 0;
        for (std::size_t i = 0; i < size; ++i)
            argument = argument << 8 | static_cast<unsigned char>(rest_[i]);
        rest_.remove_prefix(size);
        return true;
    }

    // A string of bytes or letters.
    bool string(unsigned kind, std::string_view& out) {
        unsigned major = 0;
        std::uint64_t size = 0;
        if (!head(major, size) || major != kind || size > rest_.size()) return false;
        out = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return true;
    }

    bool skip(int depth = 0) {
        unsigned major = 0;
        std::uint64_t argument = 0;
        if (depth > deepest || !head(major, argument)) return false;
        if (major == bytes || major == text) {
            if (argument > rest_.size()) return false;
            rest_.remove_prefix(argument);
            return true;
        }
        if (major != list && major != map && major != tag) return true;
        if (argument > rest_.size() && major != tag) return false;  // each item takes a byte at least
        auto const items = major == map ? argument * 2 : major == list ? argument : 1;
        for (std::uint64_t i = 0; i < items; ++i)
            if (!skip(depth + 1)) return false;
        return true;
    }

    bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

}  // namespace

std::optional<std::string> authenticator_data_of(std::string_view attestation) {
    Walk walk(attestation);
    unsigned major = 0;
    std::uint64_t members = 0;
    if (!walk.head(major, members) || major != map || members > 8) return std::nullopt;
    std::optional<std::string> found;
    for (std::uint64_t i = 0; i < members; ++i) {
        std::string_view name, value;
        if (!walk.string(text, name)) return std::nullopt;
        if (name != "authData") {
            if (!walk.skip()) return std::nullopt;
        } else {
            if (!walk.string(bytes, value)) return std::nullopt;
            found = std::string(value);
        }
    }
    return walk.at_end() ? found : std::nullopt;
}

}  // namespace entrepot::access
