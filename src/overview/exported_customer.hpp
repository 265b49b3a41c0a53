// Everything that is exported of a customer.
#pragma once

#include "base/money.hpp"
#include "customers/customer.hpp"

namespace entrepot::overview {

struct ExportedCustomer {
    customers::CustomerId id;
    std::string name, name_fold, domain, country;
    std::optional<std::string> reseller_name;
    customers::AgreementState agreement = customers::AgreementState::none;
    customers::Status status = customers::Status::active;
    std::int64_t licenses = 0, monthly_minor = 0;
    Currency currency;
    Time created;
    customers::BillingProfile billing;
    std::optional<std::string> registration_number, vat_number;

    static constexpr std::string_view schema_name = "ExportedCustomerRow";
    static constexpr auto fields() {
        using E = ExportedCustomer;
        return Fields{field("id", &E::id, ""),
                      field("name", &E::name, ""),
                      field("nameFold", &E::name_fold, ""),
                      field("domain", &E::domain, ""),
                      field("country", &E::country, ""),
                      field("resellerName", &E::reseller_name, ""),
                      field("agreement", &E::agreement, ""),
                      field("status", &E::status, ""),
                      field("licenses", &E::licenses, ""),
                      field("monthlyMinor", &E::monthly_minor, ""),
                      field("currency", &E::currency, ""),
                      field("created", &E::created, ""),
                      field("billing", &E::billing, ""),
                      field("registrationNumber", &E::registration_number, ""),
                      field("vatNumber", &E::vat_number, "")};
    }
};

}  // namespace entrepot::overview
