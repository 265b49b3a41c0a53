// Judging rows: see judge_flow.hpp.
#include "imports/judge_flow.hpp"

#include <algorithm>

#include "access/account_store.hpp"
#include "access/caller_name_store.hpp"
#include "agreements/attest_flow.hpp"
#include "base/fold.hpp"
#include "customers/add_flow.hpp"
#include "customers/customer_walk_store.hpp"
#include "partners/partnership_store.hpp"

namespace entrepot::imports {

namespace {

std::optional<std::string> unless_empty(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

void take_problems(ImportRow& row, onboarding::Judged const& judged) {
    row.problems.clear();
    for (auto const& one : judged.problems) row.problems.push_back({one.field, one.code, one.words, false});
    for (auto const& one : judged.warnings) row.problems.push_back({one.field, one.code, one.words, true});
    row.state = judged.problems.empty() ? RowState::ready : RowState::problem;
}

bool speaks_of(ImportRow const& row, std::string_view path) {
    return std::ranges::any_of(row.problems, [&](auto const& one) { return !one.warns && one.path == path; });
}

}  // namespace

RowJudge::RowJudge(db::Tx& tx, Act act, bool sandbox, Manner manner, Plan plan)
    : tx_(tx),
      act_(std::move(act)),
      sandbox_(sandbox),
      manner_(std::move(manner)),
      reader_(std::move(plan), act_.needs_agreement()),
      facts_(customers::adding_facts(tx, act_, std::nullopt, sandbox)),
      attested_by_(access::name_of_caller_or_operator(tx, act_.caller)) {
    onboarding::set_paths(facts_);
}

RowJudge::Reseller const& RowJudge::reseller(std::string const& named) {
    auto const [at, is_new] = resellers_.try_emplace(lower_ascii(named));
    auto& out = at->second;
    if (!is_new) return out;
    auto const id = Uuid::parse(named);
    out.tenant = id ? access::find_tenant(tx_, Id<Tenant>{*id}) : access::find_tenant_by_mpn_id(tx_, named);
    if (!out.tenant) out.tenant = access::find_tenant_by_domain(tx_, lower_ascii(named));
    auto const partnership =
        out.tenant ? partners::find_partnership(tx_, act_.caller.tenant, out.tenant->id) : std::nullopt;
    out.active = partnership && partnership->state == partners::PartnershipState::active;
    // What is no partner of this one does not exist for it.
    if (!partnership) out.tenant.reset();
    return out;
}

// No resellers in the US Government cloud (rules.md D9).
void RowJudge::put_reseller(JudgedRow& out, std::string const& named, Problems& found) {
    facts_.reseller.reset();
    facts_.partnership_active = false;
    if (named.empty()) return;
    if (act_.cloud == Cloud::usgov) return found.add("resellerId", "900127");
    auto const& known = reseller(named);
    facts_.reseller = known.tenant;
    facts_.partnership_active = known.active;
    out.form.reseller = known.tenant ? known.tenant->id : Id<Tenant>{};
}

void RowJudge::judge_agreement(JudgedRow& out, Problems& found) {
    onboarding::Attester const attester{manner_.why_not_attest, manner_.origin};
    if (!onboarding::judge_agreement_kind(out.form, act_, attester, out.judged, found)) return;
    onboarding::judge_attested(out.form, act_,
                               agreements::attesting_facts(act_, out.judged.customer, manner_.origin,
                                                           attested_by_, facts_.partner.name),
                               out.judged, found);
}

JudgedRow RowJudge::judge(ImportRow row) {
    JudgedRow out;
    out.row = std::move(row);
    auto read = reader_.read(out.row.cells, out.row.fixes);
    out.form = std::move(read.form);
    onboarding::add_new(read.problems, out.judged.problems);
    Problems found;
    put_reseller(out, read.reseller, found);
    onboarding::judge_company(out.form, facts_, act_, out.judged, found);
    onboarding::judge_qualification(tx_, act_, out.form, sandbox_, out.judged, found);
    judge_agreement(out, found);
    onboarding::add_new(found, out.judged.problems);
    onboarding::settle(out.form, out.judged);
    take_problems(out.row, out.judged);
    auto const& customer = out.judged.customer;
    out.row.domain = unless_empty(customer.domain);
    out.row.registration = unless_empty(customers::squeezed(customer.registration_number.value_or("")));
    out.row.name_fold = unless_empty(customer.name_fold);
    return out;
}

std::vector<ImportRow*> add_conflicts(db::Tx& tx, Scope const& scope, std::vector<ImportRow*> const& rows,
                                      Time real_now) {
    std::map<std::int64_t, ImportRow*> by_number;
    for (auto* row : rows) by_number[row->number] = row;
    std::vector<ImportRow*> changed;
    auto const add = [&](std::int64_t number, RowProblem problem) {
        auto const at = by_number.find(number);
        if (at == by_number.end()) return;
        auto& row = *at->second;
        if (!problem.warns && speaks_of(row, problem.path)) return;
        if (!problem.warns) row.state = RowState::problem;
        row.problems.push_back(std::move(problem));
        if (std::find(changed.begin(), changed.end(), &row) == changed.end()) changed.push_back(&row);
    };
    if (by_number.empty()) return changed;
    Span const span{rows.front()->import, by_number.begin()->first - 1, by_number.rbegin()->first};
    for (auto const& one : taken_domains(tx, scope, span))
        if (!one.reserved_until || *one.reserved_until > real_now)
            add(one.number, {"company.domain", "domain_taken", {{"domain", one.domain}}});
    for (auto const& one : taken_names(tx, scope, span))
        add(one.number, {"company.domain", "admin_name_taken", {{"userName", one.user_name}}});
    for (auto const& one : domains_twice(tx, scope, span))
        add(one.number, {"company.domain", "import_domain_twice", {{"line", std::to_string(one.first)}}});
    for (auto const& one : twins_by_number(tx, scope, span))
        add(one.number, {"company.registrationNumber",
                         "customer_has_number",
                         {{"name", one.name}, {"domain", one.domain}},
                         true});
    for (auto const& one : twins_by_name(tx, scope, span))
        add(one.number,
            {"company.name", "customer_may_exist", {{"name", one.name}, {"domain", one.domain}}, true});
    return changed;
}

}  // namespace entrepot::imports
