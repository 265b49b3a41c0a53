// Signing and verifying through OpenSSL with the key kept parsed: 32 µs a check (stack.md 8).
#include "access/token.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <stdexcept>
#include <vector>

#include "base/base64.hpp"
#include "json/json.hpp"

namespace entrepot::access {

namespace {

struct Header {
    std::string algorithm, type, key;
    static constexpr std::string_view schema_name = "TokenHeader";
    static constexpr auto fields() {
        return Fields{
            field("alg", &Header::algorithm, "RS256."),
            field("typ", &Header::type, "JWT."),
            field("kid", &Header::key, "The key that signed."),
        };
    }
};

struct Claims {
    std::string audience, issuer;
    std::int64_t issued = 0, not_before = 0, expires = 0, issued_us = 0;
    std::string version;
    Id<Tenant> tenant;
    TenantKind kind = TenantKind::customer;
    std::optional<Id<App>> app_v1, app_v2;
    std::optional<Id<User>> user;
    std::optional<std::string> user_name;
    std::vector<std::string> methods;
    std::vector<Role> roles;
    std::optional<std::string> scope, subject, proof_v1, proof_v2;
    std::optional<Id<TokenFamily>> family;
    std::optional<Uuid> proof;

    static constexpr std::string_view schema_name = "TokenClaims";
    static constexpr auto fields() {
        return Fields{
            field("aud", &Claims::audience, "Who the token is for."),
            field("iss", &Claims::issuer, "Who made it."),
            field("iat", &Claims::issued, "When, in seconds."),
            field("nbf", &Claims::not_before, "From when it holds."),
            field("exp", &Claims::expires, "Until when."),
            field("ver", &Claims::version, "1.0 or 2.0."),
            field("tid", &Claims::tenant, "The caller's tenant."),
            field("tenant_kind", &Claims::kind, "What the tenant is."),
            field("appid", &Claims::app_v1, "The app, in version 1.0."),
            field("azp", &Claims::app_v2, "The app, in version 2.0."),
            field("oid", &Claims::user, "The user."),
            field("upn", &Claims::user_name, "The user's name."),
            field("amr", &Claims::methods, "How the user signed in."),
            field("roles", &Claims::roles, "The user's roles."),
            field("scp", &Claims::scope, "user_impersonation, of a user's token."),
            field("sub", &Claims::subject, "The user, or the app alone."),
            field("appidacr", &Claims::proof_v1,
                  "How the app proved itself: 0 not, 1 secret, 2 certificate."),
            field("azpacr", &Claims::proof_v2, "The same, in version 2.0."),
            field("sid", &Claims::family, "The sign-in that it came from."),
            field("cred", &Claims::proof, "Which secret or certificate."),
            field("iat_us", &Claims::issued_us, "When, in microseconds: for what was revoked since."),
        };
    }
};

struct IdBody {
    std::string audience, issuer;
    std::int64_t issued = 0, not_before = 0, expires = 0;
    std::string version, subject, name, user_name, preferred;
    Id<Tenant> tenant;
    Id<User> user;
    std::vector<std::string> methods;
    std::optional<std::string> nonce, code_digest;

    static constexpr std::string_view schema_name = "IdTokenClaims";
    static constexpr auto fields() {
        return Fields{
            field("aud", &IdBody::audience, "The app."),
            field("iss", &IdBody::issuer, "Who made it."),
            field("iat", &IdBody::issued, "When, in seconds."),
            field("nbf", &IdBody::not_before, "From when it holds."),
            field("exp", &IdBody::expires, "Until when."),
            field("ver", &IdBody::version, "1.0 or 2.0."),
            field("sub", &IdBody::subject, "The user."),
            field("name", &IdBody::name, "First and last name."),
            field("upn", &IdBody::user_name, "The user's name."),
            field("preferred_username", &IdBody::preferred, "The same."),
            field("tid", &IdBody::tenant, "The user's tenant."),
            field("oid", &IdBody::user, "The user."),
            field("amr", &IdBody::methods, "How the user signed in."),
            field("nonce", &IdBody::nonce, "As the client sent it."),
            field("c_hash", &IdBody::code_digest, "Ties it to the code beside it."),
        };
    }
};

std::vector<std::string> methods(bool mfa) {
    return mfa ? std::vector<std::string>{"pwd", "mfa"} : std::vector<std::string>{"pwd"};
}

std::int64_t to_seconds(Time time) { return to_micros(time) / 1'000'000; }
Time from_seconds(std::int64_t value) { return from_micros(value * 1'000'000); }

std::string number(EVP_PKEY* key, char const* name) {
    BIGNUM* value = nullptr;
    EVP_PKEY_get_bn_param(key, name, &value);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
    BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(value);
    return base64url(bytes);
}

}  // namespace

struct SigningKey::Inside {
    EVP_PKEY* key = nullptr;
    ~Inside() { EVP_PKEY_free(key); }
};

std::string SigningKey::make() {
    auto* const key = EVP_RSA_gen(2048);
    if (!key) throw std::runtime_error("OpenSSL makes no key");
    auto* const memory = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(memory, key, nullptr, nullptr, 0, nullptr, nullptr);
    char* data = nullptr;
    auto const size = BIO_get_mem_data(memory, &data);
    std::string pem(data, static_cast<std::size_t>(size));
    BIO_free(memory);
    EVP_PKEY_free(key);
    return pem;
}

SigningKey::SigningKey(std::string const& pem) : inside_(std::make_unique<Inside>()) {
    auto* const memory = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    inside_->key = PEM_read_bio_PrivateKey(memory, nullptr, nullptr, nullptr);
    BIO_free(memory);
    if (!inside_->key) throw std::runtime_error("a signing key cannot be read");
    unsigned char digest[32];
    auto const modulus = number(inside_->key, OSSL_PKEY_PARAM_RSA_N);
    EVP_Digest(modulus.data(), modulus.size(), digest, nullptr, EVP_sha256(), nullptr);
    id_ = base64url({reinterpret_cast<char const*>(digest), 20});
}

SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&&) noexcept = default;

