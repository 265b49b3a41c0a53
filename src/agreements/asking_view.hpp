// What somebody sees who is asked: by whom, for what, with which text. Beside endpoints of both sides.
#pragma once

#include "agreements/agreement.hpp"
#include "partners/invitation.hpp"

namespace entrepot::agreements {

struct AskingPartner {
    Id<Tenant> id;
    std::string name, country;
    std::optional<std::string> mpn_id;
    static constexpr std::string_view schema_name = "AskingPartner";
    static constexpr auto fields() {
        using A = AskingPartner;
        return Fields{field("id", &A::id, "Its tenant."), field("name", &A::name, "Its legal name."),
                      field("country", &A::country, "Two letters."),
                      field("mpnId", &A::mpn_id, "Its partner id.")};
    }
};

struct TextView {
    Id<Template> template_id;
    std::string version, title, language, sha256, document_uri;
    static constexpr std::string_view schema_name = "AgreementTextView";
    static constexpr auto fields() {
        using T = TextView;
        return Fields{
            field("templateId", &T::template_id, "The template."),
            field("version", &T::version, "Year and month."),
            field("title", &T::title, "In the text's language."),
            field("language", &T::language, "Of the text."),
            field("sha256", &T::sha256, "Of the text: an acceptance names what was read."),
            field("documentUri", &T::document_uri, "The text as PDF."),
        };
    }
};

inline TextView view_of_text(Template const& one, std::string const& language) {
    return {one.id,
            one.version,
            text_of(one, language).title,
            language,
            text_sha256(one, language),
            "/ext/v1/agreement-documents/" + one.id.text() + '.' + language + ".pdf"};
}

struct AskingView {
    partners::InvitationKind kind = partners::InvitationKind::relationship;
    partners::InvitationState state = partners::InvitationState::open;
    AskingPartner partner;
    std::optional<AskingPartner> reseller;
    std::optional<std::string> customer_name, invited_by;
    bool delegated = false;
    std::optional<Time> expires;
    std::optional<TextView> agreement;
    static constexpr std::string_view schema_name = "AskingView";
    static constexpr auto fields() {
        using A = AskingView;
        return Fields{
            field("kind", &A::kind, "What is asked for."),
            field("state", &A::state, "Whether it can still be answered."),
            field("partner", &A::partner, "Who will sell; of a partnership: the provider."),
            field("reseller", &A::reseller, "Who asks together with it."),
            field("customerName", &A::customer_name, "For whom the agreement is."),
            field("invitedBy", &A::invited_by, "Who wrote."),
            field("delegated", &A::delegated, "Whether delegated administration is asked for."),
            field("expiresAt", &A::expires, "Real time."),
            field("agreement", &A::agreement, "The text to accept."),
        };
    }
};

}  // namespace entrepot::agreements
