// POST /ext/v1/onboardings: a dry run, or the act.
#include "api/problem_answer.hpp"
#include "onboarding/onboard_flow.hpp"
#include "onboarding/routes.hpp"

namespace entrepot::onboarding {

namespace {

struct Parameters {
    std::optional<bool> dry_run;
    std::optional<std::string> scope;
    static constexpr std::string_view schema_name = "OnboardingParameters";
    static constexpr auto fields() {
        return Fields{
            field("dryRun", &Parameters::dry_run, "true: judge everything, write nothing, answer 200."),
            field("scope", &Parameters::scope,
                  "account: judge company to reseller only; all: the lines too."),
        };
    }
};

ProblemView shown(FieldProblem const& problem, Language language) {
    auto words = api::told(problem, language);
    return {problem.field, std::move(words.code), std::move(words.rule), std::move(words.remedy),
            std::move(words.message)};
}

Attester attester_of(api::Context& context) {
    auto const verdict = context.verdict(Permission::attest_agreement);
    if (!verdict.allowed()) return {api::reasons_text(verdict, context.act.language)};
    auto const& request = context.request;
    return {"", agreements::origin_from(agreements::Path::onboarding, request.peer,
                                        request.header("X-Forwarded-For"), request.header("User-Agent"))};
}

api::Answer dry_run(api::Context& context, OnboardingForm const& form, bool with_lines) {
    auto prepared = prepare(context.tx, context.act, form, attester_of(context), context.sandbox, with_lines);
    warn_of_twins(context.tx, context.act, form, prepared);
    DryRun out;
    out.valid = prepared.problems.empty();
    for (auto const& problem : prepared.problems)
        out.problems.push_back(shown(problem, context.act.language));
    for (auto const& warning : prepared.warnings)
        out.warnings.push_back(shown(warning, context.act.language));
    out.quote = prepared.quote;
    out.creates = creations(prepared);
    api::Answer answer;
    answer.body = json::write(out);
    return answer;
}

// As the caller wrote it; the server's own where it wrote none.
std::string request_of(api::Context& context) {
    auto const given = context.request.header("MS-RequestId");
    return given.empty() ? context.act.request.text() : std::string(given);
}

Prepared prepare_here(api::Context& context, OnboardingForm const& form) {
    return prepare(context.tx, context.act, form, attester_of(context), context.sandbox, true);
}

// The greater part of the work is judging, and SQLite's writer has better to do: what rests on nothing that
// another onboarding changes is judged before its turn. A name that was taken meanwhile is found out after.
void judge_ahead(api::Context& context, OnboardingForm const& form) {
    if (form.draft || form.company.qualification != customers::Qualification::none) return;
    auto prepared = prepare_here(context, form);
    if (!prepared.facts.credit) context.ahead.judged = std::move(prepared);
}

api::Answer onboard_customer(api::Context& context, api::Query<Parameters> const& asked,
                             OnboardingForm const& form) {
    if (asked.dry_run.value_or(false))
        return dry_run(context, form, asked.scope.value_or("all") != "account");
    if (!form.lines.empty()) context.require(Permission::add_subscription);
    if (context.ahead.is_now) return judge_ahead(context, form), api::Answer{};
    auto prepared = context.take_judged<Prepared>();
    if (prepared) judge_domain_again(context.tx, context.act, form, *prepared);
    else prepared = prepare_here(context, form);
    api::Answer answer;
    answer.status = 201;
    answer.body = onboard(context.tx, context.gate, context.act, form, request_of(context), *prepared);
    answer.headers.emplace_back("Location", "/ext/v1/customers/" + prepared->customer.id.text());
    return answer;
}

api::Answer by_request(api::Context& context, std::string const& request) {
    auto const found = find_result(context.tx, context.gate, context.scope(), request);
    if (!found) throw Problem("1000");
    api::Answer answer;
    answer.body = *found;
    return answer;
}

}  // namespace

void add_onboarding_routes(api::Router& router) {
    router.post("/ext/v1/onboardings", onboard_customer)
        .allow(Permission::add_customer)
        .created()
        .writes_what_is_new()
        .judges_ahead()
        .dry_run_reads()
        .answers_with<DryRun>(200)
        .answers_with<Onboarded>(201)
        .summary("Add a customer with agreement, reseller and subscriptions, whole or not at all");
    router.get("/ext/v1/onboardings/by-request/{request}", by_request)
        .allow(Permission::add_customer)
        .answers_with<Onboarded>(200)
        .summary("What an onboarding made, by its request id");
}

}  // namespace entrepot::onboarding
