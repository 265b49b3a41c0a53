// Customers over the API: add one, list and search, read by id.
#include "access/account_store.hpp"
#include "api/filter.hpp"
#include "base/fold.hpp"
#include "customers/add_flow.hpp"
#include "customers/customer_store.hpp"
#include "customers/routes.hpp"

namespace entrepot::customers {

namespace {

struct ListParameters {
    std::optional<int> size;
    std::optional<std::string> filter, seek;
    static constexpr std::string_view schema_name = "CustomerListParameters";
    static constexpr auto fields() {
        return Fields{
            field("size", &ListParameters::size, "Rows of a page, at most 500; 0 asks for no limit."),
            field("filter", &ListParameters::filter,
                  "JSON: Field CompanyName, Domain, IndirectReseller or IndirectCloudSolutionProvider, "
                  "Operator "
                  "starts_with or equals, Value; joined by and."),
            field("seekOperation", &ListParameters::seek, "Next, with the header MS-ContinuationToken."),
        };
    }
};

CustomerView create(api::Context& context, NewCustomer const& form) {
    if (form.reseller && !context.caller().user) throw Problem("needs_person");
    expect_domain(context.tx, form.company.domain);
    access::expect_user_name(context.tx, admin_name_of(form.company.domain));
    auto const facts = adding_facts(context.tx, context.act, form.reseller, context.sandbox);
    Problems problems;
    auto const customer = onboard(form, facts, CustomerId{new_uuid()}, context.now(), problems);
    problems.raise();
    auto const entry = domain_entry(context.tx, customer.domain);
    if (entry && !entry->has_lapsed(context.act.real_now))
        throw Problem("domain_taken", {{"domain", customer.domain}}).at(facts.domain_path);
    if (access::has_user_name(context.tx, customer.admin_user_name))
        throw Problem("admin_name_taken", {{"userName", customer.admin_user_name}}).at(facts.domain_path);
    auto credentials = add(context.tx, context.gate, context.act, facts, customer, {.is_new = !entry});
    return created_view(customer, std::move(credentials));
}

CustomerView view(api::Context& context, CustomerId const& id) {
    return full_view(get(context.tx, context.scope(), id));
}

void narrow(TextRange& range, api::Filter const& condition, std::string const& text) {
    if (condition.operation == api::FilterOperator::equals) range.equals(text);
    else range.starts_with(text);
}

void narrow(std::optional<Id<Tenant>>& wanted, Id<Tenant> id, bool& nothing) {
    nothing = nothing || (wanted && *wanted != id);
    wanted = id;
}

// Every condition narrows what the ones before it left.
void apply(api::Filter const& condition, Wanted& query) {
    if (condition.is_on("CompanyName")) return narrow(query.name, condition, fold(condition.value));
    if (condition.is_on("Domain")) {
        if (!query.domain) query.domain.emplace();
        return narrow(*query.domain, condition, lower_ascii(condition.value));
    }
    auto const tenant = Uuid::parse(condition.value);
    if (!tenant) throw Problem("bad_parameter", {{"value", cut(condition.value, 100)}}).at("filter");
    bool const of_provider = condition.is_on("IndirectCloudSolutionProvider");
    narrow(of_provider ? query.partner : query.reseller, Id<Tenant>{*tenant}, query.nothing);
}

api::Page<CustomerView> list_customers(api::Context& context, api::Query<ListParameters> const& asked) {
    ListQuery query;
    if (asked.filter) {
        auto const filter = api::parse_filter(*asked.filter);
        api::refuse_other_than(filter,
                               {"CompanyName", "Domain", "IndirectReseller", "IndirectCloudSolutionProvider"},
                               {api::FilterOperator::starts_with, api::FilterOperator::equals});
        for (auto const& condition : api::conditions(filter)) {
            // D9: no providers and resellers there.
            bool const of_channel =
                condition.is_on("IndirectReseller") || condition.is_on("IndirectCloudSolutionProvider");
            if (of_channel && context.act.cloud == Cloud::usgov) throw Problem("900127");
            // The reference has a reseller's customers asked for by people (App+User); the path carries both.
            if (condition.is_on("IndirectReseller") && !context.caller().user) throw Problem("needs_person");
            apply(condition, query.wanted);
        }
    }
    if (auto const token = context.request.header("MS-ContinuationToken"); !token.empty()) {
        auto const keys = api::read_cursor(token);
        if (!keys || keys->size() != 4 || (*keys)[3].size() != 16 || !is_clean_utf8((*keys)[1]) ||
            !is_clean_utf8((*keys)[2]))
            throw Problem("bad_parameter", {{"value", "MS-ContinuationToken"}}).at("MS-ContinuationToken");
        query.from = Place{(*keys)[0], (*keys)[1], (*keys)[2], CustomerId{Uuid::from_bytes((*keys)[3])}};
    }
    query.limit = api::page_size(asked.size, 500);
    auto const found = list(context.tx, context.scope(), query);
    api::Page<CustomerView> page;
    if (auto const& at = found.rest)
        page.continuation = api::make_cursor({at->road, at->term, at->name_fold, std::string(at->id.view())});
    for (auto const& row : found.rows) page.items.push_back(list_view(row));
    return page;
}

}  // namespace

void add_customer_routes(api::Router& router) {
    router.post("/v1/customers", create)
        .allow(Permission::add_customer)
        .created()
        .writes_what_is_new()
        .summary("Add a customer");
    router.get("/v1/customers", list_customers)
        .allow(Permission::see_customers)
        .summary("Customers by name; searched with a filter");
    router.get("/v1/customers/{customer}", view).allow(Permission::see_customers).summary("A customer");
}

}  // namespace entrepot::customers
