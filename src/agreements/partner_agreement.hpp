// The partner agreement: signed by a partner's global admin once for each region (rules.md B11, B12).
#pragma once

#include "agreements/agreement.hpp"

namespace entrepot::agreements {

struct PartnerAgreement {
    Id<Tenant> tenant;
    std::string country;
    Id<Agreement> id;
    Id<User> user;
    Contact signatory;
    std::string tenant_name, version, language, sha256;
    Origin origin;
    Time signed_at, real_signed;

    static constexpr std::string_view schema_name = "PartnerAgreementRow";
    static constexpr std::string_view table = "partner_agreements";
    static constexpr auto fields() {
        using P = PartnerAgreement;
        return Fields{
            field("tenantId", &P::tenant, "Who signed.").key(),
            field("country", &P::country, "Where it sat: its region.").key(),
            field("agreementId", &P::id, "The record."),
            field("userId", &P::user, "The global admin."),
            field("signatory", &P::signatory, "The same by name."),
            field("tenantName", &P::tenant_name, "The partner's name at that time."),
            field("version", &P::version, "Of the text."),
            field("language", &P::language, "In which the text was shown."),
            field("sha256", &P::sha256, "Of that text."),
            field("origin", &P::origin, "By which way and from where."),
            field("signedAt", &P::signed_at, "Business time."),
            field("realAt", &P::real_signed, "Real time."),
        };
    }
};

inline constexpr std::string_view partner_agreement_type = "MicrosoftPartnerAgreement";

}  // namespace entrepot::agreements
