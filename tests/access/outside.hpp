// A house with an outside OpenID provider, and a browser that goes there and comes back.
#pragma once

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "access/outside_account_store.hpp"
#include "access/sign_in_step_store.hpp"
#include "access/user_store.hpp"
#include "support/house.hpp"
#include "support/openid_provider.hpp"

namespace entrepot::access {

namespace bj = boost::json;

inline bj::object object(api::Answer const& answer) { return bj::parse(answer.body).as_object(); }
inline std::string text(bj::object const& from, char const* name) {
    return std::string(from.at(name).as_string());
}
// The status, and the code of a refusal.
inline std::string said(api::Answer const& answer) {
    auto const status = std::to_string(answer.status);
    return answer.status < 400 ? status : status + ' ' + text(object(answer), "code");
}

using Query = std::map<std::string, std::string>;
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Outside {
    explicit Outside(bj::object more = {}, support::Engine engine = support::Engine::sqlite)
        : house(engine), sales(house.person("sales", "directus").user_name) {
        setenv("ENTREPOT_TEST_OUTSIDE_SECRET", provider.secret().c_str(), 1);
        bj::object one = {{"name", "ours"},
                          {"label", "Ours"},
                          {"issuer", provider.issuer()},
                          {"clientId", provider.client_id()},
                          {"clientSecretEnv", "ENTREPOT_TEST_OUTSIDE_SECRET"},
                          {"tenant", house.tenant("directus").domain}};
        for (auto const& [name, value] : more) one[name] = value;
        bj::object const file = {{"providers", bj::array{one}}};
        house.inside().keeper().set_outside(outside_providers_of(bj::serialize(file)));
        provider.claims = {{"sub", "s-1"}, {"email", sales}, {"email_verified", true}};
    }

    api::Answer post(std::string const& path, bj::object const& body, Headers more = {}) {
        auto request = support::request(api::Method::post, path, bj::serialize(body));
        for (auto& header : more) request.headers.push_back(std::move(header));
        if (!cookie.empty()) request.headers.emplace_back("Cookie", cookie);
        return kept(house.ask(std::move(request)));
    }
    api::Answer begin(Headers const& more = {}) {
        auto const path = more.empty() ? "/ext/v1/session/outside" : "/ext/v1/me/outside-accounts";
        return post(path, {{"provider", "ours"}}, more);
    }
    api::Answer answer(Query const& query) {
        bj::object body;
        for (auto const& [name, value] : query) body[name] = value;
        return post("/ext/v1/session/outside/answer", body);
    }
    // The browser goes there and comes back.
    Query there(Headers const& more = {}) {
        auto const away = begin(more);
        REQUIRE_MESSAGE(away.status == 200, away.body);
        return provider.visit(text(object(away), "location"));
    }
    std::string sign_in() { return said(answer(there())); }
    // Of the person of the last session.
    std::string user_name(api::Answer const& answer) {
        return text(object(answer).at("user").as_object(), "userName");
    }
    std::optional<UserRecord> user(std::string const& name) {
        std::optional<UserRecord> out;
        house.database().read([&](db::Tx& tx) { out = find_user_by_name(tx, name); });
        return out;
    }

    support::House house;
    support::OpenIdProvider provider;
    std::string sales, cookie, session;

private:
    // What a browser keeps.
    api::Answer kept(api::Answer answer) {
        for (auto const& [name, value] : answer.headers) {
            if (name != "Set-Cookie") continue;
            auto const pair = value.substr(0, value.find(';'));
            if (pair.starts_with("entrepot_outside=")) cookie = pair == "entrepot_outside=" ? "" : pair;
            if (pair.starts_with("entrepot_session=")) session = pair;
        }
        return answer;
    }
};

}  // namespace entrepot::access
