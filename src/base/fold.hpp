// Text folded for search: lower case, without accents or punctuation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entrepot {

// "École & Cie" → "ecole cie". Latin, Greek and Cyrillic case; Latin accents; other letters stay.
std::string fold(std::string_view utf8);
std::vector<std::string> fold_words(std::string_view utf8);

// The smallest text greater than every text that starts with the prefix; for `>= $1 AND < $2`.
std::string after_prefix(std::string_view prefix);

// Valid UTF-8 without U+0000.
bool is_clean_utf8(std::string_view text);
// Characters, not bytes.
std::size_t length(std::string_view utf8);
// At most so many characters from the front, whole ones.
std::string cut(std::string_view utf8, std::size_t characters);
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string lower_ascii(std::string_view text);

}  // namespace entrepot
