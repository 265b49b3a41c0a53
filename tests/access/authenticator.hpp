// A software authenticator for tests: makes passkeys and signs with them, as WebAuthn says.
#pragma once

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <memory>
#include <string>

#include "base/base64.hpp"
#include "base/uuid.hpp"

namespace entrepot::access {

class Authenticator {
public:
    Authenticator(std::string rp_id, std::string origin)
        : rp_id_(std::move(rp_id)),
          origin_(std::move(origin)),
          key_(EVP_EC_gen("P-256"), EVP_PKEY_free),
          id_(new_uuid().view()) {}

    std::string client_data(std::string const& type, std::string const& challenge) const {
        return R"({"type":")" + type + R"(","challenge":")" + challenge + R"(","origin":")" + origin_ +
               R"(","crossOrigin":false})";
    }

    // {"fmt": "none", "attStmt": {}, "authData": …}
    std::string attestation(unsigned char flags = 0x45) const {
        auto const data = host_and_flags(flags) + std::string(16, '\0') + '\0' +
                          static_cast<char>(id_.size()) + id_ + cose_key();
        return std::string("\xa3\x63") + "fmt\x64none\x67" + "attStmt\xa0\x68" + "authData\x58" +
               static_cast<char>(data.size()) + data;
    }

    std::string authenticator_data(unsigned char flags = 0x05) {
        ++counter;
        return host_and_flags(flags);
    }
    std::string sign(std::string const& data, std::string const& client_data) const {
        auto const message = data + hash(client_data);
        std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
        std::size_t size = 128;
        std::string out(size, '\0');
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                       reinterpret_cast<unsigned char const*>(message.data()), message.size());
        out.resize(size);
        return out;
    }
    std::string id() const { return base64url(id_); }

    unsigned counter = 0;

private:
    static std::string hash(std::string const& text) {
        std::string out(32, '\0');
        EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(out.data()), nullptr,
                   EVP_sha256(), nullptr);
        return out;
    }
    std::string host_and_flags(unsigned char flags) const {
        std::string out = hash(rp_id_) + static_cast<char>(flags);
        for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(counter >> shift & 0xff);
        return out;
    }
    // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    std::string cose_key() const {
        unsigned char point[65];
        std::size_t size = 0;
        EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point, &size);
        std::string const xy(reinterpret_cast<char const*>(point) + 1, 64);
        return std::string("\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", 10) + xy.substr(0, 32) +
               std::string("\x22\x58\x20", 3) + xy.substr(32);
    }

    std::string rp_id_, origin_;
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
    std::string id_;
};

}  // namespace entrepot::access
