// Adding a customer as one act: see onboard_flow.hpp.
#include "onboarding/onboard_flow.hpp"

#include "access/account_store.hpp"
#include "access/caller_name_store.hpp"
#include "agreements/attest_flow.hpp"
#include "base/base64.hpp"
#include "base/fold.hpp"
#include "catalog/catalogue_store.hpp"
#include "customers/add_flow.hpp"
#include "customers/address_override_store.hpp"
#include "customers/country.hpp"
#include "customers/customer_store.hpp"
#include "customers/duplicate_store.hpp"
#include "customers/qualification_flow.hpp"
#include "events/event.hpp"
#include "onboarding/draft_store.hpp"

namespace entrepot::onboarding {

namespace {

constexpr auto results_kept = hours{24 * 30};

struct ResultRow {
    Id<Tenant> tenant;
    customers::CustomerId customer;
    std::string request, sealed;
    Time created;
    static constexpr std::string_view schema_name = "OnboardingResult";
    static constexpr std::string_view table = "onboardings";
    static constexpr auto fields() {
        using R = ResultRow;
        return Fields{field("tenantId", &R::tenant, "Who onboarded."),
                      field("customerId", &R::customer, "The customer."),
                      field("request", &R::request, "A digest of the request id's text."),
                      field("sealed", &R::sealed, "The answer, encrypted: it holds a link."),
                      field("createdAt", &R::created, "Real time.")};
    }
};

void judge_domain(db::Tx& tx, Act const& act, OnboardingForm const& form, Prepared& out, Problems& problems) {
    auto const entry = customers::domain_entry(tx, form.company.domain);
    bool const own = entry && entry->draft && form.draft && *entry->draft == *form.draft &&
                     entry->tenant == act.caller.tenant;
    out.domain = {.is_new = !entry, .draft = form.draft};
    if (entry && !own && !entry->has_lapsed(act.real_now))
        return problems.add("company.domain", "domain_taken", {{"domain", lower_ascii(form.company.domain)}});
    auto const administrator = customers::admin_name_of(form.company.domain);
    if (access::has_user_name(tx, administrator))
        problems.add("company.domain", "admin_name_taken", {{"userName", administrator}});
}

// A draft of somebody else does not exist here.
void require_draft(db::Tx& tx, Act const& act, Id<Draft> id) {
    try {
        get_draft(tx, act.scope(), id, act.real_now);
    } catch (Problem& problem) {
        throw std::move(problem).at("draftId");
    }
}

void judge_agreement(db::Tx& tx, Act const& act, OnboardingForm const& form, Attester const& attester,
                     Prepared& out, Problems& problems) {
    if (judge_agreement_kind(form, act, attester, out, problems))
        judge_attested(
            form, act,
            agreements::attesting_facts(act, out.customer, attester.origin,
                                        access::name_of_caller(tx, act.caller), out.facts.partner.name),
            out, problems);
}

void judge_lines(db::Tx& tx, Act const& act, OnboardingForm const& form, Prepared& out, Problems& problems) {
    out.buying = orders::begin_buying(tx, act, out.customer, out.facts.partner);
    auto const& reseller = out.facts.partnership_active ? out.facts.reseller : std::nullopt;
    out.plan = out.buying->place(purchase_lines(form, reseller));
    orders::add_problems(out.plan, "catalogItemId", problems);
    if (out.facts.credit) out.buying->credits.emplace(out.facts.credit->reseller, *out.facts.credit);
    if (out.plan.allowed())
        if (auto const over = orders::beyond_credit(tx, *out.buying, out.plan))
            problems.add("lines", "900121", {{"over", spoken(*over, act.language)}});
    if (act.needs_agreement() && out.customer.agreement != customers::AgreementState::accepted)
        problems.add("agreement.kind", "13605");
    auto const* country = customers::find_country(out.customer.country);
    out.quote = orders::quote(out.plan, out.buying->facts, country ? country->rules.vat_rate : "0");
}

// Callers choose the text of a request id, and some use one again for another customer. Ids are one in any
// casing.
std::string request_key(Safe& safe, std::string const& request) {
    auto const id = Uuid::parse(request);
    return base64url(safe.digest("onboarding:" + (id ? id->text() : request)));
}

// What prepare() will ask for in any case, by one round trip.
void expect_facts(db::Tx& tx, Act const& act, OnboardingForm const& form, bool with_lines) {
    customers::expect_domain(tx, form.company.domain);
    access::expect_user_name(tx, customers::admin_name_of(form.company.domain));
    if (act.needs_agreement()) access::expect_name_of_caller(tx, act.caller);
    if (with_lines && !form.lines.empty()) catalog::expect_current(tx);
}

OrderResult order_result(orders::Order const& order) {
    return {order.id, static_cast<int>(order.lines.size())};
}

}  // namespace

void log_override(db::Tx& tx, Act const& act, OnboardingForm const& form, Judged const& judged) {
    if (judged.overridden.empty()) return;
    auto const& customer = judged.customer;
    customers::keep_first_override(tx, act,
                                   {customer.partner, customer.id, customer.reseller, customer.id, "billing"},
                                   *form.address_override, judged.overridden);
}

// Education is reviewed, but a sandbox has no reviewer in the middle of an act: it is granted at once there.
// A government code is the approval (rules.md D2, D4).
customers::QualificationAsk qualification_ask(OnboardingForm const& form, bool sandbox) {
    customers::QualificationAsk out;
    out.qualification = form.company.qualification;
    out.code = form.company.validation_code;
    out.reviewed = !sandbox;
    out.path = "company.qualification";
    out.code_path = "company.validationCode";
    return out;
}

void judge_qualification(db::Tx& tx, Act const& act, OnboardingForm const& form, bool sandbox, Judged& out,
                         Problems& problems) {
    using Q = customers::Qualification;
    auto const asked = form.company.qualification;
    if (asked == Q::none) return;
    if (act.cloud == Cloud::usgov) return problems.add("company.qualification", "900127");
    if (asked == Q::nonprofit)
        return problems.add("company.qualification", "qualification_not_settable", {{"value", "Nonprofit"}});
    customers::judge(tx, act, out.customer, qualification_ask(form, sandbox), problems);
    if (asked == Q::government || sandbox) out.customer.qualification = asked;
    else out.warnings.push_back({"company.qualification", "qualification_needs_review", {}});
}

Prepared prepare(db::Tx& tx, Act const& act, OnboardingForm const& form, Attester const& attester,
                 bool sandbox, bool with_lines) {
    expect_facts(tx, act, form, with_lines);
    if (form.draft) require_draft(tx, act, *form.draft);
    Prepared out;
    out.facts = customers::adding_facts(tx, act, form.reseller, sandbox);
    set_paths(out.facts);
    Problems found;
    judge_company(form, out.facts, act, out, found);
    judge_qualification(tx, act, form, sandbox, out, found);
    judge_domain(tx, act, form, out, found);
    judge_agreement(tx, act, form, attester, out, found);
    if (with_lines && !form.lines.empty()) judge_lines(tx, act, form, out, found);
    add_new(found, out.problems);
    settle(form, out);
    return out;
}

void judge_domain_again(db::Tx& tx, Act const& act, OnboardingForm const& form, Prepared& prepared) {
    Problems found;
    judge_domain(tx, act, form, prepared, found);
    add_new(found, prepared.problems);
}

void warn_of_twins(db::Tx& tx, Act const& act, OnboardingForm const& form, Prepared& out) {
    customers::Typed const typed{form.company.name, form.company.domain,
                                 form.company.registration_number.value_or(""),
                                 form.company.vat_number.value_or(""), form.contact.email};
    for (auto const& one : customers::duplicates(tx, act.scope(), typed)) {
        using L = customers::Likeness;
        bool const by_number =
            one.alike.front() == L::registration_number || one.alike.front() == L::vat_number;
        out.warnings.push_back({by_number ? "company.registrationNumber" : "company.name",
                                by_number ? "customer_has_number" : "customer_may_exist",
                                {{"name", one.name}, {"domain", one.domain}}});
    }
}

std::vector<Creation> creations(Prepared const& prepared) {
    auto const& customer = prepared.customer;
    std::vector<Creation> out = {{"customer", customer.name}, {"relationship", prepared.facts.partner.name}};
    if (prepared.facts.reseller && customer.reseller)
        out.push_back({"relationship", prepared.facts.reseller->name});
    out.push_back({"administrator", customer.admin_user_name});
    if (prepared.agreement) out.push_back({"agreement", prepared.agreement->version});
    for (auto const& group : prepared.plan.groups()) out.push_back({"order", group});
    for (auto const& line : prepared.plan.lines)
        out.push_back({"subscription", line.subscription.offer_name});
    return out;
}

std::string onboard(db::Tx& tx, Safe& safe, Act const& act, OnboardingForm const& form,
                    std::string const& request, Prepared& prepared) {
    Problems problems;
    for (auto const& one : prepared.problems) problems.add(one.field, one.code, one.words);
    problems.raise();
    auto& customer = prepared.customer;
    auto const totals = orders::totals_of(prepared.plan);
    customer.licenses = totals.licenses;
    customer.monthly_minor = totals.monthly_minor;
    auto const credentials = customers::add(tx, safe, act, prepared.facts, customer, prepared.domain);
    if (form.company.qualification != customers::Qualification::none)
        customers::record_qualification(tx, act, customer, qualification_ask(form, prepared.facts.sandbox));
    if (prepared.agreement) agreements::record_first(tx, act, *prepared.agreement);
    log_override(tx, act, form, prepared);
    Onboarded out;
    if (prepared.buying)
        for (auto const& order : orders::record_first(tx, act, customer, prepared.plan))
            out.orders.push_back(order_result(order));
    auto const link = issue_link(tx, safe, act, customer, credentials);
    out.customer = customer.id;
    out.domain = customer.domain;
    out.customer_name = customer.name;
    out.administrator = {credentials.user_name};
    out.secret_link = link.path;
    out.secret_link_expires = link.expires;
    out.agreement = {customer.agreement};
    for (auto const& line : prepared.plan.lines)
        out.subscriptions.push_back(
            {line.subscription.id, line.subscription.offer_name, line.subscription.quantity});
    out.quote = prepared.quote;
    auto written = json::write(out);
    if (form.draft) delete_draft(tx, act.scope(), *form.draft);
    tx.insert(act.scope(), ResultRow{act.caller.tenant, customer.id, request_key(safe, request),
                                     base64url(safe.seal(written)), act.real_now});
    return written;
}

std::optional<std::string> find_result(db::Tx& tx, Safe& safe, Scope const& scope,
                                       std::string const& request) {
    auto const row = tx.find<ResultRow>(scope,
                                        "SELECT {*} FROM onboardings WHERE request = $1 AND {tenant} "
                                        "ORDER BY created_at DESC, customer_id DESC LIMIT 1",
                                        request_key(safe, request));
    if (!row) return std::nullopt;
    auto const sealed = from_base64url(row->sealed);
    return sealed ? safe.open(*sealed) : std::nullopt;
}

std::int64_t end_old_results(db::Tx& tx, Time real_now) {
    return tx.exec(
        Scope::everyone("a chore ends old results of every tenant"),
        "DELETE FROM onboardings WHERE (tenant_id, customer_id) IN (SELECT tenant_id, customer_id FROM "
        "onboardings WHERE created_at <= $1 AND {tenant} LIMIT 500)",
        Time{real_now - results_kept});
}

}  // namespace entrepot::onboarding
