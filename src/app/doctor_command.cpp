// entrepot doctor: what is wrong, and what to do.
#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands.hpp"
#include "app/doctor.hpp"
#include "json/json.hpp"

namespace entrepot::app {

namespace {

struct Given : Place {
    bool as_json = false, shortly = false;
    std::string providers;
};

void print(Diagnosis const& diagnosis) {
    for (auto const& one : diagnosis.findings) {
        auto line = one.level;
        line.resize(6, ' ');
        line += one.area;
        line.resize(20, ' ');
        say(line + ' ' + one.words);
        if (!one.remedy.empty()) say(std::string(21, ' ') + "-> " + one.remedy);
    }
    say(diagnosis.healthy ? "Nothing is wrong." : "Something is wrong; see above what to do.");
}

}  // namespace

void add_doctor(CLI::App& app, Exit& outcome) {
    auto const given = std::make_shared<Given>();
    auto* const command = app.add_subcommand("doctor", "Look for what is wrong, and say what to do");
    add_place(*command, *given);
    command->add_option("--key-file", given->key_file, "The key file, where it is not DATA/server.key");
    command
        ->add_option("--sign-in-providers", given->providers,
                     "The file of outside sign-in providers, as serve has it")
        ->envname("ENTREPOT_SIGN_IN_PROVIDERS");
    command->add_flag("--json", given->as_json, "For programs");
    command->add_flag("--quick", given->shortly, "Without reading every page and every event");
    command->footer(
        "The server may run meanwhile. Looks at configuration, limits, disk, pages, schema, key file, "
        "clock,\n"
        "outside sign-in providers and what must hold between rows. Ends with 1 where something is wrong; "
        "notes do not count.");
    command->callback([given, &outcome] {
        Bars bars;
        auto const diagnosis = diagnose(*given, given->shortly, bars, given->providers);
        if (given->as_json) say(json::write(diagnosis));
        else print(diagnosis);
        outcome = diagnosis.healthy ? Exit::done : Exit::failed;
    });
}

}  // namespace entrepot::app
