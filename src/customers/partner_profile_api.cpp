// A partner changes its own profiles. Here and not in partners/: the rules of addresses, numbers and mail are
// those of customers.
#include "access/account_store.hpp"
#include "api/etag.hpp"
#include "base/fold.hpp"
#include "customers/address_override_store.hpp"
#include "customers/company_name.hpp"
#include "customers/country.hpp"
#include "customers/customer.hpp"
#include "customers/routes.hpp"
#include "events/event.hpp"
#include "partners/profile_store.hpp"

namespace entrepot::customers {

namespace {

auto const own_tenant = Scope::everyone("a partner's own tenant row has no owner column of its scope");

struct OrganizationForm {
    std::string company_name;
    Address address;
    std::string email, language, culture;
    static constexpr std::string_view schema_name = "OrganizationProfileForm";
    static constexpr auto fields() {
        using O = OrganizationForm;
        return Fields{
            field("companyName", &O::company_name, "What the organisation is called.").at_most(200),
            field("defaultAddress", &O::address, "Where it sits; its country stays."),
            field("email", &O::email, "E-mail address.").at_most(254),
            field("language", &O::language, "Two letters.").at_most(10),
            field("culture", &O::culture, "xx-XX.").at_most(20),
        };
    }
};

void require(bool given, char const* name, Problems& problems) {
    if (!given) problems.add(name, "required");
}

void check_own_email(std::optional<std::string> const& email, char const* path, bool sandbox,
                     Problems& problems) {
    AddingFacts facts;  // of nobody: a partner's own address is in its own domain
    facts.sandbox = sandbox;
    if (email && !email->empty()) check_email(*email, facts, path, problems);
}

void check_country(Address const& address, std::string const& country, char const* path, Problems& problems) {
    if (country_code(address.country) != country)
        problems.add(std::string(path) + ".country", "country_fixed", country_words(country));
}

struct ProfileChanged {
    std::string profile;
    static constexpr std::string_view schema_name = "ProfileChanged";
    static constexpr auto fields() { return Fields{field("profile", &ProfileChanged::profile, "Which.")}; }
};

void changed(api::Context& context, std::string const& what) {
    auto const tenant = context.caller().tenant;
    events::append(context.tx, context.act, {tenant, std::nullopt, std::nullopt}, "profile_changed", tenant,
                   ProfileChanged{what});
}

void keep_own_override(api::Context& context, std::string const& profile, std::string const& reason,
                       std::vector<std::string> const& set_aside) {
    auto const tenant = context.caller().tenant;
    keep_override(context.tx, context.act, {tenant, tenant, std::nullopt, std::nullopt, profile}, reason,
                  set_aside);
}

template <class Profile>
constexpr std::string_view reasoned_name;
template <>
constexpr std::string_view reasoned_name<OrganizationForm> = "OrganizationProfileWithReason";
template <>
constexpr std::string_view reasoned_name<partners::LegalProfile> = "LegalBusinessProfileWithReason";
template <>
constexpr std::string_view reasoned_name<partners::BillingProfile> = "PartnerBillingProfileWithReason";

// A whole profile with why its address stands: clients of Partner Center have no place to say it.
template <class Profile>
struct ReasonedForm {
    Profile profile;
    std::optional<std::string> address_override;
    static constexpr std::string_view schema_name = reasoned_name<Profile>;
    static constexpr auto fields() {
        return Fields{field("profile", &ReasonedForm::profile, "The whole profile as it is to be."),
                      field("addressOverride", &ReasonedForm::address_override,
                            "Why the country's forms of postal code, state and phone are set aside; the log "
                            "keeps it.")
                          .at_most(300)};
    }
};

// As it is read back, by the same function as GET /v1/profiles/organization would.
OrganizationForm save_organization(api::Context& context, json::Patch<OrganizationForm> const& asked,
                                   std::string const& reason) {
    auto tenant = access::get_tenant(context.tx, context.caller().tenant);
    auto form = asked.value;
    if (!asked.has(&OrganizationForm::company_name)) form.company_name = tenant.name;
    if (!asked.has(&OrganizationForm::address)) form.address = tenant.address;
    if (!asked.has(&OrganizationForm::email)) form.email = tenant.email;
    if (!asked.has(&OrganizationForm::language)) form.language = tenant.language;
    if (!asked.has(&OrganizationForm::culture)) form.culture = tenant.culture;
    Problems problems;
    if (!is_one_line(form.company_name)) problems.add("companyName", "name_one_line");
    else if (!has_letters(form.company_name)) problems.add("companyName", "name_only_symbols");
    check_address(form.address, "defaultAddress", problems);
    check_country(form.address, tenant.country, "defaultAddress", problems);
    check_own_email(form.email, "email", context.sandbox, problems);
    if (!known_culture(form.culture)) problems.add("culture", "culture_unknown", {{"culture", form.culture}});
    auto const overridden = raise_what_counts(problems, reason);
    tenant.name = form.company_name;
    tenant.address = form.address;
    tenant.address.country = tenant.country;
    tenant.email = form.email;
    tenant.language = lower_ascii(form.language);
    tenant.culture = *known_culture(form.culture);
    context.tx.update(own_tenant, tenant);
    keep_own_override(context, "organization", reason, overridden);
    changed(context, "organization");
    return {tenant.name, tenant.address, tenant.email, tenant.language, tenant.culture};
}

// What is sent is reviewed; what was authorised before stays readable as LastFinalized.
partners::LegalProfile save_legal(api::Context& context, json::Patch<partners::LegalProfile> const& asked,
                                  std::string const& reason) {
    using L = partners::LegalProfile;
    auto profiles = partners::get_profiles(context.tx, context.caller().tenant);
    api::require_current(context, asked.given, profiles.legal.etag());
    auto const before = profiles.legal;
    auto after = asked.value;
    Problems problems;
    require(asked.has(&L::company_name), "companyName", problems);
    require(asked.has(&L::address), "address", problems);
    if (!is_one_line(after.company_name)) problems.add("companyName", "name_one_line");
    else if (asked.has(&L::company_name) && !has_letters(after.company_name))
        problems.add("companyName", "name_only_symbols");
    if (asked.has(&L::address)) {
        check_address(after.address, "address", problems);
        check_country(after.address, access::get_tenant(context.tx, context.caller().tenant).country,
                      "address", problems);
    }
    check_own_email(after.contact.email, "primaryContact.email", context.sandbox, problems);
    check_own_email(after.approver_email, "companyApproverEmail", context.sandbox, problems);
    auto const overridden = raise_what_counts(problems, reason);
    if (before.vetting == partners::LegalVetting::authorized) profiles.last_final = before;
    after.version = before.version + 1;
    after.vetting = partners::LegalVetting::pending;
    after.sub_status = partners::LegalSubStatus::business_verification;
    profiles.legal = after;
    partners::save_profiles(context.tx, context.scope(), profiles);
    keep_own_override(context, "legal", reason, overridden);
    changed(context, "legal");
    return after;
}

partners::BillingProfile save_billing(api::Context& context,
                                      json::Patch<partners::BillingProfile> const& asked,
                                      std::string const& reason) {
    using B = partners::BillingProfile;
    auto profiles = partners::get_profiles(context.tx, context.caller().tenant);
    api::require_current(context, asked.given, profiles.billing.etag());
    auto const before = profiles.billing;
    auto after = asked.value;
    Problems problems;
    require(asked.has(&B::address), "address", problems);
    if (asked.has(&B::address)) {
        check_address(after.address, "address", problems);
        if (auto const* country = find_country(after.address.country))
            check_vat_number(*country, after.tax_id, "taxId", problems);
    }
    check_own_email(after.contact.email, "primaryContact.email", context.sandbox, problems);
    auto const overridden = raise_what_counts(problems, reason);
    after.company_name = before.company_name;
    after.billing_day = before.billing_day;
    after.currency = before.currency;
    after.version = before.version + 1;
    profiles.billing = after;
    partners::save_profiles(context.tx, context.scope(), profiles);
    keep_own_override(context, "billing", reason, overridden);
    changed(context, "billing");
    return after;
}

bool is_web_address(std::string_view text) {
    auto const lower = lower_ascii(text);
    return (lower.starts_with("https://") || lower.starts_with("http://")) &&
           lower.find('.') != std::string::npos && lower.find_first_of(" \"<>") == std::string::npos;
}

partners::SupportProfile change_support(api::Context& context,
                                        json::Patch<partners::SupportProfile> const& asked) {
    auto profiles = partners::get_profiles(context.tx, context.caller().tenant);
    api::require_current(context, asked.given, profiles.support.etag());
    auto after = asked.value;
    Problems problems;
    check_own_email(after.email, "email", context.sandbox, problems);
    if (after.website && !after.website->empty() && !is_web_address(*after.website))
        problems.add("website", "website_malformed");
    auto const tenant = access::get_tenant(context.tx, context.caller().tenant);
    if (after.telephone && !after.telephone->empty()) {
        auto address = tenant.address;
        address.phone = after.telephone;
        Problems of_phone;
        check_address(address, "", of_phone);
        for (auto const& one : of_phone.list())
            if (one.field == ".phoneNumber") problems.add("telephone", one.code, one.words);
    }
    problems.raise();
    after.version = profiles.support.version + 1;
    profiles.support = after;
    partners::save_profiles(context.tx, context.scope(), profiles);
    changed(context, "support");
    return after;
}

// With every member given, and the version in If-Match.
template <auto save, class Profile>
auto with_reason(api::Context& context, ReasonedForm<Profile> const& form) {
    json::Patch<Profile> whole{form.profile, {}};
    whole.given.present.set();
    return save(context, whole, form.address_override.value_or(""));
}
template <auto save, class Profile>
auto without_reason(api::Context& context, json::Patch<Profile> const& asked) {
    return save(context, asked, {});
}

std::vector<KeptOverride> own_overrides(api::Context& context) {
    auto const tenant = context.caller().tenant;
    return overrides_of(context.tx, tenant, tenant);
}

struct LegalDecision {
    partners::LegalVetting status = partners::LegalVetting::none;
    static constexpr std::string_view schema_name = "LegalDecision";
    static constexpr auto fields() {
        return Fields{field("status", &LegalDecision::status, "authorized or rejected.")};
    }
};

partners::LegalProfile decide_legal(api::Context& context, LegalDecision const& decision) {
    using V = partners::LegalVetting;
    if (decision.status != V::authorized && decision.status != V::rejected)
        throw Problem("bad_parameter", {{"value", std::string(json::word(decision.status))}}).at("status");
    auto profiles = partners::get_profiles(context.tx, context.caller().tenant);
    if (profiles.legal.vetting != V::pending) throw Problem("qualification_decided");
    profiles.legal.vetting = decision.status;
    profiles.legal.sub_status = partners::LegalSubStatus::none;
    ++profiles.legal.version;
    // What is authorised is what invoices say.
    if (decision.status == V::authorized) {
        profiles.last_final.reset();
        profiles.billing.company_name = profiles.legal.company_name;
    }
    partners::save_profiles(context.tx, context.scope(), profiles);
    changed(context, "legal");
    return profiles.legal;
}

}  // namespace

void add_partner_profile_routes(api::Router& router) {
    // Billing and tax are the billing admin's too, the rest is not (portal-map.md 1, row 34).
    auto const own = [](api::Route& route) -> api::Route& {
        return route.allow(Permission::edit_profile).needs_person();
    };
    own(router.put("/v1/profiles/organization", without_reason<save_organization, OrganizationForm>))
        .summary("Change the caller's organisation");
    own(router.put("/v1/profiles/legalbusiness", without_reason<save_legal, partners::LegalProfile>))
        .summary("Send another legal profile");
    router.put("/v1/profiles/billing", without_reason<save_billing, partners::BillingProfile>)
        .allow(Permission::edit_billing_profile)
        .needs_person()
        .summary("Change the caller's billing profile");
    own(router.put("/v1/profiles/support", change_support)).summary("Change the caller's support profile");
    own(router.put("/v1/profiles/supportprofile", change_support))
        .summary("The same, as the documents print it");
    own(router.put("/ext/v1/profiles/organization", with_reason<save_organization, OrganizationForm>))
        .summary("Change the caller's organisation; its address may stand with a reason");
    own(router.put("/ext/v1/profiles/legalbusiness", with_reason<save_legal, partners::LegalProfile>))
        .summary("Send another legal profile; its address may stand with a reason");
    router.put("/ext/v1/profiles/billing", with_reason<save_billing, partners::BillingProfile>)
        .allow(Permission::edit_billing_profile)
        .needs_person()
        .summary("Change the caller's billing profile; its address may stand with a reason");
    router.get("/ext/v1/profiles/address-overrides", own_overrides)
        .allow(Permission::see_profile)
        .summary("Addresses of the caller's own profiles that stand with a reason");
    router.put("/ext/v1/operator/legal-profile", decide_legal)
        .allow(Permission::review_qualification)
        .only_in_sandbox()
        .needs_person()
        .summary("Decide on the legal profile that the caller's partner sent");
}

}  // namespace entrepot::customers
