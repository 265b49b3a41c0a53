// A customer's profiles over the API: the company's, the one that is billed, and the account's validation.
#include "access/account_store.hpp"
#include "access/sha256.hpp"
#include "api/etag.hpp"
#include "base/fold.hpp"
#include "customers/customer_store.hpp"
#include "customers/customer_view.hpp"
#include "customers/routes.hpp"
#include "customers/update_flow.hpp"

namespace entrepot::customers {

namespace {

// The legal name: what the company is called on invoices may differ (rules.md C15).
CompanyProfileView company(api::Context& context, CustomerId const& id) {
    auto const customer = get(context.tx, context.scope(), id);
    auto const tenant = access::get_tenant(context.tx, id);
    return {id, customer.domain, tenant.name, customer.registration_number};
}

BillingProfile billing(api::Context& context, CustomerId const& id) {
    return get(context.tx, context.scope(), id).billing;
}

// The whole profile is expected: SDKs read it, change it and send it back.
void require_whole(json::Patch<BillingProfile> const& asked) {
    Problems problems;
    auto const require = [&](auto member, char const* name) {
        if (!asked.has(member) || asked.clears(member)) problems.add(name, "required");
    };
    require(&BillingProfile::email, "email");
    require(&BillingProfile::culture, "culture");
    require(&BillingProfile::language, "language");
    require(&BillingProfile::company_name, "companyName");
    require(&BillingProfile::address, "defaultAddress");
    problems.raise();
}

BillingProfile update(api::Context& context, CustomerId const& id, json::Patch<BillingProfile> const& asked) {
    auto const before = get(context.tx, context.scope(), id);
    api::require_current(context, asked.given, before.billing.etag());
    require_whole(asked);
    return update_billing(context.tx, context.act, before, asked.value, context.sandbox).billing;
}

struct BillingForm {
    BillingProfile profile;
    std::optional<std::string> address_override;
    static constexpr std::string_view schema_name = "BillingForm";
    static constexpr auto fields() {
        return Fields{field("profile", &BillingForm::profile, "The whole profile as it is to be."),
                      field("addressOverride", &BillingForm::address_override,
                            "Why the country's forms of postal code, state and phone are set aside; the log "
                            "keeps it.")
                          .at_most(300)};
    }
};

BillingProfile update_with_reason(api::Context& context, CustomerId const& id, BillingForm const& form) {
    auto const before = get(context.tx, context.scope(), id);
    api::require_current(context, {}, before.billing.etag());
    return update_billing(context.tx, context.act, before, form.profile, context.sandbox,
                          form.address_override.value_or(""))
        .billing;
}

struct CompanyForm {
    std::optional<std::string> legal_name, registration_number, vat_number;
    static constexpr std::string_view schema_name = "CompanyForm";
    static constexpr auto fields() {
        using C = CompanyForm;
        return Fields{
            field("legalName", &C::legal_name, "As the register has it; absent: as it is.").at_most(200),
            field("registrationNumber", &C::registration_number, "Empty: none; absent: as it is.")
                .at_most(40),
            field("vatNumber", &C::vat_number, "Empty: none; absent: as it is.").at_most(40),
        };
    }
};

struct CompanyView {
    std::string legal_name;
    std::optional<std::string> registration_number, vat_number;

    // Of what is shown: a new address or agreement makes nobody's company form stale.
    std::string etag() const {
        return access::sha256_hex(legal_name + '\n' + registration_number.value_or("") + '\n' +
                                  vat_number.value_or(""))
            .substr(0, 32);
    }
    static constexpr std::string_view schema_name = "Company";
    static constexpr std::string_view object_type = "Company";
    static constexpr auto fields() {
        using C = CompanyView;
        return Fields{
            field("legalName", &C::legal_name, "As the register has it."),
            field("registrationNumber", &C::registration_number, "Absent: none."),
            field("vatNumber", &C::vat_number, "Absent: none."),
        };
    }
};

CompanyView company_of(api::Context& context, Customer const& customer) {
    return {access::get_tenant(context.tx, customer.id).name, customer.registration_number,
            customer.vat_number};
}

CompanyView company_form(api::Context& context, CustomerId const& id) {
    return company_of(context, get(context.tx, context.scope(), id));
}

// Emptied or null is none; what is not there stays as it is.
std::optional<std::string> asked_for(json::Patch<CompanyForm> const& asked,
                                     std::optional<std::string> CompanyForm::*member) {
    return asked.clears(member) ? std::optional<std::string>("") : asked.value.*member;
}

CompanyView change_company(api::Context& context, CustomerId const& id,
                           json::Patch<CompanyForm> const& asked) {
    auto const before = get(context.tx, context.scope(), id);
    api::require_current(context, asked.given, company_of(context, before).etag());
    update_company(
        context.tx, context.act, before,
        {asked_for(asked, &CompanyForm::legal_name), asked_for(asked, &CompanyForm::registration_number),
         asked_for(asked, &CompanyForm::vat_number)});
    return company_form(context, id);
}

struct ValidationParameters {
    std::string type;
    static constexpr std::string_view schema_name = "ValidationStatusParameters";
    static constexpr auto fields() {
        return Fields{field("type", &ValidationParameters::type, "account.").or_default()};
    }
};

struct ValidationStatus {
    std::string type = "account", status;
    Time updated;
    static constexpr std::string_view schema_name = "ValidationStatus";
    static constexpr auto fields() {
        using V = ValidationStatus;
        return Fields{field("type", &V::type, "account."),
                      field("status", &V::status, "Allowed, UnderReview or NotAllowed."),
                      field("lastUpdateDateTime", &V::updated, "Of the last change that counted.")};
    }
};

ValidationStatus validation_status(api::Context& context, CustomerId const& id,
                                   api::Query<ValidationParameters> const& asked) {
    auto const customer = get(context.tx, context.scope(), id);
    if (!equal_ignoring_case(asked.type, "account"))
        throw Problem("bad_parameter", {{"value", cut(asked.type, 60)}}).at("type");
    ValidationStatus out;
    out.status = customer.status == Status::active         ? "Allowed"
                 : customer.status == Status::under_review ? "UnderReview"
                                                           : "NotAllowed";
    out.updated = customer.status_changed.value_or(customer.created);
    return out;
}

}  // namespace

void add_profile_routes(api::Router& router) {
    router.get("/v1/customers/{customer}/profiles/company", company)
        .allow(Permission::see_customers)
        .summary("A customer's company profile");
    router.get("/v1/customers/{customer}/profiles/billing", billing)
        .allow(Permission::see_customers)
        .summary("A customer's billing profile");
    router.put("/v1/customers/{customer}/profiles/billing", update)
        .allow(Permission::edit_customer)
        .summary("Change a customer's billing profile, whole");
    router.put("/ext/v1/customers/{customer}/billing", update_with_reason)
        .allow(Permission::edit_customer)
        .summary("The same, with a reason where the address has not the country's form; If-Match as there");
    router.get("/ext/v1/customers/{customer}/company", company_form)
        .allow(Permission::see_account)
        .summary("Legal name and numbers");
    router.put("/ext/v1/customers/{customer}/company", change_company)
        .allow(Permission::edit_customer)
        .summary("Change legal name and numbers; with If-Match, only what is still as it was read");
    router.get("/v1/customers/{customer}/validationStatus", validation_status)
        .allow(Permission::see_customers)
        .summary("Whether a customer's account is approved");
}

}  // namespace entrepot::customers
