// What an invitation's mail says; the link stands in it and may not be edited (rules.md B2).
#pragma once

#include "events/mail.hpp"
#include "partners/invitation.hpp"

namespace entrepot::partners {

struct MailFacts {
    std::string partner;   // who asks
    std::string together;  // the other one where two partners ask as one
    std::string customer, version, link;
};

// In the recipient's language; English where none is said. `note` is what the sender wrote above the text, or
// empty.
events::MailText mail_of(Invitation const& invitation, MailFacts const& facts, std::string const& note = {});

}  // namespace entrepot::partners
