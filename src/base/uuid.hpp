// Sixteen-byte identifiers: parsing, text, and version 7 ids made by the application.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace entrepot {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(Uuid const&) const = default;
    bool empty() const { return *this == Uuid{}; }

    // 36 characters, lower case, with hyphens.
    std::string text() const;
    std::string_view view() const { return {reinterpret_cast<char const*>(bytes.data()), bytes.size()}; }
    // Accepts any case, with or without braces; nothing else.
    static std::optional<Uuid> parse(std::string_view text);
    static Uuid from_bytes(std::string_view sixteen);
};

// Time-ordered (RFC 9562, version 7): new rows land at the end of their index.
Uuid new_uuid();
// Random bytes from the operating system's generator.
void fill_random(void* out, std::size_t size);

// An id of one kind of thing; ids of two kinds do not mix.
template <class Tag>
struct Id : Uuid {
    Id() = default;
    explicit Id(Uuid uuid) : Uuid(uuid) {}
};

}  // namespace entrepot

template <>
struct std::hash<entrepot::Uuid> {
    std::size_t operator()(entrepot::Uuid const& id) const {
        return std::hash<std::string_view>{}(id.view());
    }
};
