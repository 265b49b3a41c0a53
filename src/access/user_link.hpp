// One-time links with which a person chooses a password: invited, or to begin anew.
#pragma once

#include <optional>
#include <string>

#include "access/account.hpp"
#include "base/act.hpp"
#include "base/problem.hpp"

namespace entrepot::access {

enum class LinkKind : std::uint8_t { invitation, reset };
constexpr auto wire_names(LinkKind) {
    return std::array{Wire{LinkKind::invitation, "invitation"}, Wire{LinkKind::reset, "reset"}};
}

constexpr auto invitation_life = days{7};
constexpr auto reset_life = hours{24};

struct UserLink {
    std::string key;
    Id<Tenant> tenant;
    Id<User> user;
    LinkKind kind = LinkKind::invitation;
    Time created, expires;
    std::optional<Time> used, replaced;
    static constexpr std::string_view schema_name = "UserLinkRow";
    static constexpr std::string_view table = "user_links";
    static constexpr auto fields() {
        using L = UserLink;
        return Fields{field("key", &L::key, "A keyed digest of the link's word.").key(),
                      field("tenantId", &L::tenant, "The user's tenant."),
                      field("userId", &L::user, "Whose password."),
                      field("kind", &L::kind, "invitation or reset."),
                      field("createdAt", &L::created, "Real time."),
                      field("expiresAt", &L::expires, "Real time."),
                      field("usedAt", &L::used, "Real time."),
                      field("replacedAt", &L::replaced, "When another took its place.")};
    }
};

// The word stands behind a #: browsers keep that to themselves, so no log and no proxy reads it.
inline std::string link_path(std::string const& word) { return "/join#" + word; }

// A mail for a person to send: the deployment sends none by itself yet.
struct MailText {
    std::string to, subject, text;
    static constexpr std::string_view schema_name = "LinkMail";
    static constexpr auto fields() {
        return Fields{field("to", &MailText::to, "The recipient."),
                      field("subject", &MailText::subject, "The subject."),
                      field("text", &MailText::text, "The text, with the link.")};
    }
};
// In the person's language. `name`: an entry of data/account_mails.json.
MailText mail_text(std::string const& name, UserRecord const& user, Words const& words);

}  // namespace entrepot::access
