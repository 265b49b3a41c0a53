// The partner's own profiles, read; PowerShell reads the organization's right after sign-in. They are changed
// in customers/partner_profile_api.cpp, where the rules of addresses are.
#include "access/account_store.hpp"
#include "base/fold.hpp"
#include "partners/profile_store.hpp"
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

struct LegalParameters {
    std::string vetting_version;
    static constexpr std::string_view schema_name = "LegalProfileParameters";
    static constexpr auto fields() {
        return Fields{field("vettingVersion", &LegalParameters::vetting_version,
                            "Current (the usual), or LastFinalized: the one authorised before.")
                          .or_default()};
    }
};

LegalProfile legal(api::Context& context, api::Query<LegalParameters> const& asked) {
    auto const profiles = get_profiles(context.tx, context.caller().tenant);
    auto const version = lower_ascii(asked.vetting_version);
    if (version == "lastfinalized" || version == "last_finalized")
        return profiles.last_final.value_or(profiles.legal);
    if (!version.empty() && version != "current" && version != "none")
        throw Problem("bad_parameter", {{"value", cut(version, 60)}}).at("vettingVersion");
    return profiles.legal;
}

BillingProfile billing(api::Context& context) {
    return get_profiles(context.tx, context.caller().tenant).billing;
}

SupportProfile support(api::Context& context) {
    return get_profiles(context.tx, context.caller().tenant).support;
}

struct MpnParameters {
    std::optional<std::string> mpn_id;
    static constexpr std::string_view schema_name = "MpnProfileParameters";
    static constexpr auto fields() {
        return Fields{field("mpnId", &MpnParameters::mpn_id, "Another partner's; absent: the caller's.")};
    }
};

struct MpnProfile {
    std::string name, mpn_id, profile_type = "mpn_profile";
    void links(std::vector<Link>& out) const { out.push_back({"self", "/profiles/mpn?mpnId=" + mpn_id}); }
    static constexpr std::string_view schema_name = "MpnProfile";
    static constexpr std::string_view object_type = "MpnProfile";
    static constexpr auto fields() {
        using M = MpnProfile;
        return Fields{field("partnerName", &M::name, "Its legal name."),
                      field("mpnId", &M::mpn_id, "Its partner id."),
                      field("profileType", &M::profile_type, "mpn_profile.")};
    }
};

MpnProfile mpn(api::Context& context, api::Query<MpnParameters> const& asked) {
    auto const found = asked.mpn_id ? access::find_tenant_by_mpn_id(context.tx, *asked.mpn_id)
                                    : access::find_tenant(context.tx, context.caller().tenant);
    if (!found || !found->mpn_id)
        throw Problem("mpn_unknown", {{"mpnId", cut(asked.mpn_id.value_or(""), 60)}});
    return {.name = found->name, .mpn_id = *found->mpn_id};
}

}  // namespace

void add_profile_routes(api::Router& router) {
    router.get("/v1/profiles/legalbusiness", legal)
        .allow(Permission::see_profile)
        .summary("The caller's legal profile");
    router.get("/v1/profiles/billing", billing)
        .allow(Permission::see_profile)
        .summary("The caller's billing profile");
    router.get("/v1/profiles/support", support)
        .allow(Permission::see_profile)
        .summary("The caller's support profile");
    router.get("/v1/profiles/supportprofile", support)
        .allow(Permission::see_profile)
        .summary("The same, as the documents print it");
    router.get("/v1/profiles/mpn", mpn)
        .allow(Permission::see_profile)
        .summary("A partner's name by its partner id");
    router.get("/v1/profiles/organization", organization)
        .allow(Permission::see_profile)
        .summary("The caller's organisation");
}

}  // namespace entrepot::partners
