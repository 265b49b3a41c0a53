// How who acts is named in records that outlive the account.
#pragma once

#include <string>

#include "base/act.hpp"
#include "db/tx.hpp"

namespace entrepot::access {

// The person's, else the app's; one of the two acts.
std::string name_of_caller(db::Tx& tx, Caller const& caller);
void expect_name_of_caller(db::Tx& tx, Caller const& caller);
// The same, and "operator" where a command line acts for nobody.
std::string name_of_caller_or_operator(db::Tx& tx, Caller const& caller);

}  // namespace entrepot::access
