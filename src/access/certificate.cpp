// Certificates through OpenSSL: see certificate.hpp.
#include "access/certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>

#include "base/base64.hpp"

namespace entrepot::access {

namespace {

struct Freed {
    void operator()(X509* one) const { X509_free(one); }
    void operator()(BIO* one) const { BIO_free(one); }
    void operator()(EVP_MD_CTX* one) const { EVP_MD_CTX_free(one); }
};
using X509Pointer = std::unique_ptr<X509, Freed>;

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

X509Pointer from_der(std::string const& der) {
    auto const* at = bytes_of(der);
    return X509Pointer(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
}

X509Pointer parse(std::string_view text) {
    if (text.find("-----BEGIN CERTIFICATE-----") != std::string_view::npos) {
        std::unique_ptr<BIO, Freed> const memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
        return X509Pointer(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    }
    std::string letters;
    for (char const c : text)
        if (c != '\n' && c != '\r' && c != ' ' && c != '\t') letters += c;
    auto const der = from_base64url(letters);
    return der ? from_der(*der) : nullptr;
}

std::string der_of(X509* one) {
    unsigned char* made = nullptr;
    int const size = i2d_X509(one, &made);
    std::string out(reinterpret_cast<char*>(made), size > 0 ? static_cast<std::size_t>(size) : 0);
    OPENSSL_free(made);
    return out;
}

std::string digest(std::string const& der, EVP_MD const* how) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_Digest(der.data(), der.size(), out, &size, how, nullptr);
    return base64url({reinterpret_cast<char*>(out), size});
}

std::string subject_of(X509* one) {
    std::unique_ptr<BIO, Freed> const memory(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(memory.get(), X509_get_subject_name(one), 0,
                       XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    char* data = nullptr;
    auto const size = BIO_get_mem_data(memory.get(), &data);
    return std::string(data, static_cast<std::size_t>(size)).substr(0, 300);
}

std::optional<Time> time_of(ASN1_TIME const* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
    return Time{seconds{timegm(&parts)}};
}

}  // namespace

std::optional<Certificate> read_certificate(std::string_view text) {
    auto const one = parse(text);
    if (!one) return std::nullopt;
    auto* const key = X509_get0_pubkey(one.get());
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA) return std::nullopt;
    if (EVP_PKEY_get_bits(key) < 2048 || EVP_PKEY_get_bits(key) > 8192) return std::nullopt;
    auto const begins = time_of(X509_get0_notBefore(one.get()));
    auto const expires = time_of(X509_get0_notAfter(one.get()));
    if (!begins || !expires) return std::nullopt;
    auto der = der_of(one.get());
    Certificate out;
    out.subject = subject_of(one.get());
    out.thumbprint = digest(der, EVP_sha1());
    out.thumbprint256 = digest(der, EVP_sha256());
    out.der = std::move(der);
    out.begins = *begins;
    out.expires = *expires;
    return out;
}

bool certificate_signed(std::string const& der, Padding padding, std::string_view text,
                        std::string_view signature) {
    auto const one = from_der(der);
    auto* const key = one ? X509_get0_pubkey(one.get()) : nullptr;
    if (!key) return false;
    std::unique_ptr<EVP_MD_CTX, Freed> const context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* how = nullptr;
    if (EVP_DigestVerifyInit(context.get(), &how, EVP_sha256(), nullptr, key) != 1) return false;
    bool const pss = padding == Padding::pss;
    if (EVP_PKEY_CTX_set_rsa_padding(how, pss ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING) != 1) return false;
    if (pss && EVP_PKEY_CTX_set_rsa_pss_saltlen(how, RSA_PSS_SALTLEN_DIGEST) != 1) return false;
    return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(text),
                            text.size()) == 1;
}

}  // namespace entrepot::access
