// Lists: the envelopes of wire.md 5 and 6, and the cursors that carry a keyset.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entrepot::api {

// {"totalCount", "items", "links", "attributes"}; the whole list at once, or a part of it where the caller
// pages by offset: then a next link names the offset to go on from.
template <class T>
struct Collection {
    std::vector<T> items;
    std::optional<std::int64_t> next_offset = {};
};

// The same with a continuation token; without one it is the last page.
template <class T>
struct Page {
    std::vector<T> items;
    std::string continuation;
};

// /ext/v1: {"items", "next", "previous"}.
template <class T>
struct Cursored {
    std::vector<T> items;
    std::string next, previous;
};

// Values of a keyset in one opaque word (base64url), and back; nullopt for a word that was not made here.
std::string make_cursor(std::vector<std::string> const& keys);
std::optional<std::vector<std::string>> read_cursor(std::string_view word);

// 0 asks for no limit and gets a page with a next link; never more than 500 (product.md).
int page_size(std::optional<int> asked, int usual);

}  // namespace entrepot::api
