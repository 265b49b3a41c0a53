// The list of subcommands, and what the program ends with: see commands.hpp.
#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>

#include "app/commands.hpp"

namespace entrepot::app {

int run_command_line(int argc, char** argv) {
    // What meets a limit on the size of files says so, like one that meets a full disk, and cleans up.
    std::signal(SIGXFSZ, SIG_IGN);
    CLI::App app{"Entrepot: a partner center that you run yourself"};
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("entrepot ") + ENTREPOT_VERSION);
    app.footer("Exit codes: 0 done, 1 failed, 2 bad command line.");
    Exit outcome = Exit::failed;

    add_serve(app, outcome);
    add_sandbox(app, outcome);
    add_backup(app, outcome);
    add_restore(app, outcome);
    add_import(app, outcome);
    add_doctor(app, outcome);
    add_migrate(app, outcome);
    add_openapi(app, outcome);
    add_user(app, outcome);
    add_agreement(app, outcome);
    add_review(app, outcome);
    add_permissions(app, outcome);
    add_app(app, outcome);
    add_keys(app, outcome);

    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        outcome =
            app.exit(error) == 0 ? Exit::done : Exit::bad_command_line;  // --help and --version end here
    } catch (std::exception const& error) {
        std::cerr << "entrepot: " << error.what() << '\n';
        outcome = Exit::failed;
    }
    return static_cast<int>(outcome);
}

}  // namespace entrepot::app
