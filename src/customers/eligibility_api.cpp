// Government validation: a partner's codes, the eligibility it asks for, and the decision in a sandbox.
#include "access/account_store.hpp"
#include "customers/country.hpp"
#include "customers/eligibility_store.hpp"
#include "customers/qualification_flow.hpp"
#include "customers/qualification_store.hpp"
#include "customers/routes.hpp"
#include "events/event.hpp"

namespace entrepot::customers {

namespace {

struct CodeView {
    std::string partner, organization, id;
    std::int64_t most = 0, remaining = 0;
    std::string etag;
    static constexpr std::string_view schema_name = "ValidationCode";
    static constexpr auto fields() {
        using C = CodeView;
        return Fields{field("partnerId", &C::partner, "The partner's tenant."),
                      field("organizationName", &C::organization, "For which body."),
                      field("validationId", &C::id, "The code, a decimal number."),
                      field("maxCreates", &C::most, "For how many customers it was given."),
                      field("remainingCreates", &C::remaining, "For how many it still is."),
                      field("eTag", &C::etag, "A weak tag with the time of its last change.")};
    }
};

CodeView shown(ValidationCode const& code) {
    auto changed = format_time(code.changed);
    for (auto at = changed.find(':'); at != std::string::npos; at = changed.find(':', at))
        changed.replace(at, 1, "%3A");
    return {code.partner.text(), code.organization, std::to_string(code.id),
            code.most,           code.remaining,    "W/\"datetime'" + changed + "'\""};
}

std::vector<CodeView> list_codes(api::Context& context) {
    std::vector<CodeView> out;
    for (auto const& code : validation_codes(context.tx, context.scope())) out.push_back(shown(code));
    return out;
}

api::Cursored<Eligibility> list_eligibilities(api::Context& context) {
    return {eligibilities(context.tx, context.scope()), {}, {}};
}

void log(api::Context& context, Eligibility const& one) {
    events::append(context.tx, context.act, {one.partner, std::nullopt, std::nullopt}, "eligibility_changed",
                   one.id, one);
}

Eligibility ask(api::Context& context, EligibilityForm const& form) {
    auto const partner = access::get_tenant(context.tx, context.caller().tenant);
    Problems problems;
    judge_eligibility(form, partner, is_approved_partner(context.tx, context.scope()), problems);
    problems.raise();
    refuse_twice(form, eligibilities(context.tx, context.scope()));
    Eligibility out;
    out.partner = partner.id;
    out.id = Id<Eligibility>{new_uuid()};
    out.subject = form.subject;
    out.organization = form.subject == EligibilitySubject::partner ? partner.name : form.organization;
    out.body = form.body;
    out.country = form.country.empty() ? partner.country : country_code(form.country);
    out.us_presence = form.us_presence || out.country == "US";
    out.asked_by = name_of(context.tx, context.caller());
    out.created = context.now();
    context.tx.insert(context.scope(), out);
    log(context, out);
    return out;
}

struct EligibilityDecision {
    bool approve = false;
    std::string reason;
    int most = 1;
    static constexpr std::string_view schema_name = "EligibilityDecision";
    static constexpr auto fields() {
        using E = EligibilityDecision;
        return Fields{
            field("approve", &E::approve, "Whether it is eligible."),
            field("reason", &E::reason, "Of a refusal.").at_most(500).or_default(),
            field("maxCreates", &E::most, "How many customers the code is for.")
                .at_least(1)
                .at_most(1000)
                .or_default(),
        };
    }
};

Eligibility decide_eligibility(api::Context& context, Id<Eligibility> const& id,
                               EligibilityDecision const& decision) {
    auto found = find_eligibility(context.tx, context.scope(), id);
    if (!found) throw Problem("1000");
    if (found->state != Vetting::in_review) throw Problem("qualification_decided");
    if (!decision.approve && decision.reason.size() < 3) throw Problem("required").at("reason");
    found->state = decision.approve ? Vetting::approved : Vetting::denied;
    found->reason = decision.approve ? "" : decision.reason;
    found->decided = context.now();
    found->decided_by = name_of(context.tx, context.caller());
    if (decision.approve && found->subject == EligibilitySubject::customer)
        found->validation = issue_validation_code(context.tx, found->partner, found->organization,
                                                  decision.most, context.now())
                                .id;
    context.tx.update(context.scope(), *found);
    log(context, *found);
    return *found;
}

}  // namespace

void add_eligibility_routes(api::Router& router) {
    router.get("/v1/customers/all/validations", list_codes)
        .allow(Permission::see_validation_codes)
        .summary("The caller's validation codes for government customers");
    router.get("/ext/v1/eligibilities", list_eligibilities)
        .allow(Permission::see_validation_codes)
        .summary("Government eligibility that was asked for, newest first");
    router.post("/ext/v1/eligibilities", ask)
        .allow(Permission::set_qualification)
        .created()
        .needs_person()
        .summary("Ask for government eligibility: of the partner itself first, then of a body it serves");
    router.post("/ext/v1/operator/eligibilities/{eligibility}/decision", decide_eligibility)
        .allow(Permission::review_qualification)
        .only_in_sandbox()
        .needs_person()
        .summary("Decide on an eligibility; a body that is approved gets a validation code");
}

}  // namespace entrepot::customers
