// What an import refuses by number or by moment, and what keeps a customer when it is undone, on every engine.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <boost/json.hpp>

#include "access/account_store.hpp"
#include "access/user_store.hpp"
#include "customers/customer_store.hpp"
#include "db/sqlite.hpp"
#include "imports/import_store.hpp"
#include "imports/stage_flow.hpp"
#include "support/house.hpp"
#include "support/plan.hpp"

namespace entrepot::imports {

namespace {

auto const everybody = Scope::everyone("a test looks at the whole deployment");

struct Place {
    support::House house;
    Act act = Act::system(real_time(), real_time());

    explicit Place(support::Engine engine) : house(engine) {
        act.caller.tenant = house.tenant("provider").id;
        act.caller.kind = TenantKind::indirect_provider;
    }
    Import import_at(Stage stage) const {
        Import out;
        out.id = Id<Import>{new_uuid()};
        out.tenant = act.caller.tenant;
        out.request = new_uuid();
        out.name = "clients.csv";
        out.stage = stage;
        out.headings = {"Company name"};
        out.plan.columns = {"company.name"};
        out.created = out.changed = act.real_now;
        return out;
    }
    void insert(Import const& import) {
        house.database().write([&](db::Tx& tx) { REQUIRE(insert_import(tx, act.scope(), import)); });
    }
    api::Answer ask(api::Method method, std::string const& target, std::string body = "",
                    std::vector<std::pair<std::string, std::string>> headers = {}) {
        auto asked = support::request(method, target, std::move(body));
        asked.headers = house.caller("sales@provider");
        for (auto& header : headers) asked.headers.push_back(std::move(header));
        return house.ask(asked);
    }
    api::Answer upload(std::string body, std::string const& request = "") {
        std::vector<std::pair<std::string, std::string>> headers = {{"Content-Type", "text/csv"}};
        if (!request.empty()) headers.emplace_back("MS-RequestId", request);
        return ask(api::Method::post, "/ext/v1/imports?name=x.csv", std::move(body), headers);
    }
    std::string target(Id<Import> import) const { return "/ext/v1/imports/" + import.text(); }
    // Uploaded, checked, made: whatever its headings say, its agreement is to be accepted by each.
    Id<Import> run(std::string const& text) {
        auto const stored = boost::json::parse(upload(text).body);
        Id<Import> const id{*Uuid::parse(std::string(stored.at("id").as_string()))};
        auto plan = stored.at("plan").as_object();
        plan["agreement"] = "invited";
        CHECK(ask(api::Method::put, target(id) + "/plan", boost::json::serialize(plan)).status == 200);
        house.run_jobs();
        CHECK(ask(api::Method::post, target(id) + "/run").status == 200);
        house.run_jobs();
        return id;
    }
    ImportRow row(db::Tx& tx, Id<Import> import, std::int64_t number) const {
        return get_row(tx, act.scope(), import, number);
    }
    std::int64_t count(db::Sql sql) {
        std::int64_t out = 0;
        house.database().read([&](db::Tx& tx) { out = tx.find<std::int64_t>(everybody, sql).value_or(0); });
        return out;
    }
};

bool says(api::Answer const& answer, int status, std::string const& code) {
    return answer.status == status && answer.body.find('"' + code + '"') != std::string::npos;
}

std::string rows_of(std::int64_t count) {
    std::string out = "Company name\n";
    for (std::int64_t i = 0; i < count; ++i) out += "x\n";
    return out;
}

}  // namespace

TEST_CASE("imports: two hundred at most of one organisation; deleted ones do not count") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        Place place(engine);
        place.insert(place.import_at(Stage::deleting));
        for (int i = 1; i < imports_of_a_tenant; ++i) place.insert(place.import_at(Stage::done));
        CHECK(place.upload(rows_of(1)).status == 201);
        CHECK(says(place.upload(rows_of(1)), 409, "too_many_imports"));
        CHECK(place.count("SELECT COUNT(*) FROM import_rows WHERE {tenant}") == 1);
    }
}

