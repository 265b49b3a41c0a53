// Adding a second factor over the API, whatever its kind: by who must have one, and by who is signed in.
#pragma once

#include <functional>

#include "access/second_factor_flow.hpp"
#include "access/session.hpp"

namespace entrepot::access {

struct FactorTicket {
    std::string ticket;
    static constexpr std::string_view schema_name = "SignInTicket";
    static constexpr auto fields() {
        return Fields{field("ticket", &FactorTicket::ticket, "Of the sign-in.").at_most(64)};
    }
};

struct EnrolledView {
    std::vector<std::string> recovery_codes;
    std::optional<SessionView> session;
    static constexpr std::string_view schema_name = "EnrolledFactor";
    static constexpr auto fields() {
        return Fields{
            field("recoveryCodes", &EnrolledView::recovery_codes, "Shown this once; with the first factor."),
            field("session", &EnrolledView::session, "Where a sign-in ended with it.")};
    }
};

// Whose step it is; throws sign_in_step_over (401) for who may not sign in any more.
UserRecord user_of(db::Tx& tx, SignInStep const& step);

// A step of the person who is signed in, who proved themselves a moment ago (confirm_first).
struct Begun {
    std::string ticket;
    SignInStep step;
};
Begun begin_mine(api::Context& context, StepPurpose purpose);

// What a kind of factor does with the answer: nothing where it does not fit.
using Confirm =
    std::function<std::optional<Enrolled>(db::Tx&, Act const&, SignInStep const&, UserRecord const&)>;
// For heavy routes. Nothing where the answer does not fit.
std::optional<EnrolledView> enrol_mine(api::Context& context, std::string const& ticket, StepPurpose purpose,
                                       Confirm const& confirm);
// The sign-in ends with it: `method` is what was proved, otp or fido.
std::optional<EnrolledView> enrol_at_sign_in(api::Context& context, std::string const& ticket,
                                             Confirm const& confirm, std::string const& method);
// The same for who had a factor and proved it.
api::Answer go_on_proved(api::Context& context, SignInStep const& step, std::string const& method);

}  // namespace entrepot::access
