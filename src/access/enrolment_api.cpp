// Adding second factors over the API: see enrolment_api.hpp.
#include "access/enrolment_api.hpp"

#include "access/user_event.hpp"

namespace entrepot::access {

namespace {

std::optional<EnrolledView> enrol(api::Context& context, std::string const& ticket, StepPurpose purpose,
                                  Confirm const& confirm, SignInStep& step) {
    std::optional<Enrolled> enrolled;
    context.database.write([&](db::Tx& tx) {
        step = get_step(tx, context.gate, ticket, {purpose}, context.act.real_now);
        bool const mine = purpose == StepPurpose::enrolment || context.caller().user == step.user;
        if (!mine) throw Problem("sign_in_step_over");
        auto const user = user_of(tx, step);
        auto const act = as_person(context.act, user, get_tenant(tx, user.tenant).kind);
        enrolled = confirm(tx, act, step, user);
    });
    if (!enrolled) return std::nullopt;
    return EnrolledView{enrolled->recovery_codes, std::nullopt};
}

std::vector<std::string> with(std::vector<std::string> methods, std::string const& method) {
    methods.insert(methods.end(), {method, "mfa"});
    return methods;
}

}  // namespace

UserRecord user_of(db::Tx& tx, SignInStep const& step) {
    auto const user = find_user(tx, step.user);
    if (!user || user->status != UserStatus::active) throw Problem("sign_in_step_over");
    return *user;
}

Begun begin_mine(api::Context& context, StepPurpose purpose) {
    auto const session = confirmed_session_of(context);
    auto const now = context.act.real_now;
    auto const ticket =
        begin_step(context.tx, context.gate, {{}, session.tenant, session.user, purpose, {}, {}, 0, {}}, now);
    return {ticket, get_step(context.tx, context.gate, ticket, {purpose}, now)};
}

std::optional<EnrolledView> enrol_mine(api::Context& context, std::string const& ticket, StepPurpose purpose,
                                       Confirm const& confirm) {
    session_of(context);
    SignInStep step;
    return enrol(context, ticket, purpose, confirm, step);
}

std::optional<EnrolledView> enrol_at_sign_in(api::Context& context, std::string const& ticket,
                                             Confirm const& confirm, std::string const& method) {
    SignInStep step;
    auto out = enrol(context, ticket, StepPurpose::enrolment, confirm, step);
    if (out) out->session = open_session(context, user_of(context.tx, step), with(step.methods, method));
    return out;
}

api::Answer go_on_proved(api::Context& context, SignInStep const& step, std::string const& method) {
    return go_on(context, user_of(context.tx, step), with(step.methods, method));
}

}  // namespace entrepot::access
