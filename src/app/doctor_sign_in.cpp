// What doctor looks at in the file of outside sign-in providers: see doctor.hpp.
#include <sys/stat.h>

#include "access/account_store.hpp"
#include "access/outside_provider.hpp"
#include "app/doctor.hpp"
#include "base/fold.hpp"

namespace entrepot::app {

namespace {

constexpr char const* area = "sign-in";

mode_t mode_of(std::string const& file) {
    struct stat about {};
    return stat(file.c_str(), &about) == 0 ? about.st_mode : 0;
}

bool has_tenant(db::Database& database, std::string const& named) {
    bool found = false;
    database.read([&](db::Tx& tx) {
        auto const id = Uuid::parse(named);
        found = id ? access::find_tenant(tx, Id<Tenant>{*id}).has_value()
                   : access::find_tenant_by_domain(tx, lower_ascii(named)).has_value();
    });
    return found;
}

void look_at_provider(access::OutsideProvider const& provider, db::Database& database, Diagnosis& out) {
    auto const who = "provider " + provider.name + ": ";
    if (provider.secret_file && (mode_of(*provider.secret_file) & 077) != 0)
        out.add(area, "wrong", who + "its secret " + *provider.secret_file + " can be read by others",
                "chmod 600 " + *provider.secret_file +
                    ", and get a new secret where others are let onto this machine");
    if (provider.ca_file && mode_of(*provider.ca_file) == 0)
        out.add(area, "wrong", who + "its certificates " + *provider.ca_file + " are not there",
                "Put the PEM file there, or leave caFile out where the system's certificates vouch for it");
    if (!has_tenant(database, provider.tenant))
        out.add(area, "wrong", who + "no organisation here has the domain or id " + provider.tenant,
                "Put right the member tenant: nobody can sign in through this provider");
}

}  // namespace

void look_at_sign_in(std::string const& file, db::Database& database, Diagnosis& out) {
    if (file.empty()) return;
    auto const before = out.findings.size();
    try {
        // Whoever writes it decides who is let in.
        if ((mode_of(file) & 022) != 0)
            out.add(area, "wrong", "the file of sign-in providers " + file + " can be written by others",
                    "chmod go-w " + file + ", and see that it still says what you wrote");
        auto const providers = access::read_outside_providers(file);
        for (auto const& provider : providers) look_at_provider(provider, database, out);
        if (out.findings.size() == before)
            out.add(area, "ok",
                    std::to_string(providers.size()) + " outside provider" +
                        (providers.size() == 1 ? "" : "s") + " in " + file);
    } catch (std::exception const& error) {
        out.add(area, "wrong", error.what(),
                "The server does not start with it. Put it right (docs/outside-sign-in.md); run this as the "
                "server's user, with its variables");
    }
}

}  // namespace entrepot::app
