// The world of the matrix, and credentials that must not pass: see matrix.hpp.
#include "access/matrix.hpp"

#include <openssl/core_names.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <boost/json.hpp>

#include "access/consent_store.hpp"
#include "access/user_store.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

namespace bj = boost::json;

std::map<std::string, std::vector<Role>> const roles_of_name = {
    {"global", {Role::global_admin}},
    {"users", {Role::user_management_admin}},
    {"billing", {Role::billing_admin}},
    {"admin", {Role::admin_agent}},
    {"sales", {Role::sales_agent}},
    {"helpdesk", {Role::helpdesk_agent}},
    {"owner", {Role::global_admin, Role::admin_agent}},
    {"app", {}}};

std::vector<std::string> parts_of(std::string const& pattern) {
    std::vector<std::string> out;
    std::size_t at = 1;
    while (at <= pattern.size()) {
        auto const end = std::min(pattern.find('/', at), pattern.size());
        out.push_back(pattern.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

// The public key as a PEM file has it: what an attacker would sign with, hoping that it is taken for a secret.
std::string public_pem(std::string const& modulus) {
    auto* const n = BN_bin2bn(reinterpret_cast<unsigned char const*>(modulus.data()),
                              static_cast<int>(modulus.size()), nullptr);
    auto* const build = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n);
    OSSL_PARAM_BLD_push_ulong(build, OSSL_PKEY_PARAM_RSA_E, 65537);
    auto* const params = OSSL_PARAM_BLD_to_param(build);
    auto* const context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
    EVP_PKEY* key = nullptr;
    EVP_PKEY_fromdata_init(context);
    EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params);
    auto* const memory = BIO_new(BIO_s_mem());
    PEM_write_bio_PUBKEY(memory, key);
    char* data = nullptr;
    auto const size = BIO_get_mem_data(memory, &data);
    std::string out(data, static_cast<std::size_t>(size));
    BIO_free(memory);
    EVP_PKEY_free(key);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(build);
    BN_free(n);
    return out;
}

std::string hs256(std::string const& text, std::string const& key) {
    unsigned char out[32];
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<unsigned char const*>(text.data()), text.size(), out, &size);
    return text + '.' + base64url({reinterpret_cast<char const*>(out), size});
}

Id<User> added_person(World& world, Id<Tenant> tenant, std::string const& name, UserStatus status) {
    UserRecord user;
    user.id = Id<User>{new_uuid()};
    user.tenant = tenant;
    user.user_name = user.email = name + "@matrix.example";
    user.first_name = user.last_name = name;
    user.roles = {Role::global_admin, Role::admin_agent};
    user.status = status;
    user.created = real_time();
    world.house.database().write([&](db::Tx& tx) { insert_user(tx, user); });
    return user.id;
}

Id<TokenFamily> ended_sign_in(World& world, TokenClaims const& of) {
    auto const now = real_time();
    TokenFamily const family{Id<TokenFamily>{new_uuid()},
                             of.caller.tenant,
                             *of.caller.app,
                             *of.caller.user,
                             true,
                             now,
                             now,
                             now + hours{1},
                             FamilyEnd::revoked,
                             std::optional<Time>(now)};
    world.house.database().write([&](db::Tx& tx) { insert_family(tx, family); });
    return family.id;
}

}  // namespace

World::World(support::Engine engine) : house(engine) {
    for (auto const* key : {"provider", "vilaine", "ponant", "directus", "directfr"})
        for (auto const& [name, roles] : roles_of_name) add_person(name, key);
    for (auto const* key : {"morel-duquesne", "hudson-valley-orchards"}) add_person("global", key);
    auto const id = [&](std::string const& key) { return house.tenant(key).id.text(); };
    targets = {
        {"a customer through vilaine",
         id("morel-duquesne"),
         {"provider", "vilaine", "morel-duquesne"},
         "owner@provider"},
        {"a customer of directus",
         id("hudson-valley-orchards"),
         {"directus", "hudson-valley-orchards"},
         "owner@directus"},
        {"a reseller's own id", id("vilaine"), {}, ""},
        {"a provider's own id", id("provider"), {}, ""},
        {"nobody's id", nobodys_id, {}, ""},
    };
}

void World::add_person(std::string const& name, std::string const& key) {
    auto const& tenant = house.tenant(key);
    Person out{name + '@' + key, {}, house.caller(name + '@' + key), key};
    out.caller.tenant = tenant.id;
    out.caller.kind = tenant.kind;
    out.caller.roles = roles_of_name.at(name);
    out.caller.mfa = true;
    if (name == "app") out.caller.app = tenant.apps.front().id;
    else out.caller.user = Id<User>{new_uuid()};
    people.push_back(std::move(out));
}

api::Answer World::ask(api::Method method, std::string const& path, Headers const& headers,
                       std::string body) {
    auto request = support::request(method, path, std::move(body));
    for (auto const& header : headers) request.headers.push_back(header);
    return house.ask(std::move(request));
}

std::string World::first_id(std::string const& list, std::string const& owner) {
    if (auto const at = found_.find(list); at != found_.end()) return at->second;
    auto& out = found_[list];
    auto const answer = ask(api::Method::get, list, house.caller(owner), "");
    if (answer.status != 200) return out;
    auto const body = bj::parse(answer.body);
    auto const* items = body.is_object() ? body.as_object().if_contains("items") : &body;
    if (!items || !items->is_array() || items->as_array().empty()) return out;
    auto const& first = items->as_array().front().as_object();
    for (auto const* name : {"id", "productId", "iso2Code"})
        if (auto const* found = first.if_contains(name); found && found->is_string())
            return out = std::string(found->as_string());
    return out;
}

