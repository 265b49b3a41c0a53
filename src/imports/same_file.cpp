// Telling files apart: see same_file.hpp.
#include "imports/same_file.hpp"

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <vector>

namespace entrepot::imports {

namespace {

constexpr std::size_t piece_bytes = 64 << 10;

struct Freed {
    void operator()(EVP_MD_CTX* one) const { EVP_MD_CTX_free(one); }
};

}  // namespace

Uuid request_of(Source const& source, std::string_view whose, int nth) {
    std::unique_ptr<EVP_MD_CTX, Freed> const context(EVP_MD_CTX_new());
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    auto const head = std::string(whose) + '\n' + std::to_string(nth) + '\n';
    EVP_DigestUpdate(context.get(), head.data(), head.size());
    std::vector<char> piece(piece_bytes);
    for (std::size_t at = 0, got = 0; (got = source.read(at, piece.data(), piece.size())) > 0; at += got)
        EVP_DigestUpdate(context.get(), piece.data(), got);
    unsigned char out[EVP_MAX_MD_SIZE];
    EVP_DigestFinal_ex(context.get(), out, nullptr);
    return Uuid::from_bytes({reinterpret_cast<char const*>(out), sizeof(Uuid::bytes)});
}

}  // namespace entrepot::imports
