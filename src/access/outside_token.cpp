// Reading JWKS and verifying ID tokens through OpenSSL: see outside_token.hpp.
#include "access/outside_token.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>

#include "base/base64.hpp"
#include "json/foreign.hpp"

namespace entrepot::access {

namespace {

constexpr auto clock_difference = minutes{2};
constexpr std::size_t longest_subject = 255;  // OpenID Connect Core 2
constexpr int least_rsa_bits = 2048, most_rsa_bits = 8192;

struct KeyFree {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
    void operator()(OSSL_PARAM_BLD* build) const { OSSL_PARAM_BLD_free(build); }
    void operator()(OSSL_PARAM* params) const { OSSL_PARAM_free(params); }
    void operator()(BIGNUM* number) const { BN_free(number); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};
template <class T>
using Held = std::unique_ptr<T, KeyFree>;

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

Held<BIGNUM> number_of(std::string const& text) {
    auto const bytes = from_base64url(text);
    if (!bytes || bytes->empty()) return nullptr;
    return Held<BIGNUM>(BN_bin2bn(bytes_of(*bytes), static_cast<int>(bytes->size()), nullptr));
}

Held<EVP_PKEY> built(char const* type, OSSL_PARAM_BLD* build) {
    Held<OSSL_PARAM> const params(OSSL_PARAM_BLD_to_param(build));
    Held<EVP_PKEY_CTX> const context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    bool const good = params && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) == 1;
    Held<EVP_PKEY> out(key);
    return good ? std::move(out) : nullptr;
}

Held<EVP_PKEY> rsa_key(json::Foreign const& jwk) {
    auto const n = number_of(jwk.text("n")), e = number_of(jwk.text("e"));
    if (!n || !e || BN_num_bits(n.get()) < least_rsa_bits || BN_num_bits(n.get()) > most_rsa_bits)
        return nullptr;
    Held<OSSL_PARAM_BLD> const build(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    return built("RSA", build.get());
}

// OpenSSL refuses a point that is not on the curve.
Held<EVP_PKEY> ec_key(json::Foreign const& jwk) {
    auto const x = from_base64url(jwk.text("x")), y = from_base64url(jwk.text("y"));
    if (jwk.text("crv") != "P-256" || !x || !y || x->size() != 32 || y->size() != 32) return nullptr;
    auto const point = '\x04' + *x + *y;
    Held<OSSL_PARAM_BLD> const build(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    return built("EC", build.get());
}

// JOSE writes r and s side by side, OpenSSL wants them as ASN.1.
std::string as_asn1(std::string const& signature) {
    if (signature.size() != 64) return {};
    Held<ECDSA_SIG> const both(ECDSA_SIG_new());
    auto* const r = BN_bin2bn(bytes_of(signature), 32, nullptr);
    auto* const s = BN_bin2bn(bytes_of(signature) + 32, 32, nullptr);
    ECDSA_SIG_set0(both.get(), r, s);
    unsigned char* out = nullptr;
    int const size = i2d_ECDSA_SIG(both.get(), &out);
    std::string text(reinterpret_cast<char const*>(out), size > 0 ? static_cast<std::size_t>(size) : 0);
    OPENSSL_free(out);
    return text;
}

TokenFault fault_of(json::Foreign const& body, ExpectedToken const& expected) {
    if (body.text("iss") != expected.issuer) return TokenFault::issuer;
    auto const audience = body.texts("aud");
    auto const party = body.text("azp");
    bool const for_us = std::find(audience.begin(), audience.end(), expected.client_id) != audience.end();
    bool const by_us = party.empty() ? audience.size() == 1 : party == expected.client_id;
    if (!for_us || !by_us) return TokenFault::audience;
    auto const now = to_micros(expected.now) / 1'000'000;
    auto const slack = std::chrono::duration_cast<seconds>(clock_difference).count();
    bool const in_time = body.whole("exp") > now - slack && body.whole("iat") <= now + slack &&
                         body.whole("nbf") <= now + slack;
    if (!in_time) return TokenFault::time;
    if (expected.nonce.empty() || body.text("nonce") != expected.nonce) return TokenFault::nonce;
    auto const subject = body.text("sub");
    return subject.empty() || subject.size() > longest_subject ? TokenFault::subject : TokenFault::none;
}

struct Parts {
    json::Foreign header, body;
    std::string signature;
    std::string_view signed_text;
};
std::optional<Parts> parts_of(std::string_view token) {
    auto const first = token.find('.'), second = token.rfind('.');
    if (first == std::string_view::npos || first == second) return std::nullopt;
    auto const header = from_base64url(token.substr(0, first));
    auto const body = from_base64url(token.substr(first + 1, second - first - 1));
    auto const signature = from_base64url(token.substr(second + 1));
    auto head = header ? json::Foreign::parse(*header) : std::nullopt;
    auto claims = body ? json::Foreign::parse(*body) : std::nullopt;
    if (!head || !claims || !signature) return std::nullopt;
    return Parts{*std::move(head), *std::move(claims), *signature, token.substr(0, second)};
}

// A token without a key's name is checked with all that sign its way; named, with those of that name.
TokenFault signature_fault(Parts const& parts, std::vector<OutsideKey> const& keys) {
    auto const algorithm = parts.header.text("alg"), name = parts.header.text("kid");
    // "crit" names what must be understood (RFC 7515, 4.1.11): nothing of ours.
    bool const ours = algorithm == "RS256" || algorithm == "ES256";
    if (!ours || parts.header.has("crit")) return TokenFault::algorithm;
    bool known = false;
    for (auto const& key : keys) {
        if (key.algorithm() != algorithm || (!name.empty() && key.id() != name)) continue;
        known = true;
        if (key.signed_this(parts.signed_text, parts.signature)) return TokenFault::none;
    }
    return known ? TokenFault::signature : TokenFault::key;
}

}  // namespace

struct OutsideKey::Inside {
    Held<EVP_PKEY> key;
};

bool OutsideKey::signed_this(std::string_view text, std::string const& signature) const {
    auto const given = algorithm_ == "ES256" ? as_asn1(signature) : signature;
    if (given.empty()) return false;
    Held<EVP_MD_CTX> const context(EVP_MD_CTX_new());
    EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, inside_->key.get());
    return EVP_DigestVerify(context.get(), bytes_of(given), given.size(), bytes_of(text), text.size()) == 1;
}

std::optional<std::vector<OutsideKey>> read_jwks(std::string const& text) {
    auto const document = json::Foreign::parse(text);
    if (!document || !document->has("keys")) return std::nullopt;
    std::vector<OutsideKey> out;
    for (auto const& jwk : document->objects("keys")) {
        auto const type = jwk.text("kty"), use = jwk.text("use");
        if (!use.empty() && use != "sig") continue;
        auto key = type == "RSA" ? rsa_key(jwk) : type == "EC" ? ec_key(jwk) : nullptr;
        if (!key) continue;
        auto inside = std::make_shared<OutsideKey::Inside>();
        inside->key = std::move(key);
        out.emplace_back(jwk.text("kid"), type == "RSA" ? "RS256" : "ES256", std::move(inside));
    }
    return out;
}

std::string_view word_of(TokenFault fault) {
    static constexpr std::array<std::string_view, 10> words = {
        "none", "form", "algorithm", "key", "signature", "issuer", "audience", "time", "nonce", "subject"};
    return words[static_cast<std::size_t>(fault)];
}

ReadToken read_id_token(std::string_view token, std::vector<OutsideKey> const& keys,
                        ExpectedToken const& expected) {
    auto const parts = parts_of(token);
    if (!parts) return {TokenFault::form, {}};
    if (auto const fault = signature_fault(*parts, keys); fault != TokenFault::none) return {fault, {}};
    auto const& body = parts->body;
    if (auto const fault = fault_of(body, expected); fault != TokenFault::none) return {fault, {}};
    return {TokenFault::none,
            {body.text("sub"), body.text("email"), body.text("given_name"), body.text("family_name"),
             body.is_true(expected.verified_claim), body.texts("amr"), body.text("acr")}};
}

}  // namespace entrepot::access
