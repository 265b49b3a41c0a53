// Issuing and reading one-time links: see secret_link.hpp.
#include "access/account_store.hpp"
#include "access/password.hpp"
#include "access/user_flow.hpp"
#include "access/vault.hpp"
#include "base/base64.hpp"
#include "base/words.hpp"
#include "events/event.hpp"
#include "onboarding/secret_link.hpp"

namespace entrepot::onboarding {

namespace {

auto const bearer = Scope::everyone("whoever holds a link's word may read it");
auto const administrator = Scope::everyone("the administrator belongs to the customer's own tenant");

struct Reading {
    std::string user_name;
    static constexpr std::string_view schema_name = "CredentialsEvent";
    static constexpr auto fields() {
        return Fields{field("userName", &Reading::user_name, "Whose credentials.")};
    }
};

std::string key_of(Safe& safe, std::string const& word) {
    return base64url(safe.digest("secret-link:" + word));
}

}  // namespace

IssuedLink issue_link(db::Tx& tx, Safe& safe, Act const& act, customers::Customer const& customer,
                      customers::UserCredentials const& credentials) {
    auto const word = access::new_secret();
    SecretLink link;
    link.key = key_of(safe, word);
    link.partner = customer.partner;
    link.reseller = customer.reseller;
    link.customer = customer.id;
    link.customer_name = customer.name;
    link.user_name = credentials.user_name;
    link.sealed = base64url(safe.seal(credentials.password));
    link.created = act.real_now;
    link.expires = act.real_now + secret_link_life;
    tx.insert(act.scope(), link);
    return {"/secret/" + word, link.expires};
}

IssuedLink reissue(db::Tx& tx, Safe& safe, Act const& act, customers::Customer const& customer) {
    customers::UserCredentials const credentials{customer.admin_user_name, access::new_password()};
    auto const user = access::find_user_by_name(tx, customer.admin_user_name);
    // The customer's own administrators may have deleted the account.
    if (!user || user->tenant != customer.id)
        throw Problem("administrator_gone", {{"userName", customer.admin_user_name}});
    tx.exec(administrator, "UPDATE users SET password = $1 WHERE user_id = $2 AND {tenant}",
            access::stored_secret(safe, credentials.password), user->id);
    access::sign_out(tx, act, *user);
    events::append(tx, act, {customer.partner, customer.reseller, customer.id}, "credentials_reissued",
                   customer.id, Reading{customer.admin_user_name});
    tx.exec(act.scope(),
            "UPDATE secret_links SET replaced_at = $1, sealed = '' WHERE customer_id = $2 AND read_at IS "
            "NULL AND replaced_at IS NULL AND {scope}",
            act.real_now, customer.id);
    return issue_link(tx, safe, act, customer, credentials);
}

std::optional<SecretLink> find_link(db::Tx& tx, Safe& safe, std::string const& word) {
    return tx.find<SecretLink>(bearer, "SELECT {*} FROM secret_links WHERE key = $1 AND {scope}",
                               key_of(safe, word));
}

customers::UserCredentials reveal(db::Tx& tx, Safe& safe, Act const& act, std::string const& word) {
    auto const link = find_link(tx, safe, word);
    if (!link) throw Problem("1000");
    if (link->read) throw Problem("secret_link_read", moment("when", *link->read));
    if (link->replaced || link->expires <= act.real_now) throw Problem("secret_link_expired");
    auto const sealed = from_base64url(link->sealed);
    auto const password = sealed ? safe.open(*sealed) : std::nullopt;
    check(password.has_value(), "an unread link holds its secret");
    tx.exec(bearer, "UPDATE secret_links SET read_at = $1, sealed = '' WHERE key = $2 AND {scope}",
            act.real_now, link->key);
    events::append(tx, act, {link->partner, link->reseller, link->customer}, "credentials_read",
                   link->customer, Reading{link->user_name});
    return {link->user_name, *password};
}

std::string link_status(db::Tx& tx, Scope const& scope, customers::CustomerId customer, Time real_now) {
    auto const newest = tx.find<SecretLink>(
        scope,
        "SELECT {*} FROM secret_links WHERE customer_id = $1 AND {scope} ORDER BY created_at DESC LIMIT 1",
        customer);
    if (!newest) return "none";
    if (newest->read) return "read";
    return newest->expires <= real_now ? "expired" : "unread";
}

}  // namespace entrepot::onboarding
