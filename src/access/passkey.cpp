// Checking passkeys through libfido2: see passkey.hpp.
#include "access/passkey.hpp"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <openssl/evp.h>

#include <array>
#include <cstring>
#include <memory>
#include <string_view>

#include "access/attestation_object.hpp"
#include "base/base64.hpp"
#include "base/field.hpp"
#include "base/uuid.hpp"
#include "json/json.hpp"

namespace entrepot::access {

namespace {

constexpr unsigned char user_present = 0x01, user_verified = 0x04;

struct Algorithm {
    int cose;
    std::string_view name;
};
constexpr std::array algorithms = {Algorithm{COSE_ES256, "es256"}, Algorithm{COSE_EDDSA, "eddsa"},
                                   Algorithm{COSE_RS256, "rs256"}};

// What the browser says that it was asked (WebAuthn 5.8.1).
struct ClientData {
    std::string type, challenge, origin;
    bool cross_origin = false;
    static constexpr std::string_view schema_name = "WebAuthnClientData";
    static constexpr auto fields() {
        using C = ClientData;
        return Fields{field("type", &C::type, "webauthn.create or webauthn.get."),
                      field("challenge", &C::challenge, "The one that was asked with."),
                      field("origin", &C::origin, "The page that asked.").at_most(2048),
                      field("crossOrigin", &C::cross_origin, "Whether a frame of another page did.")};
    }
};

bool was_asked(std::string const& text, std::string_view type, RelyingParty const& party,
               std::string const& challenge) {
    try {
        auto const data = json::read<ClientData>(text, {.stored = true});
        return data.type == type && data.challenge == challenge && !challenge.empty() &&
               data.origin == party.origin && !data.cross_origin;
    } catch (std::exception const&) {
        return false;
    }
}

unsigned char const* bytes(std::string const& text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

std::string sha256(std::string_view text) {
    std::string out(32, '\0');
    EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(out.data()), nullptr, EVP_sha256(),
               nullptr);
    return out;
}

void start_fido() { [[maybe_unused]] static bool const started = (fido_init(0), true); }

struct Free {
    void operator()(fido_cred_t* cred) const { fido_cred_free(&cred); }
    void operator()(fido_assert_t* assertion) const { fido_assert_free(&assertion); }
    void operator()(es256_pk_t* key) const { es256_pk_free(&key); }
    void operator()(eddsa_pk_t* key) const { eddsa_pk_free(&key); }
    void operator()(rs256_pk_t* key) const { rs256_pk_free(&key); }
};
template <class T>
using Held = std::unique_ptr<T, Free>;

// Flags and host of the authenticator's data; with attestation "none" nothing else vouches for them.
bool is_verified_for(RelyingParty const& party, fido_cred_t const* cred) {
    auto const flags = fido_cred_flags(cred);
    auto const host = sha256(party.id);
    return (flags & user_present) && (flags & user_verified) &&
           fido_cred_authdata_raw_len(cred) > host.size() &&
           std::memcmp(fido_cred_authdata_raw_ptr(cred), host.data(), host.size()) == 0;
}

template <class Key, class Read>
bool verifies(fido_assert_t const* assertion, int cose, Held<Key> key, Read read, std::string const& raw) {
    return key && read(key.get(), raw.data(), raw.size()) == FIDO_OK &&
           fido_assert_verify(assertion, 0, cose, key.get()) == FIDO_OK;
}

}  // namespace

RelyingParty relying_party(std::string const& public_url) {
    auto const slashes = public_url.find("://");
    auto host = slashes == std::string::npos ? public_url : public_url.substr(slashes + 3);
    if (auto const colon = host.rfind(':'); colon != std::string::npos && host.back() != ']')
        host.resize(colon);
    return {host, public_url};
}

std::string new_challenge() {
    std::string out(32, '\0');
    fill_random(out.data(), out.size());
    return base64url(out);
}

std::optional<MadePasskey> read_registration(RelyingParty const& party, std::string const& challenge,
                                             std::string const& client_data, std::string const& attestation) {
    start_fido();
    if (!was_asked(client_data, "webauthn.create", party, challenge)) return std::nullopt;
    auto const data = authenticator_data_of(attestation);
    if (!data) return std::nullopt;
    for (auto const& [cose, name] : algorithms) {
        Held<fido_cred_t> const cred(fido_cred_new());
        bool const read = cred && fido_cred_set_type(cred.get(), cose) == FIDO_OK &&
                          fido_cred_set_rp(cred.get(), party.id.c_str(), nullptr) == FIDO_OK &&
                          fido_cred_set_authdata_raw(cred.get(), bytes(*data), data->size()) == FIDO_OK;
        if (!read) continue;
        if (!is_verified_for(party, cred.get())) return std::nullopt;
        auto const id = std::string(reinterpret_cast<char const*>(fido_cred_id_ptr(cred.get())),
                                    fido_cred_id_len(cred.get()));
        auto const key = std::string(reinterpret_cast<char const*>(fido_cred_pubkey_ptr(cred.get())),
                                     fido_cred_pubkey_len(cred.get()));
        if (id.empty() || id.size() > 1023 || key.empty()) return std::nullopt;
        return MadePasskey{base64url(id), std::string(name) + ':' + base64url(key),
                           static_cast<std::int64_t>(fido_cred_sigcount(cred.get()))};
    }
    return std::nullopt;
}

std::optional<std::int64_t> read_assertion(RelyingParty const& party, std::string const& challenge,
                                           std::string const& key, std::string const& client_data,
                                           std::string const& authenticator_data,
                                           std::string const& signature) {
    start_fido();
    if (!was_asked(client_data, "webauthn.get", party, challenge)) return std::nullopt;
    auto const colon = key.find(':');
    auto const raw = from_base64url(key.substr(colon + 1));
    Held<fido_assert_t> const assertion(fido_assert_new());
    auto* const a = assertion.get();
    auto const hash = sha256(client_data);
    bool const set =
        raw && a && fido_assert_set_clientdata_hash(a, bytes(hash), hash.size()) == FIDO_OK &&
        fido_assert_set_rp(a, party.id.c_str()) == FIDO_OK && fido_assert_set_count(a, 1) == FIDO_OK &&
        fido_assert_set_authdata_raw(a, 0, bytes(authenticator_data), authenticator_data.size()) == FIDO_OK &&
        fido_assert_set_sig(a, 0, bytes(signature), signature.size()) == FIDO_OK &&
        fido_assert_set_up(a, FIDO_OPT_TRUE) == FIDO_OK && fido_assert_set_uv(a, FIDO_OPT_TRUE) == FIDO_OK;
    if (!set) return std::nullopt;
    auto const name = key.substr(0, colon);
    bool const good =
        name == "es256" ? verifies(a, COSE_ES256, Held<es256_pk_t>(es256_pk_new()), es256_pk_from_ptr, *raw)
        : name == "eddsa"
            ? verifies(a, COSE_EDDSA, Held<eddsa_pk_t>(eddsa_pk_new()), eddsa_pk_from_ptr, *raw)
            : verifies(a, COSE_RS256, Held<rs256_pk_t>(rs256_pk_new()), rs256_pk_from_ptr, *raw);
    if (!good) return std::nullopt;
    return static_cast<std::int64_t>(fido_assert_sigcount(a, 0));
}

}  // namespace entrepot::access
