// Searching customers: the same as a plain look at every row would find, and no statement without an index.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "access/account.hpp"
#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "customers/customer_store.hpp"
#include "overview/customer_list.hpp"
#include "support/house.hpp"
#include "support/plan.hpp"

namespace entrepot::customers {

namespace {

auto const everyone = Scope::everyone("a test makes its customers");

struct Town {
    support::TemporaryFolder folder;
    std::unique_ptr<support::TemporaryDatabase> served;
    std::unique_ptr<db::Database> database;
    Id<Tenant> partner = tenant(), other = tenant(), ponant = tenant(), vilaine = tenant();
    std::vector<Customer> all;
    std::mt19937 random{7};
    int made = 0;

    explicit Town(support::Engine engine = support::Engine::sqlite) {
        if (engine == support::Engine::postgres) served = std::make_unique<support::TemporaryDatabase>();
        database = db::open_database(
            {.file = (folder.path() / "town.db").string(), .url = served ? served->url() : ""});
    }
    ~Town() { database->stop(); }

    static Id<Tenant> tenant() { return Id<Tenant>{new_uuid()}; }
    std::size_t any(std::size_t below) { return random() % below; }

    Customer make(std::string name) {
        Customer out;
        out.partner = any(5) ? partner : other;
        out.id = tenant();
        if (any(2)) out.reseller = any(3) ? ponant : vilaine;
        out.name = std::move(name);
        out.name_fold = fold(out.name);
        out.domain = fold_words(out.name).front() + '-' + std::to_string(++made) + ".onmicrosoft.com";
        out.country = any(4) ? "FR" : "BE";
        out.currency = Currency("EUR");
        if (any(2)) out.registration_number = "320 039 " + std::to_string(100 + any(900));
        if (!any(4)) out.vat_number = "FR 12 " + std::to_string(100000 + any(900000));
        out.agreement = any(4) ? AgreementState::accepted : AgreementState::invited;
        out.billing.email = "a@b.fr";
        return out;
    }

    void add(std::vector<Customer> const& some) {
        database->write([&](db::Tx& tx) {
            for (auto const& one : some) {
                for (auto const& id : {one.partner, one.reseller.value_or(one.partner), one.id}) {
                    access::TenantRecord record;
                    record.id = id;
                    record.domain = id == one.id ? one.domain : id.text();
                    record.currency = one.currency;
                    tx.try_insert(everyone, record);
                }
                insert(tx, everyone, one);
            }
        });
        all.insert(all.end(), some.begin(), some.end());
    }

    void add_many(int count) {
        static char const* const words[] = {"Boulangerie", "Brasserie", "École",  "Martin", "Kerbrat",
                                            "Frères",      "Bouvier",   "Océane", "du",     "Port"};
        static char const* const forms[] = {"SARL", "SAS", "Inc", "sarl & fils"};
        std::vector<Customer> some;
        for (int i = 0; i < count; ++i)
            some.push_back(make(std::string(words[any(10)]) + ' ' + words[any(10)] + ' ' + forms[any(4)]));
        add(some);
    }

    // A plain look at every row.
    std::set<CustomerId> expected(Scope const& scope, Wanted const& wanted) const {
        std::set<CustomerId> out;
        for (auto const& one : all) {
            bool const mine = scope.kind() == Scope::Kind::partner
                                  ? one.partner == scope.tenant()
                                  : one.reseller && *one.reseller == scope.tenant();
            if (mine && fits(one, wanted)) out.insert(one.id);
        }
        return out;
    }
    static bool fits(Customer const& one, Wanted const& wanted) {
        if (wanted.reseller && one.reseller != wanted.reseller) return false;
        if (wanted.partner && one.partner != *wanted.partner) return false;
        if (wanted.direct_only && one.reseller) return false;
        if (wanted.agreement && one.agreement != *wanted.agreement) return false;
        if (!wanted.country.empty() && one.country != wanted.country) return false;
        if (wanted.domain && !wanted.domain->holds(one.domain)) return false;
        if (!wanted.name.holds(one.name_fold)) return false;
        if (wanted.text.empty()) return true;
        auto const own = fold_words(one.name);
        auto const typed = fold_words(wanted.text);
        bool const by_name =
            !typed.empty() && std::all_of(typed.begin(), typed.end(), [&](std::string const& word) {
                return std::any_of(own.begin(), own.end(), [&](auto& o) { return o.starts_with(word); });
            });
        auto const number = squeezed(wanted.text);
        auto const begins = [&](std::optional<std::string> const& text) {
            return text && number.size() >= 3 && number.find_first_of("0123456789") != std::string::npos &&
                   squeezed(*text).starts_with(number);
        };
        return by_name || one.domain.starts_with(lower_ascii(wanted.text)) ||
               begins(one.registration_number) || begins(one.vat_number) ||
               (wanted.text.size() >= 8 && one.id.text().starts_with(wanted.text));
    }

