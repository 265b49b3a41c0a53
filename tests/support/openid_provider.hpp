// A small OpenID provider of our own on a loopback port: it signs in whoever the test says, well or badly.
#pragma once

#include <atomic>
#include <boost/json.hpp>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace entrepot::support {

class OpenIdProvider {
public:
    explicit OpenIdProvider(std::string client_id = "entrepot", std::string secret = "a+secret/of%its own");
    ~OpenIdProvider();
    OpenIdProvider(OpenIdProvider const&) = delete;

    std::string issuer() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::string const& client_id() const { return client_id_; }
    std::string const& secret() const { return secret_; }

    // Who signs in, and what else the next tokens say: sub, email, email_verified, amr, also iss, aud, exp, nonce.
    boost::json::object claims;
    std::string algorithm = "RS256";  // or ES256, none, HS256
    bool names_its_key = true;
    bool wants_basic = true;       // else the secret in the form
    std::string announced_issuer;  // where it calls itself otherwise
    std::string keys_path = "/keys";
    std::string token_error;            // the token endpoint answers this
    std::atomic<bool> down = false;     // it hangs up without an answer
    std::atomic<bool> endless = false;  // what it says of itself has no end
    std::atomic<int> failures = 0;      // so many times 503 first

    // A new key instead of the old ones.
    void rotate();
    // What the browser does: signs in at the address, and brings back the query of the redirect.
    std::map<std::string, std::string> visit(std::string const& location);

    std::atomic<int> asked_for_keys = 0, asked_for_itself = 0, asked_for_tokens = 0;

private:
    struct Request {
        std::string target, authorization, body;
    };
    struct Pending {
        std::string nonce, challenge, redirect_uri;
    };
    void serve();
    void handle(int socket);
    std::string answer(Request const& request);
    std::string token(Request const& request);
    std::string id_token(std::string const& nonce);

    std::string client_id_, secret_;
    int listener_ = -1, port_ = 0;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::map<std::string, Pending> codes_;
    struct Keys;
    std::unique_ptr<Keys> keys_;
    std::thread thread_;
};

}  // namespace entrepot::support
