// What speaks against a reseller, who is found, and the partner agreement's status (rules.md B7 to B13).
#include "partners/relationship.hpp"

#include <doctest/doctest.h>

#include "base/problem.hpp"
#include "partners/agreement_status.hpp"

using namespace entrepot;
using namespace entrepot::partners;

namespace {

Counterpart vilaine() {
    return {.id = Id<Tenant>(new_uuid()),
            .name = "Réseau Vilaine",
            .mpn_id = "4310391",
            .country = "FR",
            .agreement_signed = true,
            .state = PartnershipState::active};
}

access::TenantRecord tenant(TenantKind kind, std::string country, bool is_signed) {
    access::TenantRecord out;
    out.kind = kind;
    out.country = std::move(country);
    out.market = {"FR", "BE"};
    out.agreement_signed = is_signed;
    return out;
}

template <class F>
std::string refusal(F f) {
    try {
        f();
    } catch (Problem const& problem) {
        return problem.code;
    }
    return {};
}

std::string status_refusal(std::optional<access::TenantRecord> const& found, bool by_tenant) {
    auto const caller = tenant(TenantKind::indirect_provider, "FR", true);
    auto const asked =
        by_tenant ? StatusAsked{"", Id<Tenant>(new_uuid())} : StatusAsked{"4310391", std::nullopt};
    return refusal([&] { require_signed(asked, found, caller); });
}

}  // namespace

TEST_CASE("a reseller is chosen when partnership, region and agreement stand") {
    std::vector<std::string> const market = {"FR", "BE"};
    CHECK(obstacles(vilaine(), market).empty());
    CHECK(obstacles(vilaine(), {}).empty());
    auto one = vilaine();
    one.state = PartnershipState::ended;
    one.country = "US";
    one.agreement_signed = false;
    CHECK(obstacles(one, market) ==
          std::vector<std::string>{"partnership_ended", "reseller_other_region", "900123"});
    one = vilaine();
    one.state = PartnershipState::invited;
    CHECK(obstacles(one, market) == std::vector<std::string>{"partnership_not_begun"});
}

TEST_CASE("a reseller is found by words, partner id or id") {
    auto const one = vilaine();
    for (auto const& query : {std::string(""), std::string("reseau"), std::string("VIL"),
                              std::string("vil rés"), std::string("4310"), one.id.text()})
        CHECK_MESSAGE(is_meant(one, query), query);
    for (auto const& query : {"laine", "vilaine brest", "0391", "…"})
        CHECK_FALSE_MESSAGE(is_meant(one, query), query);
}

TEST_CASE("the status is asked with exactly one identifier") {
    CHECK(refusal([] { asked_for({}, {}); }) == "mpa_identifier_missing");
    CHECK(refusal([] { asked_for("4310391", new_uuid().text()); }) == "mpa_identifier_wrong");
    CHECK(refusal([] { asked_for("43x", {}); }) == "mpa_identifier_wrong");
    CHECK(refusal([] { asked_for({}, "4310391"); }) == "mpa_identifier_wrong");
    CHECK(asked_for("4310391", {}).mpn_id == "4310391");
    CHECK(asked_for({}, new_uuid().text()).tenant.has_value());
}

TEST_CASE("the status is told of resellers of the caller's region only") {
    auto const caller = tenant(TenantKind::indirect_provider, "FR", true);
    StatusAsked const asked{"4310391", std::nullopt};
    CHECK_NOTHROW(require_signed(asked, tenant(TenantKind::indirect_reseller, "FR", true), caller));
    CHECK(status_refusal(tenant(TenantKind::indirect_reseller, "FR", false), false) == "mpa_mpn_unsigned");
    CHECK(status_refusal(tenant(TenantKind::indirect_reseller, "BE", false), true) == "mpa_tenant_unsigned");
    CHECK(status_refusal({}, false) == "mpa_mpn_unknown");
    CHECK(status_refusal({}, true) == "mpa_tenant_unknown");
    CHECK(status_refusal(tenant(TenantKind::customer, "FR", true), true) == "mpa_tenant_unknown");
    CHECK(status_refusal(tenant(TenantKind::direct_bill, "FR", true), false) == "mpa_no_reseller");
    CHECK(status_refusal(tenant(TenantKind::indirect_reseller, "US", true), true) == "mpa_other_region");
}
