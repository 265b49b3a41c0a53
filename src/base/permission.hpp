// The acts that a route may ask for, and the answer: yes, or the reasons why not.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/caller.hpp"

namespace entrepot {

enum class Permission : std::uint8_t {
    sign_in_only,  // any caller with a valid sign-in
    see_customers,
    add_customer,
    see_agreements,
    attest_agreement,
    see_orders,
    add_subscription,
    change_subscription,
    suspend_subscription,
    cancel_subscription,
    see_catalog,
    see_prices,
    see_resellers,
    see_profile,
    reissue_credentials,
    edit_customer,
    remove_relationship,
    set_qualification,
    see_validation_codes,
    review_qualification,
    edit_profile,
    change_clock
};
constexpr auto wire_names(Permission) {
    using P = Permission;
    return std::array{
        Wire{P::sign_in_only, "sign_in_only"},
        Wire{P::see_customers, "see_customers"},
        Wire{P::add_customer, "add_customer"},
        Wire{P::see_agreements, "see_agreements"},
        Wire{P::attest_agreement, "attest_agreement"},
        Wire{P::see_orders, "see_orders"},
        Wire{P::add_subscription, "add_subscription"},
        Wire{P::change_subscription, "change_subscription"},
        Wire{P::suspend_subscription, "suspend_subscription"},
        Wire{P::cancel_subscription, "cancel_subscription"},
        Wire{P::see_catalog, "see_catalog"},
        Wire{P::see_prices, "see_prices"},
        Wire{P::see_resellers, "see_resellers"},
        Wire{P::see_profile, "see_profile"},
        Wire{P::reissue_credentials, "reissue_credentials"},
        Wire{P::edit_customer, "edit_customer"},
        Wire{P::remove_relationship, "remove_relationship"},
        Wire{P::set_qualification, "set_qualification"},
        Wire{P::see_validation_codes, "see_validation_codes"},
        Wire{P::review_qualification, "review_qualification"},
        Wire{P::edit_profile, "edit_profile"},
        Wire{P::change_clock, "change_clock"},
    };
}

// Why not: a code of data/problems.json and the roles that would do.
struct Reason {
    std::string code;
    std::vector<Role> roles;
};

struct Verdict {
    std::vector<Reason> reasons;
    bool allowed() const { return reasons.empty(); }
};

}  // namespace entrepot
