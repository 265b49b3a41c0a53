// Exported lists: what a spreadsheet reads, line by line and cell by cell, and nothing that it would run.
#include <doctest/doctest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "jobs/job_file_store.hpp"
#include "overview/csv.hpp"
#include "overview/workbook.hpp"
#include "support/house.hpp"

namespace entrepot::overview {

namespace {

std::string line(std::vector<Cell> const& cells, CsvStyle const& style = {}) {
    std::string out;
    csv_line(cells, style, out);
    return out;
}
std::string text_line(std::string text) { return line({Cell{.text = std::move(text)}}); }

std::uint32_t number_at(std::string const& bytes, std::size_t at, int size) {
    std::uint32_t out = 0;
    for (int i = size; i-- > 0;)
        out = out << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
    return out;
}

// One file of a zip archive, by its central directory.
std::string unzipped(std::string const& zip, std::string const& name) {
    auto const end = zip.rfind("PK\x05\x06");
    REQUIRE(end != std::string::npos);
    auto at = static_cast<std::size_t>(number_at(zip, end + 16, 4));
    for (auto count = number_at(zip, end + 10, 2); count-- > 0;) {
        auto const length = number_at(zip, at + 28, 2);
        if (zip.substr(at + 46, length) == name) {
            auto const packed = number_at(zip, at + 20, 4);
            auto const local = static_cast<std::size_t>(number_at(zip, at + 42, 4));
            auto const data = local + 30 + number_at(zip, local + 26, 2) + number_at(zip, local + 28, 2);
            std::string out(number_at(zip, at + 24, 4), '\0');
            z_stream stream{};
            REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zip.data() + data));
            stream.avail_in = packed;
            stream.next_out = reinterpret_cast<Bytef*>(out.data());
            stream.avail_out = static_cast<uInt>(out.size());
            CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
            inflateEnd(&stream);
            return out;
        }
        at += 46 + length + number_at(zip, at + 30, 2) + number_at(zip, at + 32, 2);
    }
    FAIL("no ", name);
    return {};
}

std::string ask(support::House& house, std::string const& who, std::string_view target) {
    auto request = support::request(api::Method::get, target);
    request.headers = house.caller(who);
    auto const answer = house.ask(std::move(request));
    CHECK(answer.status == 200);
    return answer.body;
}

int count(std::string const& text, std::string_view what) {
    int out = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++out;
    return out;
}

}  // namespace

TEST_CASE("export: what a spreadsheet would take for a formula is text") {
    CHECK(text_line("=1+1") == "'=1+1\r\n");
    CHECK(text_line("+33 2 98") == "'+33 2 98\r\n");
    CHECK(text_line("-2+3+cmd|' /C calc'!A0") == "'-2+3+cmd|' /C calc'!A0\r\n");
    CHECK(text_line("@SUM(1;2)") == "\"'@SUM(1;2)\"\r\n");
    CHECK(text_line("\t=1") == "\"'\t=1\"\r\n");
    CHECK(text_line("＝1") == "'＝1\r\n");
    CHECK(text_line("Ker = Bihan") == "Ker = Bihan\r\n");
}

TEST_CASE("export: separators, quotes and line ends stay inside their cell") {
    CHECK(text_line("a,b") == "\"a,b\"\r\n");
    CHECK(text_line("a;b") == "\"a;b\"\r\n");
    CHECK(text_line("dit \"Le Four\"") == "\"dit \"\"Le Four\"\"\"\r\n");
    CHECK(text_line("a\nb") == "\"a\nb\"\r\n");
    CHECK(line({{.text = "a"}, {}, {Cell::Kind::number, "-3"}}) == "a,,-3\r\n");
}

TEST_CASE("export: for Excel in the language of its reader") {
    std::vector<Cell> const cells{{.text = "a"}, {Cell::Kind::amount, "-1170.50"}};
    CHECK(line(cells, csv_style(true, Language::fr)) == "a;-1170,50\r\n");
    CHECK(line(cells, csv_style(true, Language::en)) == "a,-1170.50\r\n");
    CHECK(line(cells, csv_style(false, Language::fr)) == "a,-1170.50\r\n");
    CHECK(csv_head(std::vector<SheetColumn>{{"name", "Nom"}}, csv_style(true, Language::fr)) ==
          "\xef\xbb\xbfNom\r\n");
    CHECK(csv_head(std::vector<SheetColumn>{{"name", "Nom"}}, csv_style(false, Language::fr)) == "Nom\r\n");
}

