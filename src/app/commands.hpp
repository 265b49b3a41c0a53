// The command line's subcommands: each declares its options and, once parsed, runs and leaves its exit code.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace entrepot::app {

// What a command ends with; `outcome` below takes one. Anything thrown is `failed`, with its words on
// standard error; a CLI::ValidationError is a bad command line.
enum class Exit { done = 0, failed = 1, bad_command_line = 2 };

void add_serve(CLI::App& app, Exit& outcome);  // and demo
void add_sandbox(CLI::App& app, Exit& outcome);
void add_backup(CLI::App& app, Exit& outcome);
void add_restore(CLI::App& app, Exit& outcome);
void add_migrate(CLI::App& app, Exit& outcome);
void add_import(CLI::App& app, Exit& outcome);
void add_doctor(CLI::App& app, Exit& outcome);
void add_openapi(CLI::App& app, Exit& outcome);
void add_user(CLI::App& app, Exit& outcome);
void add_agreement(CLI::App& app, Exit& outcome);
void add_review(CLI::App& app, Exit& outcome);
void add_permissions(CLI::App& app, Exit& outcome);
void add_app(CLI::App& app, Exit& outcome);   // apps that get tokens
void add_keys(CLI::App& app, Exit& outcome);  // signing keys of tokens

// Parses and runs. Each subcommand and the program itself know --help.
int run_command_line(int argc, char** argv);

}  // namespace entrepot::app
