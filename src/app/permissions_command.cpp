// entrepot permissions: who may do what, without a server.
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/permissions_document.hpp"

namespace entrepot::app {

void add_permissions(CLI::App& app, Exit& outcome) {
    app.add_subcommand("permissions", "Print who may do what")->callback([&outcome] {
        std::cout << permissions_document() << std::flush;
        outcome = std::cout ? Exit::done : Exit::failed;
    });
}

}  // namespace entrepot::app
