// The first partner of a fresh deployment, with its first administrator.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/account.hpp"
#include "base/act.hpp"
#include "base/problem.hpp"
#include "base/safe.hpp"
#include "db/tx.hpp"

namespace entrepot::onboarding {

struct FirstPartner {
    std::string organisation;
    TenantKind kind = TenantKind::indirect_provider;
    std::string country, domain, first_name, last_name, email, password;
    std::optional<std::string> language;
    static constexpr std::string_view schema_name = "FirstPartner";
    static constexpr auto fields() {
        using F = FirstPartner;
        return Fields{
            field("organisation", &F::organisation, "Its legal name.").at_most(100),
            field("kind", &F::kind, "directBill or indirectProvider."),
            field("country", &F::country, "ISO 3166-1, two letters.").at_most(2),
            field("domain", &F::domain, "Its primary domain, under a suffix of the deployment.").at_most(256),
            field("firstName", &F::first_name, "The administrator's first name.").at_most(50),
            field("lastName", &F::last_name, "The administrator's last name.").at_most(50),
            field("email", &F::email, "The administrator's address: what they sign in with.").at_most(256),
            field("password", &F::password, "12 to 128 characters, on no list of breached ones.")
                .at_most(512),
            field("language", &F::language, "fr or en: the portal's at first.").at_most(2),
        };
    }
};

// The word of the link that a server of a deployment without tenants prints. A keyed digest, so that it is
// the same at every start and on every server, and nothing of it is stored.
std::string setup_word(Safe& safe);
bool has_no_tenant(db::Tx& tx);
// Throws 1000 (404) for another word, setup_done (410) once there is a tenant.
void check_setup(db::Tx& tx, Safe& safe, std::string const& word);

struct FirstPeople {
    access::TenantRecord tenant;
    access::UserRecord administrator;  // without a password yet
};
// Countries where the first organisation of a cloud may sit: in the US Government cloud the United States
// alone (rules.md D8).
bool may_sit_in(Cloud cloud, std::string_view country);
// Every wrong field of the form; what it makes where there is none.
FirstPeople make_first(FirstPartner const& form, Cloud cloud, Time real_now, Problems& problems);
// Tenant, domain, administrator and event, or setup_done where another was faster.
void add_first(db::Tx& tx, Act const& act, FirstPeople const& people);

}  // namespace entrepot::onboarding
