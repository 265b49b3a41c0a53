// Recording an attestation: the row, the customer's state and the event, in the caller's transaction.
#pragma once

#include "agreements/agreement.hpp"
#include "base/act.hpp"
#include "customers/customer.hpp"
#include "db/tx.hpp"

namespace entrepot::agreements {

// What attest() needs to know. The caller is a person, or an app with an attestation of the newer sequence.
Attesting attesting_facts(db::Tx& tx, Act const& act, customers::Customer const& customer,
                          Origin const& origin = {});
// The same for many customers of one partner: what is one for all of them is read before.
Attesting attesting_facts(Act const& act, customers::Customer const& customer, Origin const& origin,
                          std::string attested_by, std::string partner_name);

// The newer sequence (A14): the text that the customer was shown under form.attestation and accepted there,
// in the words of who signed. Throws attestation_unknown, attestation_not_accepted, attestation_used, or
// 600061 where the same person was attested before.
Agreement attest_shown(db::Tx& tx, Act const& act, AgreementForm const& form, Attesting facts);

// Only the customer agreement makes its customer one that has accepted.
void record(db::Tx& tx, Act const& act, Agreement const& agreement);
// For a customer that was written as one that has accepted.
void record_first(db::Tx& tx, Act const& act, Agreement const& agreement);
// The same for customers that are added in this transaction as ones that have accepted.
void record_all(db::Tx& tx, Act const& act, std::vector<Agreement> const& agreements);

// A1: throws Problem 13605 (403) where the customer has accepted nothing yet. For every purchase.
void require_accepted(customers::Customer const& customer);

}  // namespace entrepot::agreements
