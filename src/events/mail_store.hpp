// The SQL of the mail that waits.
#pragma once

#include <vector>

#include "base/safe.hpp"
#include "db/tx.hpp"
#include "events/mail.hpp"

namespace entrepot::events {

// A row of the caller's transaction; the postman takes it from there.
Id<Mail> queue_mail(db::Tx& tx, Safe& safe, Act const& act, Id<Tenant> partner, std::string const& recipient,
                    MailText const& text);

// Due ones, the longest waiting first.
std::vector<Mail> due_mails(db::Tx& tx, Time real_now, int limit);
// Puts its next time off; false where another server was faster.
bool claim(db::Tx& tx, Mail const& mail, Time until);
void mark_sent(db::Tx& tx, Id<Mail> id, Time real_now);
// Tried again at `due`; without one it is given up, and its text with it.
void mark_failed(db::Tx& tx, Id<Mail> id, std::string const& error, std::optional<Time> due);

}  // namespace entrepot::events
