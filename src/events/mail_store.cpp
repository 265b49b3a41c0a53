// The SQL of the mail that waits: see mail_store.hpp.
#include "events/mail_store.hpp"

#include "base/base64.hpp"

namespace entrepot::events {

namespace {

auto const postman = Scope::everyone("the postman carries every tenant's mail");

}  // namespace

Id<Mail> queue_mail(db::Tx& tx, Safe& safe, Act const& act, Id<Tenant> partner, std::string const& recipient,
                    MailText const& text) {
    Mail mail;
    mail.id = Id<Mail>(new_uuid());
    mail.partner = partner;
    mail.recipient = recipient;
    mail.sealed = base64url(safe.seal(json::write(text)));
    mail.due = mail.created = act.real_now;
    tx.insert(Scope::partner(partner), mail);
    return mail.id;
}

bool claim(db::Tx& tx, Mail const& mail, Time until) {
    return tx.exec(
               postman,
               "UPDATE mails SET due_at = $1 WHERE mail_id = $2 AND due_at = $3 AND state = $4 AND {scope}",
               until, mail.id, mail.due, MailState::waiting) == 1;
}

std::vector<Mail> due_mails(db::Tx& tx, Time real_now, int limit) {
    return tx.list<Mail>(postman,
                         "SELECT {*} FROM mails WHERE state = $1 AND due_at <= $2 AND {scope} "
                         "ORDER BY due_at, mail_id LIMIT $3",
                         MailState::waiting, real_now, std::int64_t{limit});
}

void mark_sent(db::Tx& tx, Id<Mail> id, Time real_now) {
    tx.exec(postman,
            "UPDATE mails SET state = $1, sent_at = $2, sealed = '', error = '', attempts = attempts + 1 "
            "WHERE mail_id = $3 AND {scope}",
            MailState::sent, real_now, id);
}

void mark_failed(db::Tx& tx, Id<Mail> id, std::string const& error, std::optional<Time> due) {
    if (due)
        tx.exec(postman,
                "UPDATE mails SET attempts = attempts + 1, error = $1, due_at = $2 "
                "WHERE mail_id = $3 AND {scope}",
                error, *due, id);
    else
        tx.exec(postman,
                "UPDATE mails SET state = $1, attempts = attempts + 1, error = $2, sealed = '' "
                "WHERE mail_id = $3 AND {scope}",
                MailState::failed, error, id);
}

}  // namespace entrepot::events
