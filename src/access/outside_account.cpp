// Which person an outside account is: see outside_account.hpp.
#include "access/outside_account.hpp"

#include <algorithm>

#include "access/user.hpp"
#include "base/fold.hpp"

namespace entrepot::access {

std::vector<std::string> methods_of(OutsideProvider const& provider, OutsidePerson const& person) {
    auto const& counted = provider.mfa_methods;
    bool const by_method = std::any_of(person.methods.begin(), person.methods.end(), [&](auto const& one) {
        return std::find(counted.begin(), counted.end(), one) != counted.end();
    });
    auto const& classes = provider.mfa_classes;
    bool const by_class = std::find(classes.begin(), classes.end(), person.context) != classes.end();
    if (by_method || by_class) return {"fed", "mfa"};
    return {"fed"};
}

std::string verified_address(OutsideProvider const& provider, OutsidePerson const& person) {
    auto const address = lower_ascii(person.email);
    if (!person.email_verified || !is_mail_address(address))
        throw Problem("outside_mail_unverified", {{"provider", provider.label}});
    return address;
}

UserRecord const& one_of(std::vector<UserRecord> const& people, OutsideProvider const& provider,
                         std::string const& address) {
    if (people.empty()) throw Problem("outside_nobody", {{"provider", provider.label}, {"address", address}});
    // One of them could be taken for the other.
    if (people.size() > 1) throw Problem("outside_ambiguous", {{"address", address}});
    return people.front();
}

}  // namespace entrepot::access
