// Outside OpenID providers, as the operator's file names them: whose people they sign in, how far they count.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/caller.hpp"

namespace entrepot::access {

// email: the first time by an address that the provider verified, then by `sub`. link: by `sub` alone, which
// the person linked in their account.
enum class Matching : std::uint8_t { email, link };
constexpr auto wire_names(Matching) {
    return std::array{Wire{Matching::email, "email"}, Wire{Matching::link, "link"}};
}

struct OutsideProvider {
    std::string name, label, issuer, client_id;
    std::optional<std::string> secret_file, secret_variable, ca_file;
    std::string tenant;
    Matching match = Matching::email;
    std::string scope = "openid email profile", verified_claim = "email_verified";
    std::vector<std::string> mfa_methods, mfa_classes;
    std::vector<Role> roles_of_new_people;
    std::string secret;  // read from where the file says; never written anywhere

    static constexpr std::string_view schema_name = "OutsideProvider";
    static constexpr auto fields() {
        using P = OutsideProvider;
        return Fields{
            field("name", &P::name, "Small letters, figures and hyphens: what logs and links call it.")
                .at_least(1)
                .at_most(32),
            field("label", &P::label, "What the sign-in page calls it.").at_least(1).at_most(60),
            field("issuer", &P::issuer, "Its issuer, to the letter; what it says of itself stands under it.")
                .at_most(500),
            field("clientId", &P::client_id, "What it calls this deployment.").at_least(1).at_most(256),
            field("clientSecretFile", &P::secret_file, "Where the secret stands.").at_most(1000),
            field("clientSecretEnv", &P::secret_variable, "Or: in which variable of the environment.")
                .at_most(100),
            field("caFile", &P::ca_file, "Certificates that vouch for it, PEM; absent: the system's.")
                .at_most(1000),
            field("tenant", &P::tenant, "Whose people it signs in: a domain or an id.")
                .at_least(1)
                .at_most(256),
            field("match", &P::match, "email or link.").or_default(),
            field("scope", &P::scope, "What is asked for.").or_default().at_most(500),
            field("verifiedClaim", &P::verified_claim,
                  "Which claim says that the address is verified; Entra ID: xms_edov.")
                .or_default()
                .at_most(100),
            field("mfaMethods", &P::mfa_methods, "Values of amr that count as a second factor; absent: none.")
                .or_default(),
            field("mfaClasses", &P::mfa_classes, "Values of acr that count as one; absent: none.")
                .or_default(),
            field("rolesOfNewPeople", &P::roles_of_new_people,
                  "Whoever it knows and nobody invited is added with these; absent: nobody is added.")
                .or_default(),
            field("secret", &P::secret, "The client's secret.").hidden(),
        };
    }
};

// Throws std::runtime_error with what is wrong, for the operator.
std::vector<OutsideProvider> read_outside_providers(std::string const& file);
// The same of a text; secrets are read.
std::vector<OutsideProvider> outside_providers_of(std::string const& text);

// https, or http to this very machine.
bool is_trusted_transport(std::string_view url);

}  // namespace entrepot::access
