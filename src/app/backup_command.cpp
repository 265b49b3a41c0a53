// entrepot backup, entrepot restore: one file that holds a deployment, there and back.
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <memory>

#include "app/commands.hpp"
#include "app/key_check.hpp"
#include "app/place.hpp"
#include "db/backup.hpp"

namespace entrepot::app {

namespace {

struct Given : Place {
    std::string backup;
    bool replace = false, only_check = false;
};

std::string contents(db::BackupFacts const& facts) {
    return grouped(facts.rows) + " rows of " + std::to_string(facts.tables) + " tables, " +
           size_words(facts.bytes) + ", schema " + std::to_string(facts.schema) + ", of " + facts.made_at;
}

void back_up(Given const& given) {
    umask(077);
    Bars bars;
    auto const facts = db::write_backup(given.options(), given.backup, given.replace, bars);
    say(given.backup + ": " + contents(facts) + "; checked");
    say("The key file is not in it: keep a copy of " + given.key() + " somewhere else.");
}

void check(Given const& given) {
    Bars bars;
    auto const facts = db::check_backup(given.backup, bars);
    say(given.backup + ": " + contents(facts) + "; it is as it was made");
}

void restore(Given const& given) {
    umask(077);
    if (given.database.empty() && mkdir(given.data.c_str(), 0700) != 0 && errno != EEXIST)
        throw std::runtime_error("the data folder " + given.data +
                                 " cannot be made: " + std::strerror(errno));
    Bars bars;
    auto const facts = db::restore_backup(given.backup, given.options(), given.replace, bars);
    say("restored " + contents(facts));
    if (!facts.before.empty())
        say("The database before is kept as " + facts.before + "; remove it when you no longer want it.");
    auto const trouble = key_trouble(given.options(), given.key());
    say(trouble.empty()
            ? "The key file " + given.key() + " fits. Next: entrepot doctor, then start the server."
            : "Before you start the server: " + trouble);
}

}  // namespace

void add_backup(CLI::App& app, Exit& outcome) {
    auto const given = std::make_shared<Given>();
    auto* const command = app.add_subcommand("backup", "Write everything but the key file into one file");
    command->add_option("file", given->backup, "The backup; there whole or not at all")->required();
    command->add_flag("--replace", given->replace,
                      "Also where the file is there already and is a backup, or empty");
    add_place(*command, *given);
    command->footer(
        "The server may run meanwhile. On SQLite the pages of one moment are copied, on PostgreSQL the rows\n"
        "of one moment; either backup restores into either database.");
    command->callback([given, &outcome] {
        back_up(*given);
        outcome = Exit::done;
    });
}

void add_restore(CLI::App& app, Exit& outcome) {
    auto const given = std::make_shared<Given>();
    auto* const command = app.add_subcommand("restore", "Put a backup in the place of a database");
    command->add_option("file", given->backup, "A file that entrepot backup made")->required();
    command->add_flag("--replace", given->replace, "Also where there is data already");
    command->add_flag("--check", given->only_check, "Only look whether the backup is whole");
    command->add_option("--key-file", given->key_file, "The key file, where it is not DATA/server.key");
    add_place(*command, *given);
    command->footer(
        "Stop the servers first. The backup is checked before anything is replaced, and replaces all at "
        "once.\n"
        "Of SQLite the database before stays as DATA/entrepot.db.replaced, or .replaced-2 and so on; of\n"
        "PostgreSQL nothing is kept: make a backup first. People sign in again where their session is not "
        "in\n"
        "the backup; readers of events go on after the last one that they saw.");
    command->callback([given, &outcome] {
        if (given->only_check) check(*given);
        else restore(*given);
        outcome = Exit::done;
    });
}

}  // namespace entrepot::app
