// entrepot migrate: the schema of today, or a whole deployment from SQLite to PostgreSQL.
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands.hpp"
#include "app/place.hpp"
#include "db/backup.hpp"
#include "db/files.hpp"
#include "db/migrations.hpp"

namespace entrepot::app {

namespace {

struct Given : Place {
    std::string from, to;
};

std::vector<std::string> bring_up_to_date(Given const& given) {
    std::unique_ptr<db::Database> database;
    if (given.database.empty()) {
        if (::access(given.file().c_str(), F_OK) != 0)
            throw std::runtime_error("there is no database " + given.file() +
                                     "; name its folder with --data");
        database = db::open_sqlite(given.options());
    } else {
        database = db::open_postgres(given.options());
    }
    auto const alone = database->alone();
    auto const applied = db::apply_migrations(*database);
    database->keep_epoch();
    database->stop();
    return applied;
}

void migrate(Given const& given) {
    umask(077);
    std::vector<std::string> applied;
    if (given.database.empty()) db::with_room(given.file(), [&] { applied = bring_up_to_date(given); });
    else applied = bring_up_to_date(given);
    for (auto const& name : applied) say("applied " + name);
    if (applied.empty()) say("nothing to do: the schema is of this version");
}

void move(Given const& given) {
    Bars bars;
    auto const moved = db::move_to_postgres(given.from, given.to, bars);
    say("moved " + grouped(moved.rows) + " rows of " + std::to_string(moved.tables) +
        " tables; counts and sums of each table agree");
    say("Next: entrepot serve --data FOLDER --database postgresql://…, with the same server.key in the "
        "folder. "
        "Keep " +
        given.from + " until you have looked.");
}

}  // namespace

void add_migrate(CLI::App& app, Exit& outcome) {
    auto const given = std::make_shared<Given>();
    auto* const command =
        app.add_subcommand("migrate", "Bring the schema up to date, or move from SQLite to PostgreSQL");
    add_place(*command, *given);
    auto* const from =
        command->add_option("--from-sqlite", given->from, "Move: from this file, DATA/entrepot.db");
    auto* const to = command->add_option("--to", given->to, "Move: into this empty database, postgresql://…");
    from->needs(to);
    to->needs(from);
    command->footer(
        "A server does this at its start too; here it is said what was done. A move is one transaction:\n"
        "where it fails or is killed, the target is as empty as before, and it may be run again.");
    command->callback([given, &outcome] {
        if (given->from.empty()) migrate(*given);
        else move(*given);
        outcome = Exit::done;
    });
}

}  // namespace entrepot::app
