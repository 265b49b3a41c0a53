// Asking and deciding: see qualification_flow.hpp.
#include "customers/qualification_flow.hpp"

#include "access/account_store.hpp"
#include "customers/customer_store.hpp"
#include "customers/qualification_store.hpp"
#include "events/event.hpp"

namespace entrepot::customers {

namespace {

struct QualificationChanged {
    Qualification qualification = Qualification::none;
    Vetting state = Vetting::in_review;
    std::string reason;
    std::optional<std::int64_t> validation;
    static constexpr std::string_view schema_name = "QualificationChanged";
    static constexpr auto fields() {
        using Q = QualificationChanged;
        return Fields{field("qualification", &Q::qualification, "Which."),
                      field("state", &Q::state, "Where it stands."),
                      field("reason", &Q::reason, "Why it was refused."),
                      field("validationId", &Q::validation, "The code that was used.")};
    }
};

std::optional<std::int64_t> number_of(std::optional<std::string> const& text) {
    if (!text || text->empty() || text->size() > 18) return std::nullopt;
    std::int64_t out = 0;
    for (char const c : *text) {
        if (c < '0' || c > '9') return std::nullopt;
        out = out * 10 + (c - '0');
    }
    return out;
}

QualificationFacts facts_of(db::Tx& tx, Act const& act, Customer const& customer,
                            QualificationAsk const& ask) {
    QualificationFacts facts;
    auto const tenant = access::find_tenant(tx, customer.id);
    facts.legal_name = tenant ? tenant->name : customer.name;
    facts.latest = latest_qualification(tx, act.scope(), customer.id);
    facts.may_correct = act.caller.has(Role::global_admin);
    facts.code_text = ask.code;
    facts.path = ask.path;
    facts.code_path = ask.code_path;
    if (auto const number = number_of(ask.code)) facts.code = find_validation_code(tx, act.scope(), *number);
    return facts;
}

void log_change(db::Tx& tx, Act const& act, QualificationRecord const& record) {
    events::append(
        tx, act, {record.partner, record.reseller, record.customer}, "qualification_changed", record.id,
        QualificationChanged{record.qualification, record.state, record.reason, record.validation});
}

}  // namespace

std::string name_of(db::Tx& tx, Caller const& caller) {
    if (!caller.user) return caller.app ? "app" : "operator";
    auto const user = access::find_user(tx, *caller.user);
    return user ? user->display_name() : "";
}

void judge(db::Tx& tx, Act const& act, Customer const& customer, QualificationAsk const& ask,
           Problems& problems) {
    judge_qualification(ask.qualification, customer, facts_of(tx, act, customer, ask), problems);
}

QualificationRecord record_qualification(db::Tx& tx, Act const& act, Customer const& customer,
                                         QualificationAsk const& ask) {
    QualificationRecord out;
    out.id = Id<QualificationRequest>{new_uuid()};
    out.partner = customer.partner;
    out.reseller = customer.reseller;
    out.customer = customer.id;
    out.qualification = ask.qualification;
    out.segment = ask.segment.value_or("");
    out.website = ask.website.value_or("");
    out.asked_by = name_of(tx, act.caller);
    out.created = act.now;
    bool const by_code = ask.qualification == Qualification::government;
    if (by_code) {
        out.validation = number_of(ask.code);
        // Another request may have taken the last one meanwhile.
        if (!out.validation || !spend_validation_code(tx, act.scope(), *out.validation, act.now))
            throw Problem("validation_code_spent", {{"code", ask.code.value_or("")}, {"max", "0"}})
                .at(ask.code_path);
    }
    if (by_code || !ask.reviewed) {
        out.state = Vetting::approved;
        out.decided = act.now;
        give_qualification(tx, customer.id, ask.qualification);
    }
    tx.insert(act.scope(), out);
    log_change(tx, act, out);
    return out;
}

QualificationRecord decide(db::Tx& tx, Act const& act, Scope const& scope, Id<QualificationRequest> id,
                           Decision const& decision) {
    auto record = find_qualification(tx, scope, id);
    if (!record) throw Problem("1000");
    if (record->state != Vetting::in_review) throw Problem("qualification_decided");
    record->state = decision.approve ? Vetting::approved : Vetting::denied;
    record->reason = decision.approve ? "" : decision.reason;
    record->decided = act.now;
    record->decided_by = name_of(tx, act.caller);
    tx.update(scope, *record);
    if (decision.approve) give_qualification(tx, record->customer, record->qualification);
    log_change(tx, act, *record);
    return *record;
}

}  // namespace entrepot::customers
