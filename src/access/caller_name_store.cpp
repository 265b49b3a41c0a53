// Names of who acts: see caller_name_store.hpp.
#include "access/caller_name_store.hpp"

#include "access/account_store.hpp"
#include "access/app_store.hpp"
#include "base/check.hpp"

namespace entrepot::access {

void expect_name_of_caller(db::Tx& tx, Caller const& caller) {
    if (caller.user) expect_user(tx, *caller.user);
}

std::string name_of_caller(db::Tx& tx, Caller const& caller) {
    if (caller.user) {
        auto const person = find_user(tx, *caller.user);
        check(person.has_value(), "the person who calls exists");
        return person->display_name();
    }
    auto const app = caller.app ? find_app(tx, *caller.app) : std::nullopt;
    check(app.has_value(), "the app that calls exists");
    return app->name;
}

std::string name_of_caller_or_operator(db::Tx& tx, Caller const& caller) {
    return caller.user || caller.app ? name_of_caller(tx, caller) : "operator";
}

}  // namespace entrepot::access
