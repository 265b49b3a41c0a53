// The acts that a route may ask for, and the answer: yes, or the reasons why not.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/caller.hpp"

namespace entrepot {

// One line an act; who may, and its words, stand in its row of data/permissions.json.
#define ENTREPOT_PERMISSIONS(ONE) \
    ONE(sign_in_only)             \
    ONE(see_customers)            \
    ONE(add_customer)             \
    ONE(see_account)              \
    ONE(edit_customer)            \
    ONE(import_customers)         \
    ONE(export_customers)         \
    ONE(set_qualification)        \
    ONE(see_validation_codes)     \
    ONE(review_qualification)     \
    ONE(request_relationship)     \
    ONE(see_invitations)          \
    ONE(remove_relationship)      \
    ONE(see_agreements)           \
    ONE(attest_agreement)         \
    ONE(see_evidence)             \
    ONE(manage_campaigns)         \
    ONE(accept_as_customer)       \
    ONE(see_subscriptions)        \
    ONE(add_subscription)         \
    ONE(change_subscription)      \
    ONE(suspend_subscription)     \
    ONE(cancel_subscription)      \
    ONE(see_orders)               \
    ONE(see_catalog)              \
    ONE(see_prices)               \
    ONE(see_own_prices)           \
    ONE(see_margins)              \
    ONE(set_terms)                \
    ONE(see_resellers)            \
    ONE(invite_partner)           \
    ONE(manage_partnerships)      \
    ONE(see_partner_agreement)    \
    ONE(sign_partner_agreement)   \
    ONE(see_profile)              \
    ONE(edit_profile)             \
    ONE(edit_billing_profile)     \
    ONE(see_users)                \
    ONE(manage_users)             \
    ONE(reissue_credentials)      \
    ONE(manage_apps)              \
    ONE(see_security)             \
    ONE(change_security)          \
    ONE(see_activity)             \
    ONE(change_clock)             \
    ONE(manage_sandbox)           \
    ONE(manage_deployment)

#define ENTREPOT_ENUMERATOR(name) name,
#define ENTREPOT_WIRE(name) Wire{Permission::name, #name},
enum class Permission : std::uint8_t { ENTREPOT_PERMISSIONS(ENTREPOT_ENUMERATOR) };
constexpr auto wire_names(Permission) { return std::array{ENTREPOT_PERMISSIONS(ENTREPOT_WIRE)}; }
#undef ENTREPOT_ENUMERATOR
#undef ENTREPOT_WIRE

// Why not: a code of data/problems and the roles that would do.
struct Reason {
    std::string code;
    std::vector<Role> roles;
};

struct Verdict {
    std::vector<Reason> reasons;
    bool allowed() const { return reasons.empty(); }
};

// How what an act is about stands: codes of what is the matter with it, such as 13605 for a customer without
// agreement. Each act's row says which of them stand in its way.
using Standing = std::vector<std::string>;

}  // namespace entrepot
