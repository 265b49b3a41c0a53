// Mail to people: written in the transaction that gives reason for it, sent later, and always shown to copy
// too.
#pragma once

#include <string>

#include "base/act.hpp"

namespace entrepot::events {

// What a person reads. It may hold a link that opens something: it is sealed while it waits, and gone once
// sent.
struct MailText {
    std::string subject, body;
    static constexpr std::string_view schema_name = "MailText";
    static constexpr auto fields() {
        return Fields{field("subject", &MailText::subject, "One line."),
                      field("body", &MailText::body, "Plain text.")};
    }
};

enum class MailState : std::uint8_t { waiting, sent, failed };
constexpr auto wire_names(MailState) {
    return std::array{Wire{MailState::waiting, "waiting"}, Wire{MailState::sent, "sent"},
                      Wire{MailState::failed, "failed"}};
}

struct Mail {
    Id<Mail> id;
    Id<Tenant> partner;
    std::string recipient, sealed;
    MailState state = MailState::waiting;
    std::int64_t attempts = 0;
    Time due, created;
    std::optional<Time> sent;
    std::string error;

    static constexpr std::string_view schema_name = "MailRow";
    static constexpr std::string_view table = "mails";
    static constexpr auto fields() {
        return Fields{
            field("mailId", &Mail::id, "The mail.").key(),
            field("partnerId", &Mail::partner, "In whose name."),
            field("recipient", &Mail::recipient, "To whom."),
            field("sealed", &Mail::sealed, "Subject and body, encrypted; empty once sent.").hidden(),
            field("state", &Mail::state, "Where it stands."),
            field("attempts", &Mail::attempts, "How often it was tried."),
            field("dueAt", &Mail::due, "When it is tried next."),
            field("createdAt", &Mail::created, "Real time."),
            field("sentAt", &Mail::sent, "When a server took it."),
            field("error", &Mail::error, "Why the last try failed."),
        };
    }
};

// One line, one address: nothing that could become a header of its own.
bool is_mail_address(std::string_view text);

// How the message looks on its way: RFC 5322 with UTF-8 as quoted base64.
std::string mail_message(std::string const& from, std::string const& recipient, MailText const& text,
                         Id<Mail> id, Time now);

}  // namespace entrepot::events
