// The usual profiles: see profile.hpp.
#include "partners/profile.hpp"

namespace entrepot::partners {

Profiles usual_profiles(access::TenantRecord const& tenant, access::UserRecord const* administrator) {
    Profiles out;
    out.tenant = tenant.id;
    ContactPerson contact{{}, {}, tenant.email, tenant.address.phone};
    if (administrator) {
        contact.first_name = administrator->first_name;
        contact.last_name = administrator->last_name;
    }
    out.legal.company_name = tenant.name;
    out.legal.address = tenant.address;
    out.legal.contact = contact;
    out.legal.approver_email = tenant.email;
    out.billing.company_name = tenant.name;
    out.billing.address = tenant.address;
    out.billing.contact = contact;
    out.billing.currency = std::string(tenant.currency.code());
    out.support.email = tenant.email;
    out.support.telephone = tenant.address.phone;
    out.support.website = "https://" + tenant.email.substr(tenant.email.find('@') + 1);
    return out;
}

}  // namespace entrepot::partners