    std::vector<CustomerId> pages(Scope const& scope, Wanted const& wanted, int size) {
        std::vector<CustomerId> out;
        std::optional<Place> from;
        database->read([&](db::Tx& tx) {
            for (int page = 0; page == 0 || from; ++page) {
                REQUIRE(page < 5000);
                auto hits = search(tx, scope, wanted, from, false, size);
                CHECK(hits.rows.size() <= static_cast<std::size_t>(size));
                check_way_back(tx, scope, wanted, hits);
                for (auto const& hit : hits.rows) out.push_back(hit.id);
                from = hits.rest;
            }
        });
        return out;
    }
    // From its last row back: the rest of the page in reverse.
    static void check_way_back(db::Tx& tx, Scope const& scope, Wanted const& wanted, Hits const& page) {
        if (page.rows.size() < 2) return;
        auto const size = static_cast<int>(page.rows.size()) - 1;
        auto const back = search(tx, scope, wanted, page.rows.back().place, true, size);
        REQUIRE(back.rows.size() == static_cast<std::size_t>(size));
        for (std::size_t i = 0; i < back.rows.size(); ++i)
            CHECK(back.rows[i].id == page.rows[back.rows.size() - 1 - i].id);
    }
};

Wanted typed(std::string text) {
    Wanted out;
    out.text = std::move(text);
    return out;
}

// Notes the statements that would run; finds nothing.
struct Listener : db::Tx {
    std::set<std::string> heard;
    std::map<std::string, std::size_t> heard_postgres;  // with how many parameters
    struct None : db::Rows {
        bool next() override { return false; }
        bool is_null(int) const override { return true; }
        std::int64_t integer(int) const override { return 0; }
        double real(int) const override { return 0; }
        std::string_view chars(int) const override { return {}; }
    };
    void script(std::string const&) override {}
    std::unique_ptr<db::Rows> query(db::StatementKey const& key, std::span<db::Param const> params) override {
        bool const bound = key.scope != Scope::Kind::everyone && db::binds_scope(key.text);
        heard.insert(db::expand(key, params.size() - bound, db::Dialect::sqlite));
        heard_postgres[db::expand(key, params.size() - bound, db::Dialect::postgres)] = params.size();
        return std::make_unique<None>();
    }
    std::int64_t execute(db::StatementKey const&, std::span<db::Param const>) override { return 0; }
    std::int64_t changed(std::int64_t) override { return 0; }
};

void check_pages(support::Engine engine) {
    Town town(engine);
    town.add_many(400);
    int const size = engine == support::Engine::sqlite ? 7 : 40;
    auto const numbered = town.all[17];
    std::vector<std::string> const texts = {"",
                                            "b",
                                            "bou",
                                            "sarl",
                                            "fils sarl",
                                            "sarl martin",
                                            "MARTIN sarl kerb",
                                            "ecole",
                                            "École",
                                            "o",
                                            "zzz",
                                            "& &",
                                            "320",
                                            "320 039 1",
                                            "fr12",
                                            "boulangerie-",
                                            "brasserie-1",
                                            "martin martin",
                                            numbered.domain,
                                            numbered.id.text(),
                                            numbered.id.text().substr(0, 13)};
    for (auto const& scope :
         {Scope::partner(town.partner), Scope::partner(town.other), Scope::reseller(town.ponant)})
        for (auto const& text : texts)
            for (int filter = 0; filter < 7; ++filter) {
                auto wanted = typed(text);
                if (filter == 1) wanted.reseller = town.ponant;
                if (filter == 2) wanted.agreement = AgreementState::invited;
                if (filter == 3) wanted.agreement = AgreementState::accepted;
                if (filter == 4) wanted.country = "BE";
                if (filter == 5) wanted.direct_only = true;
                if (filter == 6) wanted.country = "BE", wanted.agreement = AgreementState::invited;
                auto const found = town.pages(scope, wanted, size);
                std::set<CustomerId> const once(found.begin(), found.end());
                CAPTURE(text);
                CAPTURE(filter);
                CHECK(once.size() == found.size());
                CHECK((text == "& &" ? found.empty() : once == town.expected(scope, wanted)));
            }
}

void check_filters(support::Engine engine) {
    Town town(engine);
    town.add_many(200);
    for (auto const& scope : {Scope::partner(town.partner), Scope::reseller(town.ponant)})
        for (int filter = 0; filter < 4; ++filter) {
            Wanted wanted;
            if (filter != 2) wanted.domain.emplace().starts_with("b");
            if (filter == 1) wanted.name.starts_with("brasserie");
            if (filter == 2) wanted.partner = town.partner;
            if (filter == 3) wanted.reseller = town.ponant;
            auto const found = town.pages(scope, wanted, 9);
            CAPTURE(filter);
            CHECK(std::set(found.begin(), found.end()) == town.expected(scope, wanted));
        }
}

}  // namespace

TEST_CASE("search: pages hold what a plain look at every row finds, each once") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        check_pages(engine);
    }
}

TEST_CASE("search: filters of the list by domain, name, provider and reseller") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        check_filters(engine);
    }
}

