// What answers tell browsers to refuse: headers, the page's nonce, other sites' pages, TLS and its new certificates.
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "http/hardening.hpp"
#include "http/running.hpp"
#include "support/server_process.hpp"

namespace entrepot::http {

namespace {

std::string get(Running const& server, std::string const& path, std::string const& more = "") {
    return server.say("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more +
                      "Connection: close\r\n\r\n");
}

// A certificate of its own for a key of its own, by its common name.
void write_certificate(std::string const& folder, std::string const& name) {
    auto* const key = EVP_EC_gen("P-256");
    auto* const certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    auto* const subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<unsigned char const*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    X509_sign(certificate, key, EVP_sha256());
    auto* file = fopen((folder + "/tls.crt").c_str(), "w");
    PEM_write_X509(file, certificate);
    fclose(file);
    file = fopen((folder + "/tls.key").c_str(), "w");
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    fclose(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

// A client that speaks TLS and trusts anybody.
class TlsPeer {
public:
    explicit TlsPeer(int port, int most_version = TLS1_3_VERSION)
        : context_(SSL_CTX_new(TLS_client_method())) {
        SSL_CTX_set_security_level(context_, 0);  // this one would speak anything
        SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context_, most_version);
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval const patience{20, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ssl_ = SSL_new(context_);
        SSL_set_fd(ssl_, socket_);
        is_connected = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                       SSL_connect(ssl_) == 1;
    }
    ~TlsPeer() {
        SSL_free(ssl_);
        SSL_CTX_free(context_);
        close(socket_);
    }
    TlsPeer(TlsPeer const&) = delete;

    std::string certificate_name() const {
        auto* const certificate = SSL_get1_peer_certificate(ssl_);
        char text[100] = "";
        X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, text, sizeof text);
        X509_free(certificate);
        return text;
    }
    std::string ask(std::string const& text) {
        if (SSL_write(ssl_, text.data(), static_cast<int>(text.size())) <= 0) return {};
        std::string out;
        std::size_t wanted = std::string::npos;
        while (out.size() < wanted) {
            char buffer[16384];
            auto const got = SSL_read(ssl_, buffer, sizeof buffer);
            if (got <= 0) break;
            out.append(buffer, static_cast<std::size_t>(got));
            auto const end = out.find("\r\n\r\n"), at = out.find("\r\nContent-Length: ");
            if (end != std::string::npos && at < end) wanted = end + 4 + std::stoul(out.substr(at + 18));
        }
        return out;
    }

    bool is_connected = false;

private:
    SSL_CTX* context_;
    SSL* ssl_ = nullptr;
    int socket_ = -1;
};

}  // namespace

TEST_CASE("hardening: answers of the API are closed to pages") {
    Running const server;
    for (auto const* path :
         {"/healthz", "/v1/customers", "/ext/v1/session", "/openapi.json", "/nowhere.txt"}) {
        auto const answer = get(server, path);
        INFO(path);
        CHECK(has(answer, "\r\nX-Content-Type-Options: nosniff\r\n"));
        CHECK(has(answer, "\r\nReferrer-Policy: no-referrer\r\n"));
        CHECK(has(answer, "frame-ancestors 'none'"));
        CHECK(has(answer, "default-src 'none'"));
        CHECK(!has(answer, "Access-Control-"));
        CHECK(!has(answer, "Strict-Transport-Security"));
    }
    for (auto const* path : {"/healthz", "/v1/customers", "/ext/v1/session"})
        CHECK(has(get(server, path), "\r\nCache-Control: no-store\r\n"));
}

TEST_CASE("hardening: each page has a nonce of its own, and nothing inline without it") {
    Running const server;
    std::regex const nonce("style-src 'self' 'nonce-([A-Za-z0-9_-]{24})'");
    std::smatch first, second;
    auto const one = get(server, "/customers"), other = get(server, "/customers");
    if (has(one, "is not built into this binary")) return;  // built without the portal
    REQUIRE(std::regex_search(one, first, nonce));
    REQUIRE(std::regex_search(other, second, nonce));
    CHECK(first[1] != second[1]);
    CHECK(has(one, "content=\"" + first[1].str() + '"'));
    CHECK(!has(one, "unsafe"));
    CHECK(has(one, "\r\nPermissions-Policy: "));
    CHECK(has(one, "\r\nX-Frame-Options: DENY\r\n"));
    auto const body = one.substr(one.find("\r\n\r\n"));
    CHECK(!std::regex_search(body, std::regex("<script(?![^>]*\\bsrc=)")));
    CHECK(!std::regex_search(body, std::regex("\\son[a-z]+=|\\sstyle=")));
}

TEST_CASE("hardening: forms and pages of other sites change nothing") {
    Running const server;
    auto const post = [&](std::string const& more) {
        return server.say("POST /ext/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n" + more +
                          "Connection: close\r\n\r\n{}");
    };
    CHECK(starts(post("Content-Type: application/json\r\n"), "400"));
    CHECK(starts(post("Content-Type: application/json\r\nOrigin: https://evil.example\r\n"), "403"));
    CHECK(starts(post("Content-Type: application/json\r\nSec-Fetch-Site: cross-site\r\n"), "403"));
    auto const plain = post("Content-Type: text/plain\r\n");
    CHECK(starts(plain, "415"));
    CHECK(has(plain, "\"code\":\"unsupported_media_type\""));
    // No path makes the server lead elsewhere.
    for (auto const* path : {"//evil.example/%2f..", "/\\evil.example", "/https://evil.example",
                             "/signin?return=https://evil.example"})
        CHECK(!has(get(server, path), "\r\nLocation:"));
}

TEST_CASE("hardening: TLS in the binary, with a new certificate at SIGHUP and open connections kept") {
    support::TemporaryFolder folder;
    auto const path = folder.path().string();
    write_certificate(path, "first");
    auto const program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "entrepot";
    support::ServerProcess server(program.string(),
                                  {"serve", "--sandbox", "--data", path + "/data", "--listen", "127.0.0.1:0",
                                   "--tls-cert", path + "/tls.crt", "--tls-key", path + "/tls.key"},
                                  path + "/log");
    std::string const ask = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    TlsPeer kept(server.port());
    REQUIRE(kept.is_connected);
    CHECK(kept.certificate_name() == "first");
    auto const answer = kept.ask(ask);
    CHECK(starts(answer, "200"));
    CHECK(has(answer, "\r\nStrict-Transport-Security: max-age="));
    CHECK(!TlsPeer(server.port(), TLS1_1_VERSION).is_connected);
    CHECK(TlsPeer(server.port(), TLS1_2_VERSION).is_connected);

    write_certificate(path, "second");
    ::kill(server.process(), SIGHUP);
    std::string name;
    for (int i = 0; i < 200 && name != "second"; ++i) {
        TlsPeer next(server.port());
        if (next.is_connected) name = next.certificate_name();
        if (name != "second") usleep(50'000);
    }
    CHECK(name == "second");
    CHECK(starts(kept.ask(ask), "200"));
    // A key that does not fit changes nothing.
    std::ofstream(path + "/tls.key") << "nonsense";
    ::kill(server.process(), SIGHUP);
    usleep(100'000);
    CHECK(TlsPeer(server.port()).is_connected);
    // Plain bytes to a TLS port end the connection, not the server.
    Peer plain(server.port());
    plain.say(ask);
    plain.hear_all();
    CHECK(starts(kept.ask(ask), "200"));
}

TEST_CASE("hardening: SIGHUP does nothing to a server without TLS") {
    support::TemporaryFolder folder;
    auto const path = folder.path().string();
    auto const program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "entrepot";
    support::ServerProcess server(
        program.string(), {"serve", "--data", path + "/data", "--listen", "127.0.0.1:0"}, path + "/log");
    for (int i = 0; i < 3; ++i) {
        ::kill(server.process(), SIGHUP);
        usleep(50'000);
        Peer peer(server.port());
        peer.say("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        CHECK(starts(peer.hear_all(), "200"));
    }
}

TEST_CASE("hardening: the cookie belongs to this host alone where the portal is reached over TLS") {
    support::House house;
    auto const& user = house.person("sales", "provider");
    auto const sign_in = [&](bool secure) {
        auto request = support::request(
            api::Method::post, "/ext/v1/session",
            "{\"userName\":\"" + user.user_name + "\",\"password\":\"" + user.password + "\"}");
        request.secure = secure;
        for (auto const& [name, value] : house.ask(std::move(request)).headers)
            if (name == "Set-Cookie") return value;
        return std::string{};
    };
    auto const secure = sign_in(true), plain = sign_in(false);
    CHECK(secure.starts_with("__Host-entrepot_session="));
    CHECK(has(secure, "; Path=/; HttpOnly; SameSite=Lax"));
    CHECK(secure.ends_with("; Secure"));
    CHECK(plain.starts_with("entrepot_session="));
    auto const view = [&](std::string const& cookie, bool over_tls) {
        auto request = support::request(api::Method::get, "/ext/v1/session");
        request.headers.emplace_back("Cookie", cookie.substr(0, cookie.find(';')));
        request.secure = over_tls;
        return house.ask(std::move(request)).status;
    };
    CHECK(view(secure, true) == 200);
    CHECK(view(plain, false) == 200);
    CHECK(view(plain, true) == 401);
}

TEST_CASE("hardening: other sites' pages read answers only where the operator allowed their origin") {
    Origins const origins({"https://erp.example"});
    api::Request request;
    request.headers = {{"Origin", "https://erp.example"}, {"Access-Control-Request-Method", "POST"}};
    auto const allowed = origins.preflight(request);
    REQUIRE(allowed);
    CHECK(allowed->status == 204);
    request.headers.front().second = "https://evil.example";
    CHECK(!origins.preflight(request));
    CHECK(!Origins().preflight(request));
    auto const opened = [&](Origins const& to, std::string const& origin) {
        api::Answer answer;
        to.open_to(origin, answer);
        std::string out;
        for (auto const& [name, value] : answer.headers)
            if (name == "Access-Control-Allow-Origin") out = value;
            else CHECK(name != "Access-Control-Allow-Credentials");
        return out;
    };
    CHECK(opened(origins, "https://erp.example") == "https://erp.example");
    CHECK(opened(origins, "https://evil.example").empty());
    CHECK(opened(origins, "null").empty());
    CHECK(opened(Origins(), "https://erp.example").empty());
}

}  // namespace entrepot::http
