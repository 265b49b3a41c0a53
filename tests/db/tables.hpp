// Tables of their own for tests of the database, in a temporary folder.
#pragma once

#include "db/database.hpp"
#include "support/house.hpp"

namespace entrepot::db {

enum class Shade { light, deep };
constexpr auto wire_names(Shade) {
    return std::array{Wire{Shade::light, "light"}, Wire{Shade::deep, "deep"}};
}

struct Inner {
    std::string text;
    std::optional<int> number;
    bool operator==(Inner const&) const = default;
    static constexpr std::string_view schema_name = "TestInner";
    static constexpr auto fields() {
        return Fields{field("text", &Inner::text, ""), field("number", &Inner::number, "").hidden()};
    }
};

struct Row {
    Id<Tenant> partner;
    std::optional<Id<Tenant>> reseller, customer;
    Id<Row> id;
    std::string text;
    std::optional<std::string> note;
    std::int64_t big = 0;
    std::optional<int> small;
    bool on = false;
    double real = 0;
    Shade shade = Shade::light;
    Time at;
    Date day;
    Currency currency;
    Money price;
    Inner inner;
    std::vector<Inner> list;
    std::map<std::string, std::string> labels;
    RawJson raw;

    bool operator==(Row const&) const = default;
    static constexpr std::string_view schema_name = "TestRow";
    static constexpr std::string_view table = "test_rows";
    static constexpr auto fields() {
        return Fields{field("partnerId", &Row::partner, "").key(),
                      field("resellerId", &Row::reseller, ""),
                      field("customerId", &Row::customer, ""),
                      field("id", &Row::id, "").key(),
                      field("someText", &Row::text, ""),
                      field("note", &Row::note, ""),
                      field("big", &Row::big, ""),
                      field("small", &Row::small, ""),
                      field("isOn", &Row::on, "").column("on_"),
                      field("real", &Row::real, "").column("real_"),
                      field("shade", &Row::shade, ""),
                      field("at", &Row::at, ""),
                      field("day", &Row::day, ""),
                      field("currency", &Row::currency, ""),
                      field("price", &Row::price, ""),
                      field("inner", &Row::inner, "").column("inner_"),
                      field("list", &Row::list, ""),
                      field("labels", &Row::labels, ""),
                      field("raw", &Row::raw, "")};
    }
};

struct Tables {
    support::TemporaryFolder folder;
    std::unique_ptr<support::TemporaryDatabase> served;
    std::unique_ptr<Database> database;

    explicit Tables(support::Engine engine, int queue_limit = 4096) {
        if (engine == support::Engine::postgres) served = std::make_unique<support::TemporaryDatabase>();
        database = open_database({.file = (folder.path() / "test.db").string(),
                                  .url = served ? served->url() : "",
                                  .queue_limit = queue_limit});
        database->write([](Tx& tx) {
            tx.script(
                "CREATE TABLE test_rows (partner_id BYTEA NOT NULL, reseller_id BYTEA, customer_id BYTEA, id "
                "BYTEA NOT "
                "NULL, some_text TEXT NOT NULL, note TEXT, big BIGINT NOT NULL, small BIGINT, on_ BIGINT NOT "
                "NULL, "
                "real_ DOUBLE PRECISION NOT NULL, shade TEXT NOT NULL, at BIGINT NOT NULL, day BIGINT NOT "
                "NULL, "
                "currency TEXT NOT NULL, price TEXT NOT NULL, inner_ TEXT NOT NULL, list TEXT NOT NULL, "
                "labels TEXT NOT NULL, raw TEXT NOT NULL, PRIMARY KEY (partner_id, id));");
        });
    }
    ~Tables() { database->stop(); }

    void write(Work const& work) { database->write(work); }
    std::vector<Row> rows(Scope const& scope) {
        std::vector<Row> out;
        database->read([&](Tx& tx) {
            out = tx.list<Row>(scope, "SELECT {*} FROM test_rows WHERE {scope} ORDER BY some_text");
        });
        return out;
    }
    std::string texts(Scope const& scope) {
        std::string out;
        for (auto const& row : rows(scope)) out += row.text + ' ';
        return out;
    }
};

inline Row a_row(Id<Tenant> partner, std::string text) {
    Row row;
    row.partner = partner;
    row.id = Id<Row>{new_uuid()};
    row.text = std::move(text);
    row.raw.text = "{}";
    row.currency = Currency("EUR");
    row.price = {1, Currency("EUR")};
    return row;
}

}  // namespace entrepot::db
