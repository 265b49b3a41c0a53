// entrepot openapi: the contract, without a server.
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/serve.hpp"

namespace entrepot::app {

void add_openapi(CLI::App& app, Exit& outcome) {
    app.add_subcommand("openapi", "Print the OpenAPI document")->callback([&outcome] {
        std::cout << openapi() << std::flush;
        outcome = std::cout ? Exit::done : Exit::failed;
    });
}

}  // namespace entrepot::app
