// A customer's qualification over the API: the old form with a bare word, and the newer with its vetting.
#include "customers/customer_store.hpp"
#include "customers/qualification_flow.hpp"
#include "customers/qualification_store.hpp"
#include "customers/routes.hpp"

namespace entrepot::customers {

namespace {

struct CodeParameters {
    std::optional<std::string> code;
    static constexpr std::string_view schema_name = "QualificationParameters";
    static constexpr auto fields() {
        return Fields{field("code", &CodeParameters::code, "The validation code of a government customer.")};
    }
};

struct QualificationRequestBody {
    std::string qualification;
    std::optional<std::string> segment, code, website;
    static constexpr std::string_view schema_name = "CustomerQualificationRequest";
    static constexpr auto fields() {
        using Q = QualificationRequestBody;
        return Fields{
            field("qualification", &Q::qualification, "Education or GovernmentCommunityCloud.").at_most(60),
            field("educationSegment", &Q::segment, "K12, HigherEducation, …").at_most(60),
            field("validationCode", &Q::code, "As the parameter code.").at_most(20),
            field("website", &Q::website, "Where the reviewer may look.").at_most(300),
        };
    }
};

struct QualificationView {
    std::string qualification;
    std::optional<Vetting> status;
    std::optional<std::string> reason;
    std::optional<Time> created;
    static constexpr std::string_view schema_name = "CustomerQualification";
    static constexpr auto fields() {
        using Q = QualificationView;
        return Fields{
            field("qualification", &Q::qualification,
                  "None, Education, GovernmentCommunityCloud or Nonprofit."),
            field("vettingStatus", &Q::status, "InReview, Approved or Denied; absent for None."),
            field("vettingReason", &Q::reason, "Why it was refused."),
            field("vettingCreateDate", &Q::created, "When it was asked for."),
        };
    }
};

QualificationView shown(QualificationRecord const& record) {
    QualificationView out{new_word(record.qualification), record.state, std::nullopt, record.created};
    if (record.state == Vetting::denied) out.reason = record.reason;
    return out;
}

// Each kind once, as it stands now; one that was there before requests were kept is approved.
std::vector<QualificationView> list_all(api::Context& context, CustomerId const& id) {
    auto const customer = get(context.tx, context.scope(), id);
    std::vector<QualificationView> out;
    std::vector<Qualification> seen;
    for (auto const& record : qualifications_of(context.tx, context.scope(), id)) {
        if (std::find(seen.begin(), seen.end(), record.qualification) != seen.end()) continue;
        seen.push_back(record.qualification);
        out.push_back(shown(record));
    }
    bool const known = std::find(seen.begin(), seen.end(), customer.qualification) != seen.end();
    if (customer.qualification != Qualification::none && !known)
        out.push_back({new_word(customer.qualification), Vetting::approved, std::nullopt, customer.created});
    if (out.empty()) out.push_back({new_word(Qualification::none), {}, {}, {}});
    return out;
}

QualificationRecord ask_for(api::Context& context, CustomerId const& id, QualificationAsk const& ask) {
    auto const customer = get(context.tx, context.scope(), id);
    Problems problems;
    judge(context.tx, context.act, customer, ask, problems);
    problems.raise();
    return record_qualification(context.tx, context.act, customer, ask);
}

QualificationView create(api::Context& context, CustomerId const& id, api::Query<CodeParameters> const& asked,
                         QualificationRequestBody const& body) {
    QualificationAsk ask;
    ask.qualification = asked_qualification(body.qualification);
    ask.code = asked.code ? asked.code : body.code;
    ask.segment = body.segment;
    ask.website = body.website;
    return shown(ask_for(context, id, ask));
}

api::Answer word_answer(std::string const& word) {
    api::Answer answer;
    answer.body = '"' + word + '"';
    return answer;
}

// The old form knows no vetting: what is being reviewed is what it was set to.
api::Answer old_view(api::Context& context, CustomerId const& id) {
    auto const customer = get(context.tx, context.scope(), id);
    auto const latest = latest_qualification(context.tx, context.scope(), id);
    bool const waiting = latest && latest->state == Vetting::in_review;
    return word_answer(old_word(waiting ? latest->qualification : customer.qualification));
}

api::Answer old_update(api::Context& context, CustomerId const& id, api::Query<CodeParameters> const& asked) {
    QualificationAsk ask;
    ask.qualification = asked_qualification(json::read<std::string>(context.request.body));
    ask.code = asked.code;
    return word_answer(old_word(ask_for(context, id, ask).qualification));
}

}  // namespace

void add_qualification_routes(api::Router& router) {
    router.get("/v1/customers/{customer}/qualifications", list_all)
        .allow(Permission::see_customers)
        .summary("A customer's qualifications with their vetting");
    router.post("/v1/customers/{customer}/qualifications", create)
        .allow(Permission::set_qualification)
        .created()
        .needs_person()
        .summary("Ask for a qualification: education is reviewed, government needs a validation code");
    router.get("/v1/customers/{customer}/qualification", old_view)
        .allow(Permission::see_customers)
        .answers_with<std::string>(200)
        .summary("A customer's qualification, as a bare word");
    router.put("/v1/customers/{customer}/qualification", old_update)
        .allow(Permission::set_qualification)
        .needs_person()
        .answers_with<std::string>(200)
        .summary("Set a qualification; the body is a bare word such as \"education\"");
}

}  // namespace entrepot::customers
