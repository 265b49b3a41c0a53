// Customers that one being added may be: the same number, the same folded name, the same domain.
#pragma once

#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::customers {

enum class Likeness : std::uint8_t { registration_number, vat_number, name, domain, mail_domain };
constexpr auto wire_names(Likeness) {
    return std::array{Wire{Likeness::registration_number, "registrationNumber"},
                      Wire{Likeness::vat_number, "vatNumber"}, Wire{Likeness::name, "name"},
                      Wire{Likeness::domain, "domain"}, Wire{Likeness::mail_domain, "mailDomain"}};
}

struct Typed {
    std::string name, domain, registration_number, vat_number, email;
};

struct Duplicate {
    CustomerId id;
    std::string name, domain, country;
    std::vector<Likeness> alike;
    static constexpr std::string_view schema_name = "Duplicate";
    static constexpr auto fields() {
        using D = Duplicate;
        return Fields{field("id", &D::id, "The customer."), field("name", &D::name, "Its name."),
                      field("domain", &D::domain, "Its domain."),
                      field("country", &D::country, "Two letters."),
                      field("alike", &D::alike, "In what it is the same.")};
    }
};

// At most five, the surest first; each likeness is one range of one index.
std::vector<Duplicate> duplicates(db::Tx& tx, Scope const& scope, Typed const& typed);

}  // namespace entrepot::customers
