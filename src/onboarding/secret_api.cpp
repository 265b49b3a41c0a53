// One-time links over the API: look, read once, issue again.
#include "access/gate.hpp"
#include "customers/customer_store.hpp"
#include "onboarding/routes.hpp"
#include "onboarding/secret_link.hpp"

namespace entrepot::onboarding {

namespace {

struct LinkView {
    std::string customer_name;
    Time expires;
    std::string status;
    std::optional<Time> read;
    static constexpr std::string_view schema_name = "SecretLinkState";
    static constexpr auto fields() {
        using L = LinkView;
        return Fields{field("customerName", &L::customer_name, "Whose administrator."),
                      field("expiresAt", &L::expires, "Real time."),
                      field("status", &L::status, "unread, read or expired."),
                      field("readAt", &L::read, "When it was read.")};
    }
};

struct Revealed {
    std::string user_name, password;
    Time read;
    static constexpr std::string_view schema_name = "RevealedCredentials";
    static constexpr auto fields() {
        return Fields{field("userName", &Revealed::user_name, "The administrator."),
                      field("password", &Revealed::password, "Shown this once."),
                      field("readAt", &Revealed::read, "Real time.")};
    }
};

struct Reissued {
    std::string link, user_name;
    Time expires;
    static constexpr std::string_view schema_name = "ReissuedCredentials";
    static constexpr auto fields() {
        return Fields{field("secretLink", &Reissued::link, "The page that shows them once."),
                      field("userName", &Reissued::user_name, "The administrator."),
                      field("expiresAt", &Reissued::expires, "Real time.")};
    }
};

LinkView look(api::Context& context, std::string const& word) {
    auto const link = find_link(context.tx, context.gate, word);
    if (!link) throw Problem("1000");
    bool const over = link->replaced || link->expires <= context.act.real_now;
    return {link->customer_name, link->expires,
            link->read ? "read"
            : over     ? "expired"
                       : "unread",
            link->read};
}

Revealed read_once(api::Context& context, std::string const& word) {
    auto credentials = reveal(context.tx, context.gate, context.act, word);
    return {std::move(credentials.user_name), std::move(credentials.password), context.act.real_now};
}

Reissued issue_again(api::Context& context, customers::CustomerId const& id) {
    auto const customer = customers::get(context.tx, context.scope(), id);
    // Whoever sets the administrator's password administers the account.
    context.require(Permission::reissue_credentials, customers::standing(customer));
    access::forget_standing_of(context);
    auto const link = reissue(context.tx, context.gate, context.act, customer);
    return {link.path, customer.admin_user_name, link.expires};
}

}  // namespace

void add_secret_routes(api::Router& router) {
    constexpr auto why = "whoever holds the link's word may read it once";
    router.get("/ext/v1/secret-links/{word}", look)
        .open(why)
        .summary("Whether a one-time link can still be read");
    router.post("/ext/v1/secret-links/{word}/reveal", read_once)
        .open(why)
        .never_kept()
        .summary("Read a one-time link; it ends with this");
    router.post("/ext/v1/customers/{customer}/credentials", issue_again)
        .allow(Permission::reissue_credentials)
        .created()
        .summary("A new password for the first administrator, through a one-time link");
}

}  // namespace entrepot::onboarding
