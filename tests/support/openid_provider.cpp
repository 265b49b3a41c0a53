// The provider's endpoints and keys: see openid_provider.hpp.
#include "support/openid_provider.hpp"

#include <arpa/inet.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>
#include <sys/socket.h>
#include <unistd.h>

#include "access/pkce.hpp"
#include "api/message.hpp"
#include "base/base64.hpp"
#include "base/check.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"

namespace entrepot::support {

namespace {

namespace bj = boost::json;

std::string number(EVP_PKEY* key, char const* name, int width = 0) {
    BIGNUM* value = nullptr;
    EVP_PKEY_get_bn_param(key, name, &value);
    std::string bytes(static_cast<std::size_t>(width ? width : BN_num_bytes(value)), '\0');
    BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    BN_free(value);
    return base64url(bytes);
}

std::string signed_with(EVP_PKEY* key, std::string const& text) {
    auto* const context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key);
    auto const* bytes = reinterpret_cast<unsigned char const*>(text.data());
    std::size_t size = 0;
    EVP_DigestSign(context, nullptr, &size, bytes, text.size());
    std::string out(size, '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(out.data()), &size, bytes, text.size());
    EVP_MD_CTX_free(context);
    out.resize(size);
    return out;
}

// ASN.1 to r and s side by side, as JOSE writes them.
std::string side_by_side(std::string const& asn1) {
    auto const* at = reinterpret_cast<unsigned char const*>(asn1.data());
    auto* const both = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(asn1.size()));
    std::string out(64, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(both), to, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(both), to + 32, 32);
    ECDSA_SIG_free(both);
    return out;
}

std::string http(int status, std::string const& body) {
    return "HTTP/1.1 " + std::to_string(status) +
           " Said\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
}

std::map<std::string, std::string> pairs(std::string const& text) {
    std::map<std::string, std::string> out;
    for (auto const& [name, value] : api::parse_form(text)) out[name] = value;
    return out;
}

std::string header_of(std::string const& text, std::string const& name) {
    auto const at = text.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    auto const begin = at + name.size() + 4;
    return text.substr(begin, text.find("\r\n", begin) - begin);
}

}  // namespace