TEST_CASE("imports: a file of more rows than the bound is refused, and nothing of it stays") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        Place place(engine);
        auto const stage_of = [&](std::int64_t rows) {
            auto const text = rows_of(rows);
            TextSource const source(text);
            return stage(place.house.database(), place.act, {"x.csv", source, {}, 600});
        };
        CHECK(stage_of(600).rows == 600);
        CHECK_THROWS_AS(stage_of(601), Problem);
        place.house.run_jobs();
        CHECK(place.count("SELECT COUNT(*) FROM import_rows WHERE {tenant}") == 600);
        CHECK(place.count("SELECT COUNT(*) FROM imports WHERE {tenant}") == 1);
    }
    Place place(support::Engine::sqlite);
    CHECK(place.upload(rows_of(most_rows)).status == 201);
    auto const refused = place.upload(rows_of(most_rows + 1));
    CHECK(says(refused, 400, "import_too_many_rows"));
    CHECK(refused.body.find("50,000") != std::string::npos);
    CHECK(most_rows == 50'000);  // as the sentence says
}

TEST_CASE("imports: while a file is being read its import waits") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        Place place(engine);
        auto const import = place.import_at(Stage::reading);
        place.insert(import);
        auto const target = place.target(import.id);
        CHECK(says(place.upload(rows_of(1), import.request.text()), 409, "import_being_read"));
        CHECK(says(place.ask(api::Method::put, target + "/plan", R"({"columns":["company.name"]})"), 409,
                   "import_being_read"));
        CHECK(says(place.ask(api::Method::del, target), 409, "import_being_read"));
        CHECK(says(place.ask(api::Method::post, target + "/run"), 409, "import_not_checked"));
        // Whoever read it is gone: the chore takes it away.
        place.house.database().write([&](db::Tx& tx) {
            end_stale_uploads(tx, import.created + longest_reading - seconds{1});
            CHECK(get_import(tx, place.act.scope(), import.id).stage == Stage::reading);
            end_stale_uploads(tx, import.created + longest_reading);
        });
        CHECK(place.ask(api::Method::get, target).status == 404);
    }
}

TEST_CASE("imports: undone, a customer of another partner stays, and one where somebody is at home") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        Place place(engine);
        std::string text = "Company name,Country,Domain,Address,City,Zip,First name,Last name,Email\n";
        for (std::string const name : {"aune", "bouleau", "charme", "orme"})
            text += name + ",FR," + name + "-bleu,1 rue,Die,26150,A,B,a@" + name + ".fr\n";
        auto const import = place.run(text);
        place.house.database().write([&](db::Tx& tx) {
            auto other = *customers::find(tx, place.act.scope(), place.row(tx, import, 2).customer.value());
            other.partner = place.house.tenant("directfr").id;
            customers::insert(tx, Scope::partner(other.partner), other);
            auto second = access::list_users(tx, *place.row(tx, import, 3).customer, "", 1).front();
            second.id = Id<User>{new_uuid()};
            second.user_name = "b@bouleau-bleu.onmicrosoft.com";
            access::insert_user(tx, second);
            auto const first = access::list_users(tx, *place.row(tx, import, 4).customer, "", 1).front();
            access::SessionRecord session;
            session.key = "of a test";
            session.id = Id<access::Session>{new_uuid()};
            session.tenant = first.tenant;
            session.user = first.id;
            access::insert_session(tx, session);
        });
        CHECK(place.ask(api::Method::post, place.target(import) + "/undo").status == 200);
        place.house.run_jobs();
        place.house.database().read([&](db::Tx& tx) {
            std::vector<std::string> codes;
            for (std::int64_t number : {2, 3, 4}) {
                auto const row = place.row(tx, import, number);
                CHECK(row.state == RowState::created);
                REQUIRE(row.problems.size() == 1);
                codes.push_back(row.problems.front().code);
                CHECK(customers::find(tx, place.act.scope(), *row.customer));
            }
            CHECK(codes == std::vector<std::string>{"import_kept_partner", "import_kept_people",
                                                    "import_kept_people"});
            CHECK(place.row(tx, import, 5).state == RowState::undone);
        });
    }
}

TEST_CASE("imports: how many rows stand where is counted from an index, and no row is read") {
    Place place(support::Engine::sqlite);
    auto const import = place.import_at(Stage::ready);
    place.insert(import);
    std::string plan;
    place.house.database().read([&](db::Tx& tx) {
        count_rows(tx, place.act.scope(), import.id);
        auto* const handle = dynamic_cast<db::SqliteConnection&>(tx).handle();
        for (auto* one = sqlite3_next_stmt(handle, nullptr); one; one = sqlite3_next_stmt(handle, one))
            if (std::string_view(sqlite3_sql(one)).find("FROM imports i JOIN import_rows") !=
                std::string::npos)
                plan = support::plan_of(handle, sqlite3_sql(one));
    });
    CHECK_MESSAGE(plan.find("COVERING INDEX import_rows_by_state") != std::string::npos, plan);
}

}  // namespace entrepot::imports
