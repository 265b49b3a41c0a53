// Who of an outside provider is who here.
#pragma once

#include <string>

#include "access/account.hpp"
#include "access/outside_provider.hpp"
#include "access/outside_token.hpp"

namespace entrepot::access {

struct OutsideAccount {
    Id<OutsideAccount> id;
    Id<Tenant> tenant;
    Id<User> user;
    std::string issuer, subject, email;
    Time created;
    std::optional<Time> used;

    static constexpr std::string_view schema_name = "OutsideAccountRow";
    static constexpr std::string_view table = "outside_accounts";
    static constexpr auto fields() {
        using A = OutsideAccount;
        return Fields{field("accountId", &A::id, "The link.").key(),
                      field("tenantId", &A::tenant, "The person's tenant."),
                      field("userId", &A::user, "Who they are here."),
                      field("issuer", &A::issuer, "The provider."),
                      field("subject", &A::subject, "Who they are there."),
                      field("email", &A::email, "Their address when they were linked."),
                      field("createdAt", &A::created, "Real time."),
                      field("usedAt", &A::used, "The last sign-in, in real time.")};
    }
};

// How the person proved who they are: fed, and mfa where the file counts what the provider says as that.
std::vector<std::string> methods_of(OutsideProvider const& provider, OutsidePerson const& person);
// Throws outside_mail_unverified where the provider does not vouch for the address.
std::string verified_address(OutsideProvider const& provider, OutsidePerson const& person);
// Who of those with the verified address it is. Throws outside_nobody, outside_ambiguous.
UserRecord const& one_of(std::vector<UserRecord> const& people, OutsideProvider const& provider,
                         std::string const& address);

}  // namespace entrepot::access
