// What doctor finds and what it says to do: limits, clock, configuration, schema, rows.
#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <boost/json.hpp>
#include <map>

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

struct Finding {
    std::string level, words;
};

// By area; of several the worst. Ends with 1 where something is wrong.
std::map<std::string, Finding> look(std::string const& data) {
    auto const said = support::run({"doctor", "--json", "--data", data});
    auto const seen = boost::json::parse(said.text.substr(said.text.find('{')));
    std::map<std::string, Finding> out;
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

bool says(Finding const& finding, std::string_view part) {
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
}

}  // namespace entrepot::app
