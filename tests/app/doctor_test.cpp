// What doctor finds and what it says to do: limits, clock, configuration, schema, rows.
#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <boost/json.hpp>
#include <fstream>
#include <map>

#include "app/doctor.hpp"
#include "support/command.hpp"
#include "support/house.hpp"

namespace entrepot::app {

namespace {

namespace fs = std::filesystem;

// The folder of a house that has stopped.
struct Left {
    support::TemporaryFolder folder;
    std::string data = (folder.path() / "data").string();

    Left() {
        support::House const house;
        fs::copy(fs::path(house.file()).parent_path(), data, fs::copy_options::recursive);
        fs::permissions(data, fs::perms::owner_all);
    }
    void change(std::string const& text) const {
        sqlite3* handle = nullptr;
        REQUIRE(sqlite3_open((data + "/entrepot.db").c_str(), &handle) == SQLITE_OK);
        CHECK_MESSAGE(sqlite3_exec(handle, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK,
                      sqlite3_errmsg(handle));
        sqlite3_close(handle);
    }
};

struct Found {
    std::string level, words;
};

// By area; of several the worst. Ends with 1 where something is wrong.
std::map<std::string, Found> look(std::string const& data, std::string const& database = "", uid_t user = 0) {
    std::vector<std::string> arguments{"doctor", "--json", "--data", data};
    if (!database.empty()) arguments.insert(arguments.end(), {"--database", database});
    auto const said = support::run(arguments, user);
    auto const seen = boost::json::parse(said.text.substr(said.text.find('{')));
    std::map<std::string, Found> out;
    bool is_wrong = false;
    for (auto const& one : seen.at("findings").as_array()) {
        auto const text = [&](char const* name) {
            auto const* const value = one.as_object().if_contains(name);
            return value ? std::string(value->as_string()) : "";
        };
        is_wrong = is_wrong || text("level") == "wrong";
        auto& kept = out[text("area")];
        if (kept.level.empty() || kept.level == "ok" || text("level") == "wrong")
            kept = {text("level"), text("words") + " -> " + text("remedy")};
    }
    CHECK(said.code == (is_wrong ? 1 : 0));
    return out;
}

constexpr uid_t nobody = 65534;

bool says(Found const& finding, std::string_view part) {
    return finding.words.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("doctor: looks at schema, rows, clock, disk, limits and configuration") {
    Left const left;
    auto const found = look(left.data);
    for (auto const* area :
         {"program", "configuration", "limits", "disk", "pages", "schema", "key", "clock", "rows"})
        CHECK_MESSAGE(found.count(area) == 1, area);
    for (auto const& [area, one] : found) CHECK_MESSAGE(one.level != "wrong", area, ": ", one.words);
    CHECK(says(found.at("limits"), "open"));
    CHECK(says(found.at("disk"), "free of"));
    CHECK(says(look(left.data + "/none").at("configuration"), "is not there"));
    fs::permissions(left.data, fs::perms::owner_all | fs::perms::others_read);
    CHECK(says(look(left.data).at("configuration"), "chmod 700"));
}

TEST_CASE("doctor: what is wrong is said with what to do") {
    {
        Left const left;
        left.change(
            "UPDATE events SET real_at = real_at + 86400000000 WHERE number = (SELECT MAX(number) FROM "
            "events)");
        CHECK(look(left.data).at("clock").level == "wrong");
        CHECK(says(look(left.data).at("clock"), "set it right"));
    }
    {
        Left const left;
        left.change("DELETE FROM domains WHERE domain = (SELECT MIN(domain) FROM customers)");
        auto const rows = look(left.data).at("rows");
        CHECK(rows.level == "wrong");
        CHECK(says(rows, "a customer whose domain it does not hold: 1"));
        left.change(
            "DELETE FROM schema_migrations WHERE version = (SELECT MAX(version) FROM schema_migrations)");
        auto const schema = look(left.data).at("schema");
        CHECK(schema.level == "wrong");
        CHECK(says(schema, "entrepot migrate"));
    }
    Left const left;
    rlimit before{}, low{};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    low = before;
    low.rlim_cur = 1 << 30;
    REQUIRE(setrlimit(RLIMIT_FSIZE, &low) == 0);
    auto const limits = look(left.data).at("limits");
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    CHECK(limits.level == "wrong");
    CHECK(says(limits, "LimitFSIZE=infinity"));
    // As a shell of few open files has it.
    auto const out = (left.folder.path() / "said").string();
    std::system(
        ("ulimit -n 1024; " + support::program() + " doctor --data " + left.data + " > " + out).c_str());
    std::ifstream said(out);
    std::string const text(std::istreambuf_iterator<char>(said), {});
    CHECK(text.find("a process may open 1024 files: a server takes 624 connections") != std::string::npos);
    CHECK(text.find("LimitNOFILE=65536") != std::string::npos);
}

TEST_CASE("doctor: a file that is no database is to be restored, one that cannot be opened to be let in") {
    Left const left;
    std::fstream(left.data + "/entrepot.db", std::ios::in | std::ios::out | std::ios::binary)
        << "XXXXXXXXXXXXXXXX";
    auto const broken = look(left.data);
    CHECK(says(broken.at("pages"), "entrepot restore"));
    CHECK(says(broken.at("database"), "entrepot restore"));
    for (auto const& [area, one] : broken) CHECK_MESSAGE(!says(one, "entrepot migrate"), area);

    // SQLite has to make a file beside it. As on a file system that is mounted for reading alone.
    Left const closed;
    closed.change("PRAGMA user_version");  // takes its log and what is shared about it away
    fs::permissions(closed.folder.path(), fs::perms::all);
    fs::permissions(closed.data + "/entrepot.db", fs::perms::owner_all | fs::perms::others_read);
    bool const is_root = geteuid() == 0;
    auto const others = fs::perms::others_read | fs::perms::others_exec;
    fs::permissions(closed.data, (is_root ? fs::perms::owner_all : fs::perms::owner_read) |
                                     fs::perms::owner_exec | others);
    auto const found = look(closed.data, "", is_root ? nobody : 0);
    fs::permissions(closed.data, fs::perms::owner_all);
    CHECK(says(found.at("configuration"), "cannot be written by user"));
    CHECK(says(found.at("database"), "may (chown, a mount for writing)"));
    for (auto const& [area, one] : found) CHECK_MESSAGE(!says(one, "entrepot migrate"), area);
}

TEST_CASE("doctor: a filling that was killed keeps servers from starting, and is to be gone on with") {
    Left const left;
    left.change(
        "INSERT INTO sandbox_fills (name, wanted, done, stage, changed_at) VALUES ('world', 5000, 1200, "
        "'indexes', 0)");
    auto const filling = look(left.data).at("filling");
    CHECK(filling.level == "wrong");
    CHECK(says(filling, "entrepot sandbox fill --customers 5000"));
    CHECK(support::run({"serve", "--data", left.data, "--listen", "127.0.0.1:0"}).code == 1);
}

TEST_CASE("doctor: a PostgreSQL database that will not do is told as the start tells it" *
          doctest::skip(!support::has_postgres())) {
    support::TemporaryFolder const folder;
    auto const data = folder.path().string(), admin = support::postgres_url();
    auto const both_say = [&](std::string const& url, std::string_view part) {
        auto const found = look(data, url).at("database");
        CHECK_MESSAGE(says(found, part), found.words);
        CHECK_FALSE(says(found, "See that PostgreSQL runs"));
        auto const start =
            support::run({"serve", "--data", data, "--database", url, "--listen", "127.0.0.1:0"});
        CHECK(start.code == 1);
        CHECK_MESSAGE(start.text.find(part) != std::string::npos, start.text);
    };
    support::ask_postgres(admin,
                          "CREATE DATABASE latin_doctor TEMPLATE template0 ENCODING LATIN1 LOCALE 'C'");
    both_say(admin.substr(0, admin.rfind('/')) + "/latin_doctor", "must be UTF8");
    both_say(admin.substr(0, admin.rfind('/')) + "/latin_doctor", "createdb -T template0 -E UTF8");
    support::ask_postgres(admin, "DROP DATABASE latin_doctor");

    // Made by one role, as where a superuser restored it, and served by another.
    support::House const house(support::Engine::postgres);
    auto const ask = [&](std::string const& text) { support::ask_postgres(house.address(), text); };
    ask("CREATE ROLE stranger_doctor LOGIN; GRANT ALL ON SCHEMA public TO stranger_doctor");
    auto url = house.address();
    url.replace(url.find("entrepot@"), 9, "stranger_doctor@");
    both_say(url, "the user stranger_doctor may not read and change tables of it that belong to entrepot: ");
    both_say(url, "ALTER TABLE … OWNER TO \"stranger_doctor\", or REASSIGN OWNED BY \"entrepot\"");
    ask("GRANT ALL ON ALL TABLES IN SCHEMA public TO stranger_doctor");
    ask("REVOKE DELETE ON carts FROM stranger_doctor");
    both_say(url, "belong to entrepot: carts");
    // Somebody else's table beside them is no matter of ours.
    ask("GRANT DELETE ON carts TO stranger_doctor; CREATE TABLE somebody_elses (a INT)");
    CHECK_NOTHROW(db::open_database({.file = "", .url = url})->stop());
    ask("DROP OWNED BY stranger_doctor; DROP ROLE stranger_doctor");
}

TEST_CASE("doctor: an open transaction that keeps readers of the event log waiting is named" *
          doctest::skip(!support::has_postgres())) {
    using namespace std::chrono_literals;
    support::House house(support::Engine::postgres);
    auto const admin = support::postgres_url();
    auto const log = [&](std::chrono::seconds patience) {
        Diagnosis out;
        look_at_open_transactions(house.database(), patience, out);
        CHECK(out.findings.size() == 1);
        return Finding(out.findings.front());
    };
    CHECK(log(5min).level == "ok");
    // In another database of the cluster.
    support::ask_postgres(admin, "BEGIN; SELECT pg_current_xact_id(); PREPARE TRANSACTION 'left over'");
    auto const prepared = log(5min);
    support::ask_postgres(admin, "ROLLBACK PREPARED 'left over'");
    CHECK(prepared.level == "note");
    CHECK(prepared.words.find("prepared transaction 'left over'") != std::string::npos);
    CHECK(prepared.words.find("database postgres") != std::string::npos);
    CHECK(prepared.remedy.find("ROLLBACK PREPARED") != std::string::npos);
    house.database().write([&](db::Tx& tx) {
        auto const everyone = Scope::everyone("a test");
        tx.exec(everyone, "UPDATE tenants SET name = name WHERE {tenant}");
        auto const process =
            tx.find<std::int64_t>(everyone, "SELECT CAST(pg_backend_pid() AS BIGINT) WHERE {shared}");
        auto const open = log(0s);
        CHECK(open.level == "note");
        CHECK(open.words.find("process " + std::to_string(process.value_or(0)) + ' ') != std::string::npos);
        CHECK(log(5min).level == "ok");
    });
    // What only reads keeps nobody waiting.
    house.database().read([&](db::Tx&) { CHECK(log(0s).level == "ok"); });
}

}  // namespace entrepot::app
