// entrepot app: registers apps, gives them secrets and certificates, revokes them, from the machine itself.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "access/app_flow.hpp"
#include "access/consent_store.hpp"
#include "access/password.hpp"
#include "api/problem_answer.hpp"
#include "app/commands.hpp"
#include "app/deployment.hpp"
#include "base/base64.hpp"

namespace entrepot::app {

namespace {

// Sealing and digesting with the deployment's key, for flows that take a Safe.
class KeySafe : public Safe {
public:
    explicit KeySafe(access::Vault& vault) : vault_(vault) {}
    std::string seal(std::string_view plain) override { return vault_.seal(plain); }
    std::optional<std::string> open(std::string_view sealed) override { return vault_.open(sealed); }
    std::string digest(std::string_view text) override { return vault_.digest(text); }

private:
    access::Vault& vault_;
};

struct Given {
    DeploymentPlace place;
    std::string tenant, name, app, proof, file;
    access::NewApp form;
    int days = access::secret_days_usual;
    bool is_public = false, remove = false;
};

using Act1 = void (*)(Deployment&, Given const&);

access::AppRecord app_of(Deployment& deployment, Given const& given) {
    auto const id = Uuid::parse(given.app);
    std::optional<access::AppRecord> found;
    if (id) deployment.database().read([&](db::Tx& tx) { found = access::find_app(tx, Id<App>{*id}); });
    if (!found || found->tenant.empty()) throw std::runtime_error("no app has the id " + given.app);
    return *found;
}

void say_secret(access::ShownSecret const& secret) {
    std::cout << "client_secret  " << secret.secret << "\nsecret id      " << secret.id.text()
              << "\nholds until    " << format_time(std::chrono::floor<seconds>(secret.expires))
              << "\nThe secret is shown now and never again.\n";
}

void add(Deployment& deployment, Given const& given) {
    auto const tenant = deployment.tenant(given.tenant);
    auto const act = operator_act(tenant);
    KeySafe safe(deployment.vault());
    auto form = given.form;
    form.name = given.name;
    form.kind = given.is_public ? access::AppKind::open : access::AppKind::confidential;
    access::AppRecord app;
    std::optional<access::ShownSecret> secret;
    deployment.database().write([&](db::Tx& tx) {
        app = access::add_app(tx, act, tenant.id, form);
        if (!given.is_public) secret = access::add_secret(tx, safe, act, app, {"", given.days});
    });
    std::cout << "client_id      " << app.id.text() << "\ntenant         " << tenant.id.text() << "  "
              << tenant.domain << '\n';
    if (secret) say_secret(*secret);
}

void list(Deployment& deployment, Given const& given) {
    auto const tenant = deployment.tenant(given.tenant);
    auto const day = [](Time time) { return format_date(std::chrono::floor<days>(time)); };
    deployment.database().read([&](db::Tx& tx) {
        auto const scope = Scope::partner(tenant.id);
        for (auto const& app : access::list_apps(tx, scope, {}, access::apps_of_a_tenant)) {
            std::cout << app.id.text() << "  " << json::word(app.kind) << "  " << app.name;
            if (app.last_used) std::cout << "  (used " << day(*app.last_used) << ')';
            std::cout << '\n';
            for (auto const& one : access::secrets_of(tx, tenant.id, app.id))
                std::cout << "    secret       " << one.id.text() << "  " << one.hint << "…  until "
                          << day(one.expires) << "  " << one.name << '\n';
            for (auto const& one : access::certificates_of(tx, tenant.id, app.id))
                std::cout << "    certificate  " << one.id.text() << "  until " << day(one.expires) << "  "
                          << one.subject << '\n';
        }
    });
}

void secret(Deployment& deployment, Given const& given) {
    auto const app = app_of(deployment, given);
    auto const act = operator_act(deployment.tenant(app.tenant.text()));
    KeySafe safe(deployment.vault());
    std::optional<access::ShownSecret> made;
    deployment.database().write([&](db::Tx& tx) {
        made = access::add_secret(tx, safe, act, app, {given.name, given.days});
    });
    say_secret(*made);
}

void certificate(Deployment& deployment, Given const& given) {
    auto const app = app_of(deployment, given);
    auto const act = operator_act(deployment.tenant(app.tenant.text()));
    std::ifstream file(given.file, std::ios::binary);
    if (!file) throw std::runtime_error(given.file + " cannot be read");
    std::ostringstream text;
    text << file.rdbuf();
    std::optional<access::AppCertificate> made;
    deployment.database().write([&](db::Tx& tx) {
        made = access::add_certificate(tx, act, app, {given.name, text.str()});
    });
    std::cout << "certificate id  " << made->id.text() << "\nx5t#S256        " << made->thumbprint256
              << "\nholds until     " << format_time(made->expires) << '\n';
}

void revoke(Deployment& deployment, Given const& given) {
    auto const app = app_of(deployment, given);
    auto const act = operator_act(deployment.tenant(app.tenant.text()));
    auto const proof = given.proof.empty() ? std::nullopt : Uuid::parse(given.proof);
    if (!given.proof.empty() && !proof) throw std::runtime_error(given.proof + " is no id");
    deployment.database().write([&](db::Tx& tx) {
        if (proof) access::remove_proof(tx, act, app, *proof);
        else if (given.remove) access::remove_app(tx, act, app);
        else access::revoke_tokens(tx, act, app);
    });
    std::cout << (proof          ? "It proves the app no more; the tokens got by it are void.\n"
                  : given.remove ? "The app is removed.\n"
                                 : "Every token and sign-in of the app is void.\n")
              << "Servers that run notice within a minute.\n";
}

// A refusal of the rules, in words for a terminal.
void run(Given const& given, Act1 act, Exit& outcome) {
    try {
        Deployment deployment(given.place);
        act(deployment, given);
        outcome = Exit::done;
    } catch (Problem const& problem) {
        throw std::runtime_error(problem.code == "1000"
                                     ? "there is no such secret or certificate"
                                     : api::field_sentence({"", problem.code, problem.words}, Language::en));
    }
}

CLI::App& command(CLI::App& parent, char const* name, char const* words, std::shared_ptr<Given> const& given,
                  Act1 act, Exit& outcome) {
    auto& made = *parent.add_subcommand(name, words);
    given->place.add_options(made);
    made.callback([given, act, &outcome] { run(*given, act, outcome); });
    return made;
}

void name_tenant(CLI::App& command, Given& given) {
    command.add_option("--tenant", given.tenant, "Whose app: a tenant's id or domain")->required();
}

}  // namespace

void add_app(CLI::App& app, Exit& outcome) {
    auto& parent = *app.add_subcommand("app", "Apps that get tokens: add, list, secret, certificate, revoke");
    parent.require_subcommand(1);
    auto const given = std::make_shared<Given>();

    auto& adding =
        command(parent, "add", "Register an app; prints its client_id and secret", given, add, outcome);
    adding.add_option("name", given->name, "What people call it")->required();
    name_tenant(adding, *given);
    adding.add_option("--redirect-uri", given->form.redirect_uris, "Where people may be sent back to");
    adding.add_flag("--public", given->is_public, "It cannot keep a secret: a command line, a desktop");
    adding.add_flag("--full-access", given->form.full_access, "Alone it may do all that its tenant may");
    adding.add_option("--days", given->days, "How long the secret holds")->capture_default_str();

    name_tenant(command(parent, "list", "Apps of a tenant with their secrets' names", given, list, outcome),
                *given);

    auto& renewing =
        command(parent, "secret", "Another secret beside those that hold", given, secret, outcome);
    renewing.add_option("client_id", given->app, "The app")->required();
    renewing.add_option("--name", given->name, "What it is for");
    renewing.add_option("--days", given->days, "How long it holds")->capture_default_str();

    auto& proving =
        command(parent, "certificate", "A certificate whose key proves the app", given, certificate, outcome);
    proving.add_option("client_id", given->app, "The app")->required();
    proving.add_option("file", given->file, "The certificate, PEM")->required();
    proving.add_option("--name", given->name, "What it is for");

    auto& revoking = command(parent, "revoke", "Void its tokens and sign-ins", given, revoke, outcome);
    revoking.add_option("client_id", given->app, "The app")->required();
    revoking.add_option("--proof", given->proof, "Only this secret or certificate, and the tokens got by it");
    revoking.add_flag("--remove", given->remove, "Remove the app for good");
}

}  // namespace entrepot::app
