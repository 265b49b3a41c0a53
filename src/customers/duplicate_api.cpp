// While a new customer is typed: who it may be already, and what looks wrong with its name.
#include "api/problem_answer.hpp"
#include "customers/company_name.hpp"
#include "customers/duplicate_store.hpp"
#include "customers/routes.hpp"

namespace entrepot::customers {

namespace {

struct TypedQuery {
    std::string name, domain, registration_number, vat_number, email;
    static constexpr std::string_view schema_name = "DuplicateQuery";
    static constexpr auto fields() {
        using T = TypedQuery;
        return Fields{
            field("name", &T::name, "The company's name.").at_most(200).or_default(),
            field("domain", &T::domain, "The whole domain.").at_most(100).or_default(),
            field("registrationNumber", &T::registration_number, "With or without spaces.")
                .at_most(40)
                .or_default(),
            field("vatNumber", &T::vat_number, "With or without spaces.").at_most(40).or_default(),
            field("email", &T::email, "Its contact's address.").at_most(254).or_default(),
        };
    }
};

struct NameWarning {
    std::string code, message;
    static constexpr std::string_view schema_name = "NameWarning";
    static constexpr auto fields() {
        return Fields{field("code", &NameWarning::code, "A stable code."),
                      field("message", &NameWarning::message, "In the caller's language.")};
    }
};

struct LikeCustomers {
    std::vector<Duplicate> customers;
    std::vector<NameWarning> name_warnings;
    static constexpr std::string_view schema_name = "LikeCustomers";
    static constexpr auto fields() {
        return Fields{
            field("customers", &LikeCustomers::customers, "Of the caller's, the surest first; at most five."),
            field("nameWarnings", &LikeCustomers::name_warnings, "What looks wrong with the name.")};
    }
};

LikeCustomers like(api::Context& context, api::Query<TypedQuery> const& typed) {
    LikeCustomers out;
    out.customers =
        duplicates(context.tx, context.scope(),
                   {typed.name, typed.domain, typed.registration_number, typed.vat_number, typed.email});
    for (auto const& warning : name_warnings(typed.name, "name"))
        out.name_warnings.push_back({warning.code, api::field_sentence(warning, context.act.language)});
    return out;
}

}  // namespace

void add_duplicate_routes(api::Router& router) {
    router.get("/ext/v1/customers/duplicates", like)
        .allow(Permission::see_customers)
        .summary("Customers that one being typed may be already, and what looks wrong with its name");
}

}  // namespace entrepot::customers