std::string World::cart_of(Target const& target) {
    auto& out = found_["a cart of " + target.id];
    if (!out.empty() || target.owner.empty()) return out;
    // Anything that a cart takes: a line that cannot be bought stays in it with its reason.
    auto const answer =
        ask(api::Method::post, "/v1/customers/" + target.id + "/carts", house.caller(target.owner),
            R"({"lineItems":[{"id":0,"catalogItemId":"x:y:z","quantity":1,"billingCycle":"monthly"}]})");
    if (answer.status == 201) out = std::string(bj::parse(answer.body).as_object().at("id").as_string());
    return out;
}

std::string World::path_for(api::Route const& route, Target const& target) {
    std::string path;
    for (auto const& part : parts_of(route.pattern)) {
        std::string value = part;
        if (part == "{customer}") value = target.id;
        else if (part == "{cart}") value = cart_of(target);
        else if (part == "{country}") value = "FR";
        else if (part == "{app}") value = nobodys_id;  // what ends a caller's own app ends its tokens
        else if (part.starts_with('{'))
            value = first_id(path, target.owner.empty() ? "owner@provider" : target.owner);
        path += '/' + (value.empty() ? nobodys_id : value);
    }
    return path;
}

bool World::allowed(Person const& person, api::Route const& route) {
    if (route.needs_user && !person.caller.user) return false;
    auto& keeper = house.inside().keeper();
    if (keeper.may(person.caller, *route.permission).allowed()) return true;
    return std::ranges::any_of(route.also,
                               [&](Permission one) { return keeper.may(person.caller, one).allowed(); });
}

std::vector<api::Route const*> World::closed_routes() {
    std::vector<api::Route const*> out;
    for (auto const& route : house.inside().router().routes())
        if (route.permission) out.push_back(&route);
    return out;
}

std::vector<BadCredential> bad_credentials(World& world) {
    auto& keeper = world.house.inside().keeper();
    auto const& provider = world.house.tenant("provider");
    TokenClaims good;
    good.caller.tenant = provider.id;
    good.caller.kind = provider.kind;
    good.caller.app = provider.apps.front().id;
    good.caller.user = added_person(world, provider.id, "stays", UserStatus::active);
    good.caller.roles = {Role::global_admin, Role::admin_agent};
    good.caller.mfa = true;
    good.issuer = "http://localhost/" + provider.id.text() + '/';
    good.audience = "https://api.partnercenter.microsoft.com";
    good.issued = real_time();
    good.expires = good.issued + hours{1};
    auto expired = good, foreign = good;
    expired.issued = good.issued - hours{2};
    expired.expires = good.issued - hours{1};
    foreign.audience = "https://management.example";

    auto revoked = good;
    revoked.caller.user.reset();
    revoked.issued = good.issued - days{30};  // before the app's tokens were last revoked
    auto disabled = good, deleted = good, nobodys = good, signed_out = good;
    disabled.caller.user = added_person(world, provider.id, "disabled", UserStatus::disabled);
    deleted.caller.user = added_person(world, provider.id, "deleted", UserStatus::deleted);
    nobodys.caller.user = Id<User>{new_uuid()};
    signed_out.family = ended_sign_in(world, good);
    auto const key = keeper.keys().signer(good.issued);
    auto const token = key->sign(good);
    auto const dot = token.find('.'), last = token.rfind('.');
    auto const body = token.substr(dot + 1, last - dot - 1);
    auto const jwks = bj::parse(keeper.keys().jwks(good.issued)).as_object().at("keys").as_array();
    auto const& jwk = jwks.back().as_object();
    auto const kid = std::string(jwk.at("kid").as_string());
    auto const header = [&](std::string const& algorithm) {
        return base64url("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}");
    };
    auto const modulus = from_base64url(std::string(jwk.at("n").as_string())).value();
    auto const bearer = [](std::string text) -> Headers {
        return {{"Authorization", "Bearer " + std::move(text)}};
    };
    check(world.ask(api::Method::get, "/ext/v1/me/permissions", bearer(token), "").status == 200,
          "the token that the others differ from passes");
    auto changed = token;
    changed[last + 10] = changed[last + 10] == 'A' ? 'B' : 'A';

    auto const cookie = world.house.caller("sales@provider", true);
    world.ask(api::Method::del, "/ext/v1/session", cookie, "");
    return {
        {"no token", {}},
        {"expired", bearer(key->sign(expired))},
        {"revoked", bearer(key->sign(revoked))},
        {"a person who was disabled", bearer(key->sign(disabled))},
        {"a person who was deleted", bearer(key->sign(deleted))},
        {"a person who is not there", bearer(key->sign(nobodys))},
        {"a person's sign-in that was ended", bearer(key->sign(signed_out))},
        {"wrong audience", bearer(key->sign(foreign))},
        {"wrong signature", bearer(changed)},
        {"another deployment's key", bearer(SigningKey(SigningKey::make()).sign(good))},
        {"no signature", bearer(token.substr(0, last + 1))},
        {"alg none", bearer(header("none") + '.' + body + '.')},
        {"alg none, signed", bearer(header("none") + token.substr(dot))},
        {"HS256 with the public key", bearer(hs256(header("HS256") + '.' + body, public_pem(modulus)))},
        {"HS256 with the modulus", bearer(hs256(header("HS256") + '.' + body, modulus))},
        {"a session that has ended", cookie},
        {"basic", {{"Authorization", "Basic YTpi"}}},
    };
}

}  // namespace entrepot::access
