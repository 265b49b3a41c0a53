// The portal's list of customers over the API.
#include "base/fold.hpp"
#include "overview/customer_list.hpp"
#include "overview/routes.hpp"

namespace entrepot::overview {

namespace {

struct Parameters {
    std::optional<std::string> search, reseller, country;
    std::optional<customers::AgreementState> agreement;
    std::optional<Id<Tenant>> provider;
    std::optional<std::string> cursor;
    std::optional<int> size;
    static constexpr std::string_view schema_name = "CustomerSearch";
    static constexpr auto fields() {
        using P = Parameters;
        return Fields{
            field("q", &P::search,
                  "The beginnings of words of the name, or the beginning of the domain, of a registration or "
                  "VAT number, or of the id (eight digits or more)."),
            field("reseller", &P::reseller, "A reseller's tenant, or none for direct customers."),
            field("country", &P::country, "Two letters."),
            field("agreement", &P::agreement, "accepted, invited or none."),
            field("provider", &P::provider, "Whose customers: of a reseller with several providers."),
            field("cursor", &P::cursor, "next or previous of another page."),
            field("size", &P::size, "Rows of a page, at most 500; 50 where absent."),
        };
    }
};

Problem bad(std::string const& name) { return Problem("bad_parameter", {{"value", name}}); }

void read_cursor_into(ListQuery& query, std::string const& word) {
    auto const keys = api::read_cursor(word);
    if (!keys || keys->size() != 5 || (*keys)[4].size() != 16 || !is_clean_utf8((*keys)[2]) ||
        !is_clean_utf8((*keys)[3]))
        throw bad("cursor").at("cursor");
    query.backwards = (*keys)[0] == "b";
    query.from = customers::Place{(*keys)[1], (*keys)[2], (*keys)[3],
                                  customers::CustomerId{Uuid::from_bytes((*keys)[4])}};
}

std::string cursor_at(std::optional<customers::Place> const& at, char const* direction) {
    if (!at) return {};
    return api::make_cursor({direction, at->road, at->term, at->name_fold, std::string(at->id.view())});
}

api::Cursored<ListedCustomer> list_customers(api::Context& context, api::Query<Parameters> const& asked) {
    ListQuery query;
    query.wanted = wanted_of({asked.search, asked.reseller, asked.country, asked.agreement, asked.provider});
    if (asked.cursor) read_cursor_into(query, *asked.cursor);
    query.limit = api::page_size(asked.size, 50);
    auto listing = list(context.tx, context.scope(), query);
    api::Cursored<ListedCustomer> out;
    out.items = std::move(listing.items);
    out.next = cursor_at(listing.next, "f");
    out.previous = cursor_at(listing.previous, "b");
    if (!context.may(Permission::see_prices))
        for (auto& row : out.items) row.monthly.reset();
    return out;
}

}  // namespace

void add_customer_list_routes(api::Router& router) {
    router.get("/ext/v1/customers", list_customers)
        .allow(Permission::see_customers)
        .summary(
            "Customers by name with their figures, searched and filtered; a page may be short and still have "
            "a next");
}

}  // namespace entrepot::overview
