// The partner's own profiles; PowerShell reads the organization's right after sign-in.
#include "access/account_store.hpp"
#include "partners/routes.hpp"

namespace entrepot::partners {

namespace {

struct OrganizationProfile {
    Id<Tenant> id;
    std::string company_name;
    Address address;
    Id<Tenant> tenant;
    std::string domain, email, language, culture;
    std::string profile_type = "OrganizationProfile";

    void links(std::vector<Link>& out) const { out.push_back({"self", "/profiles/organization"}); }
    static constexpr std::string_view schema_name = "OrganizationProfile";
    static constexpr std::string_view object_type = "OrganizationProfile";
    static constexpr auto fields() {
        using O = OrganizationProfile;
        return Fields{
            field("id", &O::id, "The profile."),
            field("companyName", &O::company_name, "Legal name."),
            field("defaultAddress", &O::address, "Where the organisation sits."),
            field("tenantId", &O::tenant, "Its tenant."),
            field("domain", &O::domain, "Primary domain."),
            field("email", &O::email, "E-mail address."),
            field("language", &O::language, "Two letters."),
            field("culture", &O::culture, "xx-XX."),
            field("profileType", &O::profile_type, "Always OrganizationProfile."),
        };
    }
};

OrganizationProfile organization(api::Context& context) {
    auto const tenant = access::get_tenant(context.tx, context.caller().tenant);
    return {.id = tenant.id,
            .company_name = tenant.name,
            .address = tenant.address,
            .tenant = tenant.id,
            .domain = tenant.domain,
            .email = tenant.email,
            .language = tenant.language,
            .culture = tenant.culture};
}

}  // namespace

void add_profile_routes(api::Router& router) {
    router.get("/v1/profiles/organization", organization)
        .allow(Permission::see_profile)
        .summary("The caller's organisation");
}

}  // namespace entrepot::partners
