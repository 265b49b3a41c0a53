// Names of who acts: see caller_name_store.hpp.
#include "access/caller_name_store.hpp"

#include "access/account_store.hpp"
#include "access/app_store.hpp"
#include "base/check.hpp"

namespace entrepot::access {

namespace {

// Not the whole person: an act asks for nothing else of it.
struct PersonName {
    std::string first, last;
    static constexpr std::string_view schema_name = "PersonName";
    static constexpr auto fields() {
        return Fields{field("firstName", &PersonName::first, ""), field("lastName", &PersonName::last, "")};
    }
};
constexpr db::Sql name_by_id = "SELECT first_name, last_name FROM users WHERE user_id = $1 AND {tenant}";

}  // namespace

void expect_name_of_caller(db::Tx& tx, Caller const& caller) {
    if (caller.user) tx.expect<PersonName>(Scope::partner(caller.tenant), name_by_id, *caller.user);
}

std::string name_of_caller(db::Tx& tx, Caller const& caller) {
    if (caller.user) {
        auto const name = tx.find<PersonName>(Scope::partner(caller.tenant), name_by_id, *caller.user);
        check(name.has_value(), "the person who calls exists");
        UserRecord person;
        person.first_name = name->first;
        person.last_name = name->last;
        return person.display_name();
    }
    auto const app = caller.app ? find_app(tx, *caller.app) : std::nullopt;
    check(app.has_value(), "the app that calls exists");
    return app->name;
}

std::string name_of_caller_or_operator(db::Tx& tx, Caller const& caller) {
    return caller.user || caller.app ? name_of_caller(tx, caller) : "operator";
}

}  // namespace entrepot::access
