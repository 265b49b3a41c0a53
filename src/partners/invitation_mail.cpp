// Filling the texts of data/mails.json: see invitation_mail.hpp.
#include "partners/invitation_mail.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "base/words.hpp"
#include "json/json.hpp"

namespace entrepot::partners {

namespace {

struct KindOfMail {
    InvitationKind kind = InvitationKind::relationship;
    events::MailText en, fr;
    static constexpr std::string_view schema_name = "MailOfKind";
    static constexpr auto fields() {
        return Fields{field("kind", &KindOfMail::kind, "Of which invitation."),
                      field("en", &KindOfMail::en, "English."), field("fr", &KindOfMail::fr, "French.")};
    }
};

KindOfMail const& text_of(InvitationKind kind) {
    static auto const all = json::read<std::vector<KindOfMail>>(embedded("data/mails.json"));
    auto const at = std::ranges::find_if(all, [&](auto const& one) { return one.kind == kind; });
    check(at != all.end(), "every kind of invitation has a mail");
    return *at;
}

std::string filled(std::string const& text, Words const& words) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto const open = text.find('{', at);
        out += text.substr(at, open - at);
        if (open == std::string::npos) return out;
        auto const close = text.find('}', open);
        auto const word = words.find(text.substr(open + 1, close - open - 1));
        check(word != words.end(), "every place of a mail has a word");
        out += word->second;
        at = close + 1;
    }
    return out;
}

}  // namespace

events::MailText mail_of(Invitation const& invitation, MailFacts const& facts, std::string const& note) {
    bool const french = invitation.recipient.language == "fr";
    auto words = moment("until", invitation.expires);
    auto const& name = invitation.recipient.name;
    words["comma_recipient"] = name.empty() ? "" : (french ? " " : " ") + name;
    words["partner"] = facts.partner;
    words["through"] = facts.together.empty() ? ""
                       : french               ? " avec " + facts.together
                                              : ", together with " + facts.together;
    words["rights_en"] = invitation.delegated
                             ? "It asks for delegated administration of your account as well."
                             : "It asks for no right to administer your account.";
    words["rights_fr"] = invitation.delegated
                             ? "Il demande aussi les privilèges d’administration déléguée de votre compte."
                             : "Il ne demande aucun privilège d’administration de votre compte.";
    words["customer"] = facts.customer;
    words["version"] = facts.version;
    words["inviter"] = invitation.invited_by;
    words["link"] = facts.link;
    auto const& kind = text_of(invitation.kind);
    auto const& text = french ? kind.fr : kind.en;
    auto body = filled(text.body, words);
    if (!note.empty()) body = note + "\n\n" + body;
    return {filled(text.subject, words), body};
}

}  // namespace entrepot::partners