struct OpenIdProvider::Keys {
    EVP_PKEY *rsa = EVP_RSA_gen(2048), *ec = EVP_EC_gen("P-256");
    std::string id = new_uuid().text();
    ~Keys() {
        EVP_PKEY_free(rsa);
        EVP_PKEY_free(ec);
    }
    bj::object jwks() const {
        bj::object const odd = {{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", "AAAA"}, {"kid", "other"}};
        bj::object const to_encrypt = {
            {"kty", "RSA"}, {"use", "enc"}, {"kid", id}, {"n", "AQAB"}, {"e", "AQAB"}};
        bj::object const by_rsa = {{"kty", "RSA"},
                                   {"use", "sig"},
                                   {"kid", id},
                                   {"n", number(rsa, OSSL_PKEY_PARAM_RSA_N)},
                                   {"e", number(rsa, OSSL_PKEY_PARAM_RSA_E)}};
        bj::object const by_ec = {{"kty", "EC"},
                                  {"crv", "P-256"},
                                  {"kid", id},
                                  {"x", number(ec, OSSL_PKEY_PARAM_EC_PUB_X, 32)},
                                  {"y", number(ec, OSSL_PKEY_PARAM_EC_PUB_Y, 32)}};
        return {{"keys", bj::array{odd, to_encrypt, by_rsa, by_ec}}};
    }
};

OpenIdProvider::OpenIdProvider(std::string client_id, std::string secret)
    : client_id_(std::move(client_id)), secret_(std::move(secret)), keys_(std::make_unique<Keys>()) {
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bool const bound = bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       listen(listener_, 16) == 0 &&
                       getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    check(bound, "a port for the provider");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

OpenIdProvider::~OpenIdProvider() {
    stopping_ = true;
    shutdown(listener_, SHUT_RDWR);
    close(listener_);
    thread_.join();
}

void OpenIdProvider::rotate() {
    std::lock_guard const lock(mutex_);
    keys_ = std::make_unique<Keys>();
}

std::map<std::string, std::string> OpenIdProvider::visit(std::string const& location) {
    auto const asked = pairs(location.substr(location.find('?') + 1));
    check(location.starts_with(issuer() + "/authorize?"), "the browser is sent to the provider");
    check(asked.at("response_type") == "code" && asked.at("client_id") == client_id_,
          "a code for the client");
    check(asked.at("code_challenge_method") == "S256", "PKCE");
    auto const code = new_uuid().text();
    std::lock_guard const lock(mutex_);
    codes_[code] = {asked.at("nonce"), asked.at("code_challenge"), asked.at("redirect_uri")};
    return {{"code", code}, {"state", asked.at("state")}, {"iss", issuer()}};
}

void OpenIdProvider::serve() {
    while (!stopping_) {
        int const socket = accept(listener_, nullptr, nullptr);
        if (socket < 0) continue;
        timeval const patience{5, 0};
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (!down) handle(socket);
        close(socket);
    }
}

void OpenIdProvider::handle(int socket) {
    std::string text;
    char buffer[8192];
    std::size_t whole = std::string::npos;
    while (text.size() < whole) {
        auto const size = recv(socket, buffer, sizeof buffer, 0);
        if (size <= 0) return;
        text.append(buffer, static_cast<std::size_t>(size));
        if (auto const end = text.find("\r\n\r\n"); end != std::string::npos)
            whole = end + 4 + std::strtoul(header_of(text, "Content-Length").c_str(), nullptr, 10);
    }
    auto const first = text.find(' ');
    Request const request{text.substr(first + 1, text.find(' ', first + 1) - first - 1),
                          header_of(text, "Authorization"), text.substr(text.find("\r\n\r\n") + 4)};
    auto const out = failures-- > 0 ? http(503, "") : answer(request);
    for (std::size_t sent = 0; sent < out.size();) {
        auto const size = send(socket, out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
        if (size <= 0) return;
        sent += static_cast<std::size_t>(size);
    }
}

std::string OpenIdProvider::answer(Request const& request) {
    if (request.target == "/.well-known/openid-configuration") {
        ++asked_for_itself;
        if (endless) return http(200, "{\"issuer\":\"" + std::string(1'000'000, 'x') + "\"}");
        bj::object const out = {{"issuer", announced_issuer.empty() ? issuer() : announced_issuer},
                                {"authorization_endpoint", issuer() + "/authorize"},
                                {"token_endpoint", issuer() + "/token"},
                                {"jwks_uri", issuer() + keys_path},
                                {"token_endpoint_auth_methods_supported",
                                 bj::array{wants_basic ? "client_secret_basic" : "client_secret_post"}}};
        return http(200, bj::serialize(out));
    }
    if (request.target == "/keys") {
        ++asked_for_keys;
        std::lock_guard const lock(mutex_);
        return http(200, bj::serialize(keys_->jwks()));
    }
    return request.target == "/token" ? token(request) : http(404, "{}");
}

std::string OpenIdProvider::token(Request const& request) {
    ++asked_for_tokens;
    auto form = pairs(request.body);
    auto const refuse = [](std::string const& error) {
        return http(400, bj::serialize(bj::object{{"error", error}, {"error_description", "No."}}));
    };
    if (!token_error.empty()) return refuse(token_error);
    std::string id = form["client_id"], secret = form["client_secret"];
    if (wants_basic) {
        auto const both = request.authorization.size() > 6
                              ? from_base64url(request.authorization.substr(6)).value_or("")
                              : "";
        id = api::percent_decode(both.substr(0, both.find(':')), false);
        secret = api::percent_decode(both.substr(both.find(':') + 1), false);
    }
    if (id != client_id_ || secret != secret_) return refuse("invalid_client");
    std::lock_guard const lock(mutex_);
    auto const at = codes_.find(form["code"]);
    if (at == codes_.end()) return refuse("invalid_grant");
    auto const pending = at->second;
    codes_.erase(at);
    bool const fits = form["redirect_uri"] == pending.redirect_uri &&
                      access::verifier_fits(form["code_verifier"], pending.challenge);
    if (!fits) return refuse("invalid_grant");
    return http(200, bj::serialize(bj::object{{"access_token", "of no use"},
                                              {"token_type", "Bearer"},
                                              {"id_token", id_token(pending.nonce)}}));
}

std::string OpenIdProvider::id_token(std::string const& nonce) {
    auto const now = to_micros(real_time()) / 1'000'000;
    bj::object body = {{"iss", issuer()}, {"aud", client_id_}, {"exp", now + 300},
                       {"iat", now},      {"nonce", nonce},    {"sub", "someone"}};
    for (auto const& [name, value] : claims) body[name] = value;
    bj::object header = {{"alg", algorithm}, {"typ", "JWT"}};
    if (names_its_key) header["kid"] = keys_->id;
    auto const text = base64url(bj::serialize(header)) + '.' + base64url(bj::serialize(body));
    std::string signature;
    if (algorithm == "RS256") signature = signed_with(keys_->rsa, text);
    if (algorithm == "ES256") signature = side_by_side(signed_with(keys_->ec, text));
    if (algorithm == "HS256") {  // with the public key as the secret, which everybody has
        auto const key = number(keys_->rsa, OSSL_PKEY_PARAM_RSA_N);
        unsigned char out[32];
        unsigned int size = 0;
        HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<unsigned char const*>(text.data()), text.size(), out, &size);
        signature.assign(reinterpret_cast<char const*>(out), size);
    }
    return text + '.' + base64url(signature);
}

}  // namespace entrepot::support
