// Documents that are made from the program are current: the OpenAPI document and the schema.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <set>

#include "app/permissions_document.hpp"
#include "app/serve.hpp"
#include "base/embedded.hpp"
#include "house/source.hpp"
#include "support/house.hpp"

namespace entrepot::house {

namespace {

namespace bj = boost::json;

void find_references(bj::value const& value, std::vector<std::string>& out) {
    if (value.is_array())
        for (auto const& one : value.get_array()) find_references(one, out);
    if (!value.is_object()) return;
    for (auto const& [key, one] : value.get_object()) {
        if (key == "$ref" && one.is_string()) out.emplace_back(one.get_string());
        else find_references(one, out);
    }
}

// What the migrations make of an empty database, as SQLite has it, in the order of names.
std::string schema_of_migrations() {
    support::TemporaryFolder folder;
    auto const file = (folder.path() / "empty.db").string();
    db::open_database({.file = file})->stop();
    std::string out =
        "-- What migrations/NNNN_*.sql make of an empty SQLite database. `make schema` writes it; a test "
        "compares.\n";
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    sqlite3_exec(
        handle,
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, "
        "type DESC, name",
        [](void* to, int, char** columns, char**) {
            *static_cast<std::string*>(to) += '\n' + std::string(columns[0]) + ";\n";
            return 0;
        },
        &out, nullptr);
    sqlite3_close(handle);
    return out;
}

}  // namespace

TEST_CASE("documents: docs/openapi.json is current") {
    CHECK_MESSAGE((read_file("docs/openapi.json") == app::openapi()),
                  "run `make openapi` and commit what changed");
}

TEST_CASE("documents: docs/permissions.md is current") {
    CHECK_MESSAGE((read_file("docs/permissions.md") == app::permissions_document()),
                  "run `make permissions` and commit what changed");
}

TEST_CASE("documents: every reference of the OpenAPI document leads somewhere") {
    auto const document = bj::parse(app::openapi());
    std::vector<std::string> references;
    find_references(document, references);
    CHECK(references.size() > 20);
    for (auto const& reference : references) {
        REQUIRE(reference.starts_with("#"));
        boost::system::error_code error;
        CHECK_MESSAGE(document.find_pointer(reference.substr(1), error) != nullptr, reference);
    }
}

TEST_CASE("documents: migrations/schema.sql is the sum of the migrations") {
    auto const current = schema_of_migrations();
    if (std::getenv("ENTREPOT_WRITE_SCHEMA"))
        std::ofstream(support::source_path("migrations/schema.sql")) << current;
    CHECK_MESSAGE((read_file("migrations/schema.sql") == current),
                  "run `make schema` and commit what changed");
}

TEST_CASE("documents: from every version the migrations lead to the same schema") {
    auto const whole = schema_of_migrations();
    std::vector<Embedded> migrations;
    for (auto const& file : embedded_files())
        if (file.path.starts_with("migrations/")) migrations.push_back(file);
    REQUIRE(migrations.size() > 1);
    std::set<std::string> numbers;
    for (auto const& file : migrations) CHECK(numbers.insert(std::string(file.path.substr(11, 4))).second);
    CHECK(whole.find("CREATE TABLE customers") != std::string::npos);
}

}  // namespace entrepot::house
