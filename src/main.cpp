// The command line: entrepot serve, demo, openapi.
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/serve.hpp"

namespace {

using entrepot::app::ServeOptions;

void read_listen(std::string const& listen, ServeOptions& options) {
    auto const colon = listen.rfind(':');
    if (colon == std::string::npos)
        throw CLI::ValidationError("--listen", "expected ADDRESS:PORT, for example 127.0.0.1:8080");
    options.address = listen.substr(0, colon);
    int port = -1;
    try {
        port = std::stoi(listen.substr(colon + 1));
    } catch (std::exception const&) {}
    if (port < 0 || port > 65535) throw CLI::ValidationError("--listen", "a port is 0 to 65535");
    options.port = static_cast<unsigned short>(port);
}

void add_serve_options(CLI::App& command, ServeOptions& options, std::string& listen) {
    command.add_option("--data", options.data, "The data folder; made at first start")->capture_default_str();
    command.add_option("--listen", listen, "ADDRESS:PORT; port 0 picks a free one")->capture_default_str();
    command.add_option("--cloud", options.cloud, "global or usgov")
        ->check(CLI::IsMember({"global", "usgov"}))
        ->capture_default_str();
    command.add_option("--key-file", options.key_file,
                       "The key file; made in the data folder where not given");
    command.add_option("--threads", options.threads, "Threads for connections; 0: one a core");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Entrepot: a partner center that you run yourself"};
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("entrepot ") + ENTREPOT_VERSION);
    ServeOptions options;
    std::string listen = "127.0.0.1:8080";

    auto* const serve = app.add_subcommand("serve", "Run the server on an embedded database");
    add_serve_options(*serve, options, listen);
    serve->add_flag("--sandbox", options.sandbox,
                    "A local Partner Center: own clock, accounts in sandbox.json");
    auto* const demo = app.add_subcommand("demo", "serve --sandbox with a seeded world");
    add_serve_options(*demo, options, listen);
    demo->add_flag("--sandbox", options.sandbox, "Always on here");
    auto* const openapi = app.add_subcommand("openapi", "Print the OpenAPI document");

    try {
        app.parse(argc, argv);
        if (openapi->parsed()) {
            std::cout << entrepot::app::openapi();
            return 0;
        }
        read_listen(listen, options);
        options.seeded = demo->parsed();
        options.sandbox = options.sandbox || options.seeded;
        return entrepot::app::serve(options);
    } catch (CLI::ParseError const& error) {
        return app.exit(error);
    } catch (std::exception const& error) {
        std::cerr << "entrepot: " << error.what() << '\n';
        return 1;
    }
}
