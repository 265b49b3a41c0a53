// Discovery, codes and tokens of outside providers: see outside_exchange.hpp.
#include "access/outside_exchange.hpp"

#include "access/outside_call.hpp"
#include "access/pkce.hpp"
#include "base/log.hpp"
#include "json/foreign.hpp"

namespace entrepot::access {

namespace {

constexpr auto document_life = hours{1};
constexpr auto keys_asked_every = seconds{10};  // for a key that is not known yet: whoever sends tokens asks

// The page tells whom to turn to; only the operator's log says what it was.
[[noreturn]] void refuse(char const* code, OutsideProvider const& provider, std::string const& why) {
    log(Level::warning, "a sign-in through an outside provider failed",
        {{"provider", provider.name}, {"code", code}, {"why", why}});
    throw Problem(code, {{"provider", provider.label}});
}

// Printable and short: it comes from elsewhere.
std::string cleaned(std::string const& text) {
    std::string out;
    for (char const c : text.substr(0, 200)) out += c >= ' ' && c < 0x7f ? c : '?';
    return out;
}

std::string document_of(OutsideProvider const& provider, std::string const& url) {
    auto answer = fetch(provider, url);
    if (answer.status == 0 || answer.status >= 500)
        refuse("outside_unreachable", provider,
               url + ": " + (answer.status ? "status " + std::to_string(answer.status) : answer.error));
    if (answer.status != 200)
        refuse("outside_misconfigured", provider, url + ": status " + std::to_string(answer.status));
    return answer.body;
}

bool takes_basic(json::Foreign const& document) {
    auto const ways = document.texts("token_endpoint_auth_methods_supported");
    if (ways.empty()) return true;  // the default (OpenID Connect Discovery 3)
    for (auto const& one : ways)
        if (one == "client_secret_basic") return true;
    return false;
}

std::string token_of(OutsideProvider const& provider, OutsideAnswer const& answer) {
    if (answer.status == 0 || answer.status >= 500)
        refuse("outside_unreachable", provider,
               "token: " + (answer.status ? "status " + std::to_string(answer.status) : answer.error));
    auto const reply = json::Foreign::parse(answer.body);
    if (answer.status == 200 && reply && !reply->text("id_token").empty()) return reply->text("id_token");
    auto const error = reply ? reply->text("error") : "";
    // The code was used, or is too old: nothing that an operator could mend.
    if (error == "invalid_grant")
        refuse("outside_state_over", provider, "token: " + cleaned(reply->text("error_description")));
    refuse("outside_misconfigured", provider,
           "token: status " + std::to_string(answer.status) + ' ' + cleaned(error) + ' ' +
               (reply ? cleaned(reply->text("error_description")) : ""));
}

}  // namespace

OutsideProvider const& OutsideProviders::get(std::string_view name) const {
    for (auto const& one : list_)
        if (one.name == name) return one;
    throw Problem("outside_provider_unknown");
}

OutsideProviders::Known OutsideProviders::about(OutsideProvider const& provider, Time now) {
    {
        std::lock_guard const lock(mutex_);
        auto const at = known_.find(provider.name);
        if (at != known_.end() && now - at->second.read < document_life) return at->second;
    }
    auto base = provider.issuer;
    while (base.ends_with('/')) base.pop_back();
    auto const text = document_of(provider, base + "/.well-known/openid-configuration");
    auto const document = json::Foreign::parse(text);
    if (!document) refuse("outside_misconfigured", provider, "its description is no JSON");
    if (document->text("issuer") != provider.issuer)
        refuse("outside_misconfigured", provider, "it calls itself " + cleaned(document->text("issuer")));
    Known out{document->text("authorization_endpoint"),
              document->text("token_endpoint"),
              document->text("jwks_uri"),
              takes_basic(*document),
              now,
              {},
              {}};
    for (auto const& url : {out.authorize, out.token, out.keys_url})
        if (!is_trusted_transport(url))
            refuse("outside_misconfigured", provider, "an endpoint is not https: " + cleaned(url));
    std::lock_guard const lock(mutex_);
    auto& known = known_[provider.name];
    // Keys stay: what was read a moment ago is as good.
    out.keys = std::move(known.keys);
    out.keys_read = known.keys_read;
    return known = std::move(out);
}

std::vector<OutsideKey> OutsideProviders::keys(OutsideProvider const& provider, Time now,
                                               std::chrono::seconds at_most_old) {
    auto const known = about(provider, now);
    if (now - known.keys_read < at_most_old) return known.keys;
    auto const read = read_jwks(document_of(provider, known.keys_url));
    if (!read || read->empty()) refuse("outside_misconfigured", provider, "it shows no key that signs");
    std::lock_guard const lock(mutex_);
    auto& kept = known_[provider.name];
    kept.keys_read = now;
    return kept.keys = *read;
}

std::string OutsideProviders::begin(OutsideProvider const& provider, OutsideAttempt const& attempt,
                                    std::string const& return_url, Time now) {
    auto const known = about(provider, now);
    return known.authorize + (known.authorize.find('?') == std::string::npos ? '?' : '&') +
           pairs_of({{"response_type", "code"},
                     {"client_id", provider.client_id},
                     {"redirect_uri", return_url},
                     {"scope", provider.scope},
                     {"state", attempt.state},
                     {"nonce", attempt.nonce},
                     {"code_challenge", challenge_of(attempt.verifier)},
                     {"code_challenge_method", "S256"}});
}

OutsidePerson OutsideProviders::redeem(OutsideProvider const& provider, OutsideAttempt const& attempt,
                                       std::string const& return_url, std::string const& code, Time now) {
    auto const known = about(provider, now);
    auto form = pairs_of({{"grant_type", "authorization_code"},
                          {"code", code},
                          {"redirect_uri", return_url},
                          {"code_verifier", attempt.verifier}});
    std::optional<ClientProof> proof;
    if (!provider.secret.empty() && known.basic) proof = {provider.client_id, provider.secret};
    else form += '&' + pairs_of({{"client_id", provider.client_id}});
    if (!provider.secret.empty() && !known.basic)
        form += '&' + pairs_of({{"client_secret", provider.secret}});
    auto const token = token_of(provider, post_form(provider, known.token, form, proof));
    ExpectedToken const expected{provider.issuer, provider.client_id, attempt.nonce, provider.verified_claim,
                                 now};
    auto read = read_id_token(token, keys(provider, now, document_life), expected);
    // Its keys may have changed since they were read.
    if (read.fault == TokenFault::key)
        read = read_id_token(token, keys(provider, now, keys_asked_every), expected);
    if (read.fault != TokenFault::none)
        refuse("outside_token_refused", provider, "token: " + std::string(word_of(read.fault)));
    return read.person;
}

}  // namespace entrepot::access