std::string SigningKey::signed_token(std::string const& payload) const {
    auto const text = base64url(json::write(Header{"RS256", "JWT", id_})) + '.' + base64url(payload);
    auto* const context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, inside_->key);
    std::size_t size = 0;
    auto const* bytes = reinterpret_cast<unsigned char const*>(text.data());
    EVP_DigestSign(context, nullptr, &size, bytes, text.size());
    std::string signature(size, '\0');
    bool const signed_well = EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()),
                                            &size, bytes, text.size()) == 1;
    EVP_MD_CTX_free(context);
    if (!signed_well) throw std::runtime_error("OpenSSL signs nothing");
    signature.resize(size);
    return text + '.' + base64url(signature);
}

std::string SigningKey::sign(TokenClaims const& claims) const {
    auto const& caller = claims.caller;
    bool const v1 = claims.version == "1.0";
    Claims body;
    body.audience = claims.audience;
    body.issuer = claims.issuer;
    body.issued = body.not_before = to_seconds(claims.issued);
    body.expires = to_seconds(claims.expires);
    body.issued_us = to_micros(claims.issued);
    body.version = claims.version;
    body.tenant = caller.tenant;
    body.kind = caller.kind;
    (v1 ? body.app_v1 : body.app_v2) = caller.app;
    (v1 ? body.proof_v1 : body.proof_v2) = claims.by_certificate ? "2" : claims.proof ? "1" : "0";
    body.user = caller.user;
    if (!claims.user_name.empty()) body.user_name = claims.user_name;
    if (caller.user) body.methods = methods(caller.mfa);
    body.roles = caller.roles;
    if (caller.user) body.scope = "user_impersonation";
    if (caller.user) body.subject = caller.user->text();
    else if (caller.app) body.subject = caller.app->text();
    body.family = claims.family;
    body.proof = claims.proof;
    return signed_token(json::write(body));
}

std::string SigningKey::sign(IdToken const& claims) const {
    IdBody body;
    body.audience = claims.audience;
    body.issuer = claims.issuer;
    body.issued = body.not_before = to_seconds(claims.issued);
    body.expires = to_seconds(claims.expires);
    body.version = claims.version;
    body.tenant = claims.tenant;
    body.user = claims.user;
    body.subject = claims.user.text();
    body.name = claims.name;
    body.user_name = body.preferred = claims.user_name;
    body.methods = methods(claims.mfa);
    if (!claims.nonce.empty()) body.nonce = claims.nonce;
    if (!claims.code.empty()) {
        unsigned char digest[32];
        EVP_Digest(claims.code.data(), claims.code.size(), digest, nullptr, EVP_sha256(), nullptr);
        body.code_digest = base64url({reinterpret_cast<char const*>(digest), 16});
    }
    return signed_token(json::write(body));
}

std::optional<TokenClaims> SigningKey::verify(std::string_view token) const {
    auto const first = token.find('.'), second = token.rfind('.');
    if (first == std::string_view::npos || first == second) return std::nullopt;
    auto const header_text = from_base64url(token.substr(0, first));
    auto const body_text = from_base64url(token.substr(first + 1, second - first - 1));
    auto const signature = from_base64url(token.substr(second + 1));
    if (!header_text || !body_text || !signature) return std::nullopt;
    // One spelling only: another would be another entry among the tokens that are known.
    if (base64url(*signature) != token.substr(second + 1)) return std::nullopt;
    try {
        auto const header = json::read<Header>(*header_text, {.stored = true});
        if (header.algorithm != "RS256" || header.key != id_) return std::nullopt;
        auto* const context = EVP_MD_CTX_new();
        EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, inside_->key);
        int const good =
            EVP_DigestVerify(context, reinterpret_cast<unsigned char const*>(signature->data()),
                             signature->size(), reinterpret_cast<unsigned char const*>(token.data()), second);
        EVP_MD_CTX_free(context);
        if (good != 1) return std::nullopt;
        auto const body = json::read<Claims>(*body_text, {.stored = true});
        TokenClaims out;
        out.caller.tenant = body.tenant;
        out.caller.kind = body.kind;
        out.caller.user = body.user;
        out.caller.app = body.app_v1 ? body.app_v1 : body.app_v2;
        out.caller.roles = body.roles;
        for (auto const& method : body.methods) out.caller.mfa = out.caller.mfa || method == "mfa";
        out.issuer = body.issuer;
        out.audience = body.audience;
        out.version = body.version;
        out.family = body.family;
        out.proof = body.proof;
        out.by_certificate = body.proof_v1.value_or(body.proof_v2.value_or("")) == "2";
        out.user_name = body.user_name.value_or("");
        out.issued = body.issued_us > 0 ? from_micros(body.issued_us) : from_seconds(body.not_before);
        out.expires = from_seconds(body.expires);
        return out;
    } catch (Problem const&) {
        return std::nullopt;
    }
}

std::string SigningKey::jwk() const {
    return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"" + id_ + "\",\"n\":\"" +
           number(inside_->key, OSSL_PKEY_PARAM_RSA_N) + "\",\"e\":\"" +
           number(inside_->key, OSSL_PKEY_PARAM_RSA_E) + "\"}";
}

}  // namespace entrepot::access
