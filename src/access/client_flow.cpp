// Proving clients by secret or certificate: see client_flow.hpp.
#include "access/client_flow.hpp"

#include "access/client_assertion.hpp"
#include "access/consent_store.hpp"
#include "access/password.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

constexpr auto use_noted_every = minutes{10};

Uuid secret_that_fits(Asking const& asking, AppRecord const& app) {
    std::optional<Time> ended;
    for (auto const& one : secrets_of(asking.tx, app.tenant, app.id)) {
        if (!password_fits(asking.safe, one.digest, asking.form.secret)) continue;
        if (one.expires > asking.now) return one.id;
        ended = one.expires;
    }
    if (ended) throw Problem("oauth_secret_expired", {{"date", format_time(*ended)}});
    throw Problem("oauth_secret_wrong");
}

Uuid certificate_that_signed(Asking const& asking, AppRecord const& app) {
    if (asking.form.assertion_type != assertion_type) throw Problem("oauth_assertion_type");
    auto const assertion = read_assertion(asking.form.assertion);
    if (!assertion) throw Problem("oauth_assertion_signature");
    auto const certificates = certificates_of(asking.tx, app.tenant, app.id);
    auto const id = check_assertion(*assertion, app, certificates, asking.public_url, asking.now).id;
    auto const key = base64url(asking.safe.digest("assertion " + app.id.text() + ' ' + assertion->id));
    bool is_new = false;
    asking.database.write([&](db::Tx& tx) { is_new = note_assertion(tx, key, assertion->expires); });
    if (!is_new) throw Problem("oauth_assertion_replayed");
    return id;
}

std::string client_named(TokenForm const& form) {
    if (!form.client.empty() || form.assertion.empty()) return form.client;
    auto const assertion = read_assertion(form.assertion);
    return assertion ? assertion->subject : "";
}

}  // namespace

Client prove_client(Asking const& asking, bool may_be_unproven) {
    auto const& form = asking.form;
    auto const id = Uuid::parse(client_named(form));
    auto const app = id ? find_app(asking.tx, Id<App>{*id}) : std::nullopt;
    if (!app) throw Problem("oauth_client_unknown");
    Client out{*app, std::nullopt, false};
    bool const shows_something = !form.secret.empty() || !form.assertion.empty();
    if (app->kind == AppKind::open) {
        if (shows_something) throw Problem("oauth_client_is_public");
        return out;
    }
    if (!shows_something && may_be_unproven) return out;
    if (!shows_something) throw Problem("oauth_proof_missing");
    out.by_certificate = form.secret.empty();
    out.proof = out.by_certificate ? certificate_that_signed(asking, *app) : secret_that_fits(asking, *app);
    if (!app->last_used || *app->last_used + use_noted_every < asking.now)
        asking.database.write([&](db::Tx& tx) { note_use(tx, *app, asking.now); });
    return out;
}

}  // namespace entrepot::access
