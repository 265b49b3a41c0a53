// entrepot serve, entrepot demo: the server.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <memory>

#include "app/commands.hpp"
#include "app/serve.hpp"

namespace entrepot::app {

namespace {

struct Given : ServeOptions {
    std::string listen = "127.0.0.1:8080";
    std::vector<std::string> choices;
};

void read_listen(Given& given) {
    auto const colon = given.listen.rfind(':');
    if (colon == std::string::npos)
        throw CLI::ValidationError("--listen", "expected ADDRESS:PORT, for example 127.0.0.1:8080");
    given.address = given.listen.substr(0, colon);
    int port = -1;
    try {
        std::size_t end = 0;
        auto const text = given.listen.substr(colon + 1);
        port = std::stoi(text, &end);
        if (end != text.size()) port = -1;
    } catch (std::exception const&) {}
    if (port < 0 || port > 65535) throw CLI::ValidationError("--listen", "a port is 0 to 65535");
    given.port = static_cast<unsigned short>(port);
}

// Tokens name it as their issuer and links lead to it: a guess from a request would let its sender choose.
void check_public_url(Given& given) {
    auto& url = given.public_url;
    while (url.ends_with('/')) url.pop_back();
    auto const host = url.find("://") == std::string::npos ? "" : url.substr(url.find("://") + 3);
    bool const whole = (url.starts_with("https://") || url.starts_with("http://")) && !host.empty() &&
                       host.find_first_of("/?#@ ") == std::string::npos;
    if (!url.empty() && !whole)
        throw CLI::ValidationError("--public-url",
                                   "expected https://HOST or https://HOST:PORT, nothing more");
    if (url.empty() && !given.sandbox && !is_loopback(given.address))
        throw CLI::ValidationError("--public-url",
                                   "needed where --listen is not a loopback address: the "
                                   "https:// address that people and clients use");
}

std::string read_secret(std::string const& file) {
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line)) throw CLI::ValidationError("--smtp-password-file", file + " cannot be read");
    return line;
}

// NAME=on or NAME=off; which names there are is told where one does not exist.
void read_choices(Given& given) {
    for (auto const& choice : given.choices) {
        auto const sign = choice.find('=');
        auto const value = sign == std::string::npos ? "" : choice.substr(sign + 1);
        if (value != "on" && value != "off")
            throw CLI::ValidationError("--switch", "expected NAME=on or NAME=off, not " + choice);
        given.switches[choice.substr(0, sign)] = value == "on";
    }
}

void add_options(CLI::App& command, Given& given) {
    command.add_option("--data", given.data, "The data folder; made at first start")->capture_default_str();
    command
        .add_option("--database", given.database,
                    "postgresql://user@host:5432/entrepot instead of a file in the data folder")
        ->envname("ENTREPOT_DATABASE");
    command.add_option("--listen", given.listen, "ADDRESS:PORT; port 0 picks a free one")
        ->capture_default_str();
    command
        .add_option("--public-url", given.public_url,
                    "https://HOST that people and clients use: issuer of tokens, beginning of links; "
                    "without it, on loopback, where it listens")
        ->envname("ENTREPOT_PUBLIC_URL");
    command.add_option("--cloud", given.cloud, "global or usgov")
        ->check(CLI::IsMember({"global", "usgov"}))
        ->capture_default_str();
    command.add_option("--key-file", given.key_file, "The key file; made in the data folder where not given");
    auto* const certificate = command
                                  .add_option("--tls-cert", given.tls_certificate,
                                              "Certificate chain, PEM: TLS here; read again at SIGHUP")
                                  ->check(CLI::ExistingFile);
    auto* const key =
        command.add_option("--tls-key", given.tls_key, "Its key, PEM")->check(CLI::ExistingFile);
    certificate->needs(key);
    key->needs(certificate);
    command.add_option("--trusted-proxy", given.trusted_proxies,
                       "Address or network, repeatable: its X-Forwarded-For and -Proto are believed");
    command.add_option("--cors-origin", given.origins,
                       "https://HOST, repeatable: its pages may use the API with a bearer token");
    command.add_option(
        "--requests-per-minute", given.requests_a_minute,
        "Of a tenant or app, on customers, orders and subscriptions; 0: any. By default 500, in a "
        "sandbox any");
    command.add_option("--failures-per-minute", given.failures_a_minute,
                       "Failed sign-ins of an address; 0: any. By default 60, in a sandbox any");
    command
        .add_option(
            "--sign-in-providers", given.sign_in_providers,
            "A file of outside OpenID providers (Keycloak, Entra ID, any) through which people sign in: "
            "docs/outside-sign-in.md")
        ->envname("ENTREPOT_SIGN_IN_PROVIDERS");
    command.add_option("--switch", given.choices,
                       "NAME=on or off, repeatable: who may do what (docs/permissions.md)");
    command.add_option("--threads", given.threads, "Threads for connections; 0: one a core");
    command.add_option("--connections", given.connections, "At most so many; others get 503")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
}

void add_mail_options(CLI::App& command, Given& given) {
    auto& smtp = given.smtp;
    auto* const url =
        command
            .add_option("--smtp", smtp.url,
                        "smtp://HOST:PORT or smtps://HOST:PORT; without it mail is only shown to copy")
            ->envname("ENTREPOT_SMTP");
    auto* const from =
        command.add_option("--smtp-from", smtp.from, "The sender's address")->envname("ENTREPOT_SMTP_FROM");
    url->needs(from);
    command.add_option("--smtp-user", smtp.user, "Who signs in to the mail server")
        ->envname("ENTREPOT_SMTP_USER");
    command.add_option_function<std::string>(
        "--smtp-password-file", [&smtp](std::string const& file) { smtp.password = read_secret(file); },
        "Where the password stands, or ENTREPOT_SMTP_PASSWORD");
    command.add_flag("--smtp-tls", smtp.require_tls, "Sends nothing without TLS");
}

void add_server(CLI::App& command, char const* sandbox_words, bool is_demo, Exit& outcome) {
    auto const given = std::make_shared<Given>();
    add_options(command, *given);
    add_mail_options(command, *given);
    command.add_flag("--sandbox", given->sandbox, sandbox_words);
    command.callback([given, is_demo, &outcome] {
        read_listen(*given);
        if (auto const* password = std::getenv("ENTREPOT_SMTP_PASSWORD");
            password && given->smtp.password.empty())
            given->smtp.password = password;
        read_choices(*given);
        given->seeded = is_demo;
        given->sandbox = given->sandbox || is_demo;
        check_public_url(*given);
        outcome = serve(*given) == 0 ? Exit::done : Exit::failed;
    });
}

}  // namespace

void add_serve(CLI::App& app, Exit& outcome) {
    add_server(*app.add_subcommand("serve", "Run the server, on an embedded database or PostgreSQL"),
               "A local Partner Center: own clock, accounts in sandbox.json", false, outcome);
    add_server(*app.add_subcommand("demo", "serve --sandbox with a seeded world"), "Always on here", true,
               outcome);
}

}  // namespace entrepot::app
