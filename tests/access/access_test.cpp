// Tokens that verify and tokens that do not; secrets.
#include <doctest/doctest.h>

#include "access/password.hpp"
#include "access/token.hpp"
#include "access/vault.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

TokenClaims claims() {
    TokenClaims out;
    out.caller.tenant = Id<Tenant>{new_uuid()};
    out.caller.kind = TenantKind::indirect_provider;
    out.caller.app = Id<App>{new_uuid()};
    out.caller.user = Id<User>{new_uuid()};
    out.caller.roles = {Role::sales_agent};
    out.caller.mfa = true;
    out.issuer = "http://localhost/t/";
    out.audience = "https://graph.windows.net";
    out.user_name = "a@b";
    out.issued = real_time();
    out.expires = out.issued + hours{1};
    return out;
}

}  // namespace

TEST_CASE("tokens: what is signed here verifies here and nowhere else") {
    SigningKey const key(SigningKey::make()), other(SigningKey::make());
    auto const token = key.sign(claims());
    auto const read = key.verify(token);
    REQUIRE(read);
    CHECK(read->caller.mfa);
    CHECK(read->caller.roles == std::vector{Role::sales_agent});
    CHECK(!other.verify(token));

    auto const dot = token.find('.'), last = token.rfind('.');
    auto const body = token.substr(dot + 1, last - dot - 1), signature = token.substr(last + 1);
    auto const with_header = [&](std::string const& header) {
        return base64url(header) + '.' + body + '.' + signature;
    };
    CHECK(!key.verify(with_header("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + key.id() + "\"}")));
    CHECK(!key.verify(with_header("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + key.id() + "\"}")));
    CHECK(!key.verify(token.substr(0, last) + '.'));
    CHECK(!key.verify(token.substr(0, last)));
    CHECK(!key.verify("a.b.c"));
    CHECK(!key.verify(""));
    auto changed = token;
    changed[dot + 5] = changed[dot + 5] == 'A' ? 'B' : 'A';
    CHECK(!key.verify(changed));
}

TEST_CASE("passwords: argon2id of what people choose") {
    auto const hash = hash_password("un mot de passe assez long");
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(verify_password(hash, "un mot de passe assez long"));
    CHECK(!verify_password(hash, "un mot de passe assez court"));
    CHECK(hash_password("x") != hash_password("x"));
}

}  // namespace entrepot::access
