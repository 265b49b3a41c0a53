// One-time links to the first administrator's credentials: one reading, seven days, audited.
#pragma once

#include <optional>
#include <string>

#include "base/act.hpp"
#include "base/safe.hpp"
#include "customers/customer.hpp"
#include "customers/customer_view.hpp"
#include "db/tx.hpp"

namespace entrepot::onboarding {

constexpr auto secret_link_life = hours{24 * 7};

struct SecretLink {
    std::string key;
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller;
    customers::CustomerId customer;
    std::string customer_name, user_name, sealed;
    Time created, expires;
    std::optional<Time> read, replaced;

    static constexpr std::string_view schema_name = "SecretLink";
    static constexpr std::string_view table = "secret_links";
    static constexpr auto fields() {
        using S = SecretLink;
        return Fields{
            field("key", &S::key, "A keyed digest of the link's word.").key(),
            field("partnerId", &S::partner, "Who handed it out."),
            field("resellerId", &S::reseller, "The customer's reseller."),
            field("customerId", &S::customer, "Whose administrator."),
            field("customerName", &S::customer_name, "For the page."),
            field("userName", &S::user_name, "The administrator."),
            field("sealed", &S::sealed, "The password, encrypted; empty once read.").hidden(),
            field("createdAt", &S::created, "Real time."),
            field("expiresAt", &S::expires, "Real time."),
            field("readAt", &S::read, "Real time."),
            field("replacedAt", &S::replaced, "When another link took its place."),
        };
    }
};

struct IssuedLink {
    std::string path;  // /secret/WORD: the only place where the word stands
    Time expires;
};

// The first of a customer who was just added.
IssuedLink issue_link(db::Tx& tx, Safe& safe, Act const& act, customers::Customer const& customer,
                      customers::UserCredentials const& credentials);
// A new password for the first administrator, and a link to it; the old password, link and sessions end.
IssuedLink reissue(db::Tx& tx, Safe& safe, Act const& act, customers::Customer const& customer);

// By the word of the link; nothing where there never was one.
std::optional<SecretLink> find_link(db::Tx& tx, Safe& safe, std::string const& word);
// Reads it once: throws secret_link_read (410) or secret_link_expired (410).
customers::UserCredentials reveal(db::Tx& tx, Safe& safe, Act const& act, std::string const& word);

// unread, read, expired or none: how the customer's newest link stands.
std::string link_status(db::Tx& tx, Scope const& scope, customers::CustomerId customer, Time real_now);

}  // namespace entrepot::onboarding
