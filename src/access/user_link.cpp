// The texts of invitations: see user_link.hpp.
#include "access/user_link.hpp"

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "json/json.hpp"

namespace entrepot::access {

namespace {

struct Text {
    std::string subject, text;
    static constexpr std::string_view schema_name = "MailTemplateText";
    static constexpr auto fields() {
        return Fields{field("subject", &Text::subject, "The subject."),
                      field("text", &Text::text, "The text.").at_most(4000)};
    }
};
struct Template {
    std::string name;
    Text en, fr;
    static constexpr std::string_view schema_name = "MailTemplate";
    static constexpr auto fields() {
        return Fields{field("name", &Template::name, "Which."), field("en", &Template::en, "English."),
                      field("fr", &Template::fr, "French.")};
    }
};

std::vector<Template> const& templates() {
    static auto const list = json::read<std::vector<Template>>(embedded("data/account_mails.json"));
    return list;
}

std::string filled(std::string const& text, Words const& words) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto const open = std::min(text.find('{', at), text.size());
        out.append(text, at, open - at);
        auto const close = text.find('}', open);
        if (close == std::string::npos) break;
        if (auto const word = words.find(text.substr(open + 1, close - open - 1)); word != words.end())
            out += word->second;
        at = close + 1;
    }
    return out;
}

}  // namespace

MailText mail_text(std::string const& name, UserRecord const& user, Words const& words) {
    for (auto const& one : templates()) {
        if (one.name != name) continue;
        auto const& text = user.preferences.language == "fr" ? one.fr : one.en;
        return {user.email, filled(text.subject, words), filled(text.text, words)};
    }
    check(false, "every mail has its text in data/account_mails.json");
    return {};
}

}  // namespace entrepot::access