TEST_CASE("search: a page that costs too much ends early, and the next goes on") {
    Town town;
    std::vector<Customer> some;
    for (int i = 0; i < 1000; ++i) {
        auto one = town.make("Aaa " + std::to_string(i));
        one.partner = town.partner;
        one.agreement = AgreementState::invited;
        some.push_back(one);
    }
    some.push_back(town.make("Zzz"));
    some.back().partner = town.partner;
    some.back().agreement = AgreementState::accepted;
    town.add(some);
    Wanted wanted;
    wanted.agreement = AgreementState::accepted;
    town.database->read([&](db::Tx& tx) {
        auto const first = search(tx, Scope::partner(town.partner), wanted, std::nullopt, false, 50);
        CHECK(first.rows.empty());
        auto found = first;
        int pages = 1;
        for (; found.rows.empty() && found.rest; ++pages)
            found = search(tx, Scope::partner(town.partner), wanted, found.rest, false, 50);
        REQUIRE(found.rows.size() == 1);
        CHECK(found.rows.front().id == some.back().id);
        CHECK(pages < 6);
    });
}

TEST_CASE("search: a common word waits for the rare one") {
    Town town;
    std::vector<Customer> some;
    for (int i = 0; i < 300; ++i) some.push_back(town.make("Aaa " + std::to_string(i) + " Sarl"));
    for (int i = 0; i < 100; ++i) some.push_back(town.make("Zzz " + std::to_string(i) + " Rare"));
    some.push_back(town.make("Zzz Rare Sarl"));
    for (auto& one : some) one.partner = town.partner;
    town.add(some);
    town.database->read([&](db::Tx& tx) {
        auto const hits = search(tx, Scope::partner(town.partner), typed("sarl rare"), {}, false, 50);
        REQUIRE(hits.rows.size() == 1);
        CHECK(hits.rows.front().place.road == "w1:0");
    });
}

TEST_CASE("search: customers of before migration 7 are found as those of after") {
    Town town;
    town.add_many(60);
    std::vector<std::string> kept;
    auto const read = [&](db::Tx& tx) {
        kept = tx.list<std::string>(
            everyone, "SELECT word FROM customer_words WHERE {scope} ORDER BY customer_id, word");
    };
    town.database->read(read);
    auto const before = kept;
    auto const file = std::string(embedded("migrations/0007_search.sql"));
    town.database->write([&](db::Tx& tx) {
        tx.exec(everyone, "DELETE FROM customer_words WHERE word >= '#' AND word < '0' AND {scope}");
        tx.exec(everyone, "DELETE FROM customer_words WHERE word >= '@' AND word < 'A' AND {scope}");
        tx.script(file.substr(0, file.find("DROP INDEX")));
    });
    town.database->read(read);
    CHECK(kept == before);
    CHECK(before.size() > 200);
}

namespace {

void walk_everywhere(Listener& tx) {
    Place const at{"", "a", "a", CustomerId{new_uuid()}};
    for (auto const& scope : {Scope::partner(new_uuid()), Scope::reseller(new_uuid())})
        for (bool const backwards : {false, true}) {
            using Along = Road::Along;
            for (auto const along :
                 {Along::terms, Along::names, Along::agreement, Along::country, Along::ids}) {
                // A reseller's country is looked at row by row: the search never takes that road.
                if (along == Along::country && scope.kind() == Scope::Kind::reseller) continue;
                Road road;
                road.along = along;
                walk(tx, scope, road, at, backwards, 10);
                count(tx, scope, road, 10);
            }
            overview::list(tx, scope, {{}, at, backwards, 50});
            list(tx, scope, {});
        }
}

}  // namespace

TEST_CASE("search: no statement without an index, none that sorts") {
    Town town;
    Listener tx;
    walk_everywhere(tx);
    CHECK(tx.heard.size() > 18);
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open((town.folder.path() / "town.db").c_str(), &handle) == SQLITE_OK);
    for (auto const& sql : tx.heard) {
        auto const plan = support::plan_of(handle, sql);
        INFO(sql << "\n" << plan);
        CHECK(plan.find("SCAN c") == std::string::npos);
        CHECK(plan.find("TEMP B-TREE") == std::string::npos);
    }
    sqlite3_close(handle);
}

// What PostgreSQL does without an index only when nothing else is left, it is told not to do.
TEST_CASE("search: on PostgreSQL too") {
    if (!support::has_postgres()) return;
    support::House house(support::Engine::postgres);
    Listener tx;
    walk_everywhere(tx);
    CHECK(tx.heard_postgres.size() > 18);
    for (auto const& [sql, params] : tx.heard_postgres) {
        std::string nulls;
        for (std::size_t i = 0; i < params; ++i) nulls += nulls.empty() ? "(NULL" : ", NULL";
        auto const plan = support::ask_postgres(
            house.address(),
            "SET enable_seqscan = off; SET enable_sort = off; SET enable_incremental_sort = off; "
            "SET plan_cache_mode = force_generic_plan; PREPARE asked AS " +
                sql + "; EXPLAIN (FORMAT json) EXECUTE asked" + nulls + ')');
        INFO(sql << "\n" << plan);
        CHECK(plan.find("Seq Scan") == std::string::npos);
        CHECK(plan.find("Sort") == std::string::npos);
    }
}

}  // namespace entrepot::customers