TEST_CASE("export: a workbook keeps texts as texts, numbers as numbers, and goes on on a next sheet") {
    support::TemporaryFolder folder;
    auto const path = (folder.path() / "book.xlsx").string();
    {
        Workbook book(path, "Clients",
                      {{"name", "Nom & société", 20}, {"n", "Licences", 9}, {"a", "Par mois", 9}}, 3);
        for (int i = 0; i < 3; ++i)
            book.add({{.text = "=HYPERLINK(\"x\")<" + std::to_string(i)},
                      {Cell::Kind::number, "25"},
                      {Cell::Kind::amount, "292.50"}});
        book.finish();
    }
    std::ifstream in(path, std::ios::binary);
    std::string const zip{std::istreambuf_iterator<char>(in), {}};
    auto const first = unzipped(zip, "xl/worksheets/sheet1.xml"),
               second = unzipped(zip, "xl/worksheets/sheet2.xml");
    CHECK(count(first, "<row ") == 3);
    CHECK(count(second, "<row ") == 2);
    CHECK(count(first, "<f>") == 0);
    CHECK(count(first, "Nom &amp; société") == 1);
    CHECK(count(first, "=HYPERLINK(\"x\")&lt;1") == 1);
    CHECK(count(first, "<v>292.5</v>") == 2);
    CHECK(count(unzipped(zip, "xl/workbook.xml"), "Clients 2") == 1);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) ==
          1);  // nothing is left beside it
}

TEST_CASE("export: the list as filtered, in the order of the list, within the caller's scope") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::House house(engine);
        auto const all = ask(house, "sales@provider", "/ext/v1/customers.csv?language=fr&excel=true");
        CHECK(
            all.starts_with("\xef\xbb\xbf"
                            "Nom de la société;Nom de domaine principal;"));
        auto const some = ask(house, "sales@provider", "/ext/v1/customers.csv?q=biscuiterie");
        CHECK(some.starts_with("Company name,"));
        CHECK(count(some, "\r\n") == 2);
        CHECK(count(all, "\r\n") > 5);
        // A reseller sees its own customers, and nobody else's.
        auto const own = ask(house, "sales@ponant", "/ext/v1/customers.csv");
        CHECK(count(own, "\r\n") < count(all, "\r\n"));
        // Every export is written to the log.
        std::int64_t logged = 0;
        house.database().read([&](db::Tx& tx) {
            logged = tx.find<std::int64_t>(
                           Scope::everyone("a test"),
                           "SELECT COUNT(*) FROM events WHERE type = 'customers_exported' AND {scope}")
                         .value_or(0);
        });
        CHECK(logged == 3);
    }
}

TEST_CASE("export: an asked-for workbook is fetched whole and gone after a day") {
    for (auto const engine : support::engines()) {
        CAPTURE(support::name_of(engine));
        support::House house(engine);
        auto request = support::request(api::Method::post, "/ext/v1/customer-exports", "{}");
        request.headers = house.caller("sales@provider");
        auto const asked = house.ask(std::move(request));
        REQUIRE(asked.status == 200);
        auto const id = asked.body.substr(asked.body.find("\"id\":\"") + 6, 36);
        house.run_jobs();
        auto const base = "/ext/v1/customer-exports/" + id;
        auto const seen = ask(house, "sales@provider", base + "/events");
        CHECK(seen.starts_with("event: export\ndata: {"));
        CHECK(count(seen, "\"state\":\"done\"") == 1);
        auto const zip = ask(house, "sales@provider", base + "/file");
        CHECK(count(unzipped(zip, "xl/worksheets/sheet1.xml"), "<row ") ==
              count(ask(house, "sales@provider", "/ext/v1/customers.csv"), "\r\n"));
        house.database().write([&](db::Tx& tx) {
            auto const everyone = Scope::everyone("a test lets a day pass");
            tx.exec(everyone, "UPDATE job_files SET expires_at = 1 WHERE {tenant}");
            tx.exec(everyone, "UPDATE job_file_parts SET expires_at = 1 WHERE {tenant}");
        });
        auto again = support::request(api::Method::get, base + "/file");
        again.headers = house.caller("sales@provider");
        CHECK(house.ask(std::move(again)).status == 404);
        house.database().write([](db::Tx& tx) {
            while (jobs::end_old_files(tx, real_time()) > 0) {}
            CHECK(tx.find<std::int64_t>(Scope::everyone("a test"),
                                        "SELECT COUNT(*) FROM job_file_parts WHERE {tenant}") == 0);
        });
    }
}

}  // namespace entrepot::overview
