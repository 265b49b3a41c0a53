// Signed links: see document_link.hpp.
#include "agreements/document_link.hpp"

#include "base/base64.hpp"

namespace entrepot::agreements {

namespace {

constexpr std::size_t digest_size = 32,
                      head_size = 16 + 16 + 8 + 1;  // nonce, template, end, manner; then the language

std::string eight_bytes(std::int64_t number) {
    std::string out;
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
    return out;
}

std::int64_t read_eight(std::string_view bytes) {
    std::int64_t out = 0;
    for (unsigned char const c : bytes) out = out << 8 | c;
    return out;
}

std::string sign(std::string_view payload, Safe& safe) {
    return safe.digest("agreement-document\n" + std::string(payload));
}

// Takes as long wherever the first difference stands.
bool same(std::string_view a, std::string_view b) {
    unsigned char difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        difference |= static_cast<unsigned char>(a[i] ^ b[i]);
    return difference == 0;
}

}  // namespace

std::string write_link(DocumentLink const& link, Safe& safe) {
    std::string payload(new_uuid().view());
    payload += link.template_id.view();
    payload += eight_bytes(to_micros(link.expires));
    payload += link.download ? 'd' : 's';
    payload += link.language;
    return base64url(payload + sign(payload, safe));
}

std::optional<DocumentLink> read_link(std::string_view word, Safe& safe) {
    auto const bytes = from_base64url(word);
    // One spelling only: bits that base64url leaves over may not differ either.
    if (!bytes || bytes->size() <= head_size + digest_size || base64url(*bytes) != word) return std::nullopt;
    auto const payload = std::string_view(*bytes).substr(0, bytes->size() - digest_size);
    if (!same(sign(payload, safe), std::string_view(*bytes).substr(payload.size()))) return std::nullopt;
    return DocumentLink{.template_id = Id<Template>(Uuid::from_bytes(payload.substr(16, 16))),
                        .language = std::string(payload.substr(head_size)),
                        .download = payload[head_size - 1] == 'd',
                        .expires = from_micros(read_eight(payload.substr(32, 8)))};
}

}  // namespace entrepot::agreements
