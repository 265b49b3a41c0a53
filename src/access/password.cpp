// Stored passwords, and which may be chosen: see password.hpp.
#include "access/password.hpp"

#include <algorithm>
#include <functional>

#include "access/vault.hpp"
#include "base/base64.hpp"
#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "json/json.hpp"

namespace entrepot::access {

namespace {

constexpr std::size_t name_that_counts = 4, enough_beside_names = 8;
constexpr std::string_view list_file = "web/node_modules/@zxcvbn-ts/language-common/src/passwords.json";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Hashes instead of texts: a tenth of the memory, and no word of the list stands in it.
std::vector<std::size_t> const& breached() {
    static std::vector<std::size_t> const list = [] {
        std::vector<std::size_t> out;
        for (auto const& file : embedded_files())
            if (file.path == list_file)
                for (auto const& word : json::read<std::vector<std::string>>(file.bytes, {.stored = true}))
                    out.push_back(std::hash<std::string>{}(lower_ascii(word)));
        std::sort(out.begin(), out.end());
        return out;
    }();
    return list;
}

bool is_listed(std::string const& word) {
    return std::binary_search(breached().begin(), breached().end(), std::hash<std::string>{}(word));
}

// "abcabcabc" → "abc"; a text that repeats nothing stays.
std::string said_once(std::string const& text) {
    for (std::size_t unit = 1; unit * 2 <= text.size(); ++unit) {
        bool repeats = text.size() % unit == 0;
        for (std::size_t i = unit; repeats && i < text.size(); ++i) repeats = text[i] == text[i - unit];
        if (repeats) return text.substr(0, unit);
    }
    return text;
}

std::string without_trimmings(std::string text) {
    while (!text.empty() && !is_letter(text.back())) text.pop_back();
    auto const first = std::find_if(text.begin(), text.end(), is_letter);
    return {first, text.end()};
}

// 123456789012, abcdefghijkl, and backwards; nine is followed by nought.
bool is_row(std::string const& text) {
    for (int const step : {1, -1}) {
        bool row = text.size() > 1;
        for (std::size_t i = 1; row && i < text.size(); ++i) {
            bool const wraps = text[i - 1] == (step > 0 ? '9' : '0') && text[i] == (step > 0 ? '0' : '9');
            row = text[i] - text[i - 1] == step || wraps;
        }
        if (row) return true;
    }
    return false;
}

std::string without(std::string text, std::string const& word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word))
        text.erase(at, word.size());
    return text;
}

}  // namespace

std::string stored_secret(Safe& safe, std::string const& secret) {
    return "digest:" + base64url(safe.digest(secret));
}

bool password_fits(Safe& safe, std::string const& stored, std::string const& given) {
    if (!stored.starts_with("digest:")) return verify_password(stored, given);
    auto const other = stored_secret(safe, given);
    unsigned different = stored.size() != other.size();
    for (std::size_t i = 0; i < std::min(stored.size(), other.size()); ++i)
        different |= static_cast<unsigned char>(stored[i] ^ other[i]);
    return different == 0;
}

bool account_password_fits(Safe& safe, std::optional<std::string> const& stored, std::string const& given) {
    static std::string const nobodys = hash_password(new_secret());
    bool const is_hash = stored && stored->starts_with("$argon2id$");
    bool const hash_fits = verify_password(is_hash ? *stored : nobodys, given);
    bool const is_digest = stored && stored->starts_with("digest:");
    bool const digest_fits = password_fits(safe, is_digest ? *stored : "digest:", given);
    return is_hash ? hash_fits : is_digest && digest_fits;
}

bool is_breached(std::string const& password) {
    auto const lower = lower_ascii(password);
    auto const once = said_once(lower);
    if (once.size() <= 4 || is_row(once)) return true;
    for (auto const& word : {lower, once, without_trimmings(lower), said_once(without_trimmings(lower))})
        if (is_listed(word)) return true;
    return false;
}

std::size_t breached_passwords() { return breached().size(); }

void check_new_password(std::string const& password, std::vector<std::string> const& names,
                        std::string const& field, Problems& problems) {
    auto const characters = length(password);
    if (characters < shortest_password) {
        problems.add(field, "password_too_short", {{"least", std::to_string(shortest_password)}});
        return;
    }
    if (characters > longest_password) {
        problems.add(field, "password_too_long", {{"most", std::to_string(longest_password)}});
        return;
    }
    if (is_breached(password)) {
        problems.add(field, "password_breached");
        return;
    }
    auto rest = lower_ascii(password);
    for (auto const& name : names)
        if (length(name) >= name_that_counts) rest = without(rest, lower_ascii(name));
    if (length(rest) < enough_beside_names && rest.size() < password.size())
        problems.add(field, "password_is_a_name");
}

}  // namespace entrepot::access
