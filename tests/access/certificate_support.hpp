// A key with its self-signed certificate for tests, and tokens signed with it as MSAL clients sign theirs.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <string>

#include "base/base64.hpp"

namespace entrepot::access {

class TestCertificate {
public:
    explicit TestCertificate(int bits = 2048, long days = 30)
        : key_(EVP_RSA_gen(static_cast<unsigned>(bits))), one_(X509_new()) {
        ASN1_INTEGER_set(X509_get_serialNumber(one_), 1);
        X509_gmtime_adj(X509_getm_notBefore(one_), -2 * 86400);
        X509_gmtime_adj(X509_getm_notAfter(one_), days * 86400);
        X509_set_pubkey(one_, key_);
        auto* const name = X509_get_subject_name(one_);
        auto const* words = reinterpret_cast<unsigned char const*>("Progiciel d'été");
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, words, -1, -1, 0);
        X509_set_issuer_name(one_, name);
        X509_sign(one_, key_, EVP_sha256());
    }
    ~TestCertificate() {
        X509_free(one_);
        EVP_PKEY_free(key_);
    }
    TestCertificate(TestCertificate const&) = delete;

    std::string pem() const {
        auto* const memory = BIO_new(BIO_s_mem());
        PEM_write_bio_X509(memory, one_);
        char* data = nullptr;
        auto const size = BIO_get_mem_data(memory, &data);
        std::string out(data, static_cast<std::size_t>(size));
        BIO_free(memory);
        return out;
    }

    std::string sign(std::string const& header, std::string const& body, bool pss = false) const {
        auto const text = base64url(header) + '.' + base64url(body);
        auto* const context = EVP_MD_CTX_new();
        EVP_PKEY_CTX* how = nullptr;
        EVP_DigestSignInit(context, &how, EVP_sha256(), nullptr, key_);
        if (pss) {
            EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING);
            EVP_PKEY_CTX_set_rsa_pss_saltlen(how, RSA_PSS_SALTLEN_DIGEST);
        }
        auto const* bytes = reinterpret_cast<unsigned char const*>(text.data());
        std::size_t size = 0;
        EVP_DigestSign(context, nullptr, &size, bytes, text.size());
        std::string signature(size, '\0');
        EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                       text.size());
        EVP_MD_CTX_free(context);
        signature.resize(size);
        return text + '.' + base64url(signature);
    }

private:
    EVP_PKEY* key_;
    X509* one_;
};

}  // namespace entrepot::access
