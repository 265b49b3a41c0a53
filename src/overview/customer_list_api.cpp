// The portal's list of customers over the API.
#include "overview/customer_list.hpp"
#include "overview/routes.hpp"

namespace entrepot::overview {

namespace {

struct Parameters {
    std::optional<std::string> search, reseller;
    std::optional<customers::AgreementState> agreement;
    std::optional<std::string> cursor;
    std::optional<int> size;
    static constexpr std::string_view schema_name = "CustomerSearch";
    static constexpr auto fields() {
        using P = Parameters;
        return std::tuple{
            field("q", &P::search,
                  "Two characters or more: the beginning of a word, of the domain, or the whole id."),
            field("reseller", &P::reseller, "A reseller's tenant, or none for direct customers."),
            field("agreement", &P::agreement, "accepted, invited or none."),
            field("cursor", &P::cursor, "next or previous of another page."),
            field("size", &P::size, "Rows of a page, at most 500; 50 where absent."),
        };
    }
};

Problem bad(std::string const& name) { return Problem("bad_parameter", {{"value", name}}); }

void read_cursor_into(ListQuery& query, std::string const& word) {
    auto const keys = api::read_cursor(word);
    if (!keys || keys->size() != 3 || (*keys)[2].size() != 16) throw bad("cursor").at("cursor");
    query.backwards = (*keys)[0] == "b";
    query.from = {(*keys)[1], customers::CustomerId{Uuid::from_bytes((*keys)[2])}};
}

std::string cursor_at(ListedCustomer const& row, char const* direction) {
    return api::make_cursor({direction, row.name_fold, std::string(row.id.view())});
}

api::Cursored<ListedCustomer> list_customers(api::Context& context, api::Query<Parameters> const& asked) {
    ListQuery query;
    query.search = asked.search.value_or("");
    query.agreement = asked.agreement;
    query.direct_only = asked.reseller == "none";
    if (asked.reseller && !query.direct_only) {
        auto const id = Uuid::parse(*asked.reseller);
        if (!id) throw bad(*asked.reseller).at("reseller");
        query.reseller = Id<Tenant>{*id};
    }
    if (asked.cursor) read_cursor_into(query, *asked.cursor);
    auto const size = static_cast<std::size_t>(api::page_size(asked.size, 50));
    query.limit = static_cast<int>(size) + 1;
    api::Cursored<ListedCustomer> out;
    out.items = list(context.tx, context.scope(), query);
    if (!context.gate.may(context.caller(), Permission::see_prices).allowed())
        for (auto& row : out.items) row.monthly.reset();
    bool const more = out.items.size() > size;
    if (more && query.backwards) out.items.erase(out.items.begin());
    else if (more) out.items.pop_back();
    if (out.items.empty()) return out;
    bool const has_next = query.backwards || more;
    bool const has_previous = query.backwards ? more : query.from.has_value();
    if (has_next) out.next = cursor_at(out.items.back(), "f");
    if (has_previous) out.previous = cursor_at(out.items.front(), "b");
    return out;
}

}  // namespace

void add_customer_list_routes(api::Router& router) {
    router.get("/ext/v1/customers", list_customers)
        .allow(Permission::see_customers)
        .summary("Customers by name with their figures, searched and filtered");
}

}  // namespace entrepot::overview
