// Views of a customer: see customer_view.hpp.
#include "customers/customer_view.hpp"

namespace entrepot::customers {

CustomerView list_view(Customer const& customer) {
    CustomerView out;
    out.id = customer.id;
    out.company = {customer.id, customer.domain, customer.name, customer.registration_number};
    out.relationship = customer.relationship;
    return out;
}

CustomerView full_view(Customer const& customer) {
    auto out = list_view(customer);
    out.commerce_id = customer.commerce_id;
    out.billing = customer.billing;
    out.delegated_access = customer.delegated && customer.relationship == Relationship::reseller;
    out.custom_domains.emplace({customer.domain});
    out.reseller = customer.reseller;
    return out;
}

CustomerView created_view(Customer const& customer, UserCredentials credentials) {
    auto out = full_view(customer);
    out.credentials = std::move(credentials);
    out.delegated_access = std::nullopt;
    out.custom_domains = std::nullopt;
    return out;
}

}  // namespace entrepot::customers
