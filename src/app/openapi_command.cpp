// entrepot openapi: the contract, without a server.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/commands.hpp"
#include "app/serve.hpp"

namespace entrepot::app {

void add_openapi(CLI::App& app, Exit& outcome) {
    auto& command = *app.add_subcommand("openapi", "Print the OpenAPI document");
    auto const cloud = std::make_shared<std::string>("global");
    command.add_option("--cloud", *cloud, "global or usgov")->check(CLI::IsMember({"global", "usgov"}));
    command.callback([&outcome, cloud] {
        std::cout << openapi(*cloud) << std::flush;
        outcome = std::cout ? Exit::done : Exit::failed;
    });
}

}  // namespace entrepot::app
