// Reading files of rows: every form that people's programs write, and what strangers might send instead.
#include "imports/sheet.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/csv.hpp"
#include "imports/text_blocks.hpp"
#include "imports/workbook.hpp"
#include "imports/workbook_maker.hpp"
#include "support/house.hpp"

namespace entrepot::imports {

namespace {

using Cells = std::vector<std::string>;

std::vector<SheetRow> rows_of(std::string const& bytes) {
    TextSource const source(bytes);
    auto const sheet = open_sheet(source);
    std::vector<SheetRow> out;
    for (SheetRow row; sheet->next(row);) out.push_back(row);
    return out;
}

Problem refusal_of(std::string const& bytes) {
    try {
        rows_of(bytes);
    } catch (Problem const& problem) {
        return problem;
    }
    return Problem("none");
}

std::string utf16(std::u16string const& text, bool little, bool mark) {
    std::string out;
    auto const add = [&](char16_t unit) {
        char const low = static_cast<char>(unit & 0xff), high = static_cast<char>(unit >> 8);
        out += little ? low : high;
        out += little ? high : low;
    };
    if (mark) add(0xfeff);
    for (auto const unit : text) add(unit);
    return out;
}

// What a file is asked for: never more than a piece at a time, whatever its length.
class Watched : public Source {
public:
    explicit Watched(std::string_view text) : text_(text) {}
    std::size_t size() const override { return text_.size(); }
    std::size_t read(std::size_t at, char* out, std::size_t size) const override {
        most = std::max(most, size);
        return text_.read(at, out, size);
    }
    mutable std::size_t most = 0;

private:
    TextSource text_;
};

std::string row_of_cells(int count) {
    std::string out = "<row r=\"1\">";
    for (int i = 0; i < count; ++i) out += "<c t=\"inlineStr\"><is><t>x</t></is></c>";
    return out + "</row>";
}

}  // namespace

TEST_CASE("csv: separators, quotes, line ends and blank lines as programs write them") {
    for (std::string const separator : {",", ";", "\t"}) {
        auto const rows = rows_of("a" + separator + "b\r\n\"x" + separator + " \"\"y\"\"\r\nz\"" + separator +
                                  "  1 \r\n\r\n" + separator + separator + "\nlast" + separator);
        REQUIRE(rows.size() == 3);
        CHECK(rows[0].cells == Cells{"a", "b"});
        CHECK(rows[1].cells == Cells{"x" + separator + " \"y\"\nz", "1"});
        CHECK(rows[1].number == 2);
        CHECK(rows[2].cells == Cells{"last"});
        CHECK(rows[2].number == 6);
    }
    CHECK(rows_of("sep=;\r\na,b;c\r\n").front().cells == Cells{"a,b", "c"});
    CHECK(rows_of("\"a;b\",c\n").front().cells == Cells{"a;b", "c"});
    CHECK(rows_of("a\rb\r").size() == 2);  // of an old Macintosh
    CHECK(rows_of("\"a\" ,b\n").front().cells == Cells{"a", "b"});
    CHECK(rows_of("").empty());
}

TEST_CASE("csv: encodings are told by their mark, or by how they look") {
    Cells const wanted = {"Société", "Œuvre à 5 €"};
    CHECK(rows_of("\xef\xbb\xbfSociété;Œuvre à 5 €\n").front().cells == wanted);
    CHECK(rows_of("Société;Œuvre à 5 €\n").front().cells == wanted);
    CHECK(rows_of("Soci\xe9t\xe9;\x8cuvre \xe0 5 \x80\n").front().cells == wanted);
    std::u16string const wide = u"Société;Œuvre à 5 €\n";
    for (bool const little : {true, false})
        for (bool const mark : {true, false})
            CHECK(rows_of(utf16(wide, little, mark)).front().cells == wanted);
    CHECK(rows_of(utf16(u"a;\U0001f41f\n", true, true)).front().cells == Cells{"a", "\U0001f41f"});
    // Longer than a block, and a pair cut by one.
    std::u16string long_text(32767, u'x');
    CHECK(rows_of(utf16(u"a\n" + long_text.substr(0, 3000) + u"\U0001f41f", true, true))[1].cells[0].size() ==
          3004);
    CHECK(TextBlocks(TextSource(utf16(wide, false, false))).encoding() == Encoding::utf16_be);
}

TEST_CASE("csv: a character that two blocks share is one, and a file that is none to its end is told apart") {
    // Blocks are 64 KiB: each place of a character of four bytes is met by an end.
    for (std::size_t before = 0; before < 5; ++before) {
        std::string text = "a;b\n";
        std::string const filler = std::string(1000, 'x') + ";y\n";
        while (text.size() + filler.size() < (64 << 10) - 8) text += filler;
        text.resize(text.size() + ((64 << 10) - 4 - text.size()), 'z');
        text.resize(text.size() + before, 'z');
        text += "\U0001f41f;é\n";
        while (text.size() < (150 << 10)) text += filler;
        auto const rows = rows_of(text);
        bool found = false;
        for (auto const& row : rows) found = found || row.cells == Cells{row.cells[0], "é"};
        CHECK(found);
        CHECK(TextBlocks(TextSource(text)).encoding() == Encoding::utf8);
        CHECK(TextBlocks(TextSource(text + "\xe9")).encoding() == Encoding::windows_1252);
        CHECK(TextBlocks(TextSource(text + "\xf0\x9f\x90")).encoding() == Encoding::windows_1252);
    }
    CHECK(TextBlocks(TextSource("a;b\nc;\xe2\x82")).encoding() == Encoding::windows_1252);
}

TEST_CASE("sheets: a file is read piece by piece, however long it is") {
    std::string text = "a;b\n", cells = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    for (int i = 2; i <= 30'000; ++i) {
        text += "Moulin de Kerbris " + std::to_string(i) + ";Société\n";
        cells += "<row r=\"" + std::to_string(i) + "\"><c t=\"inlineStr\"><is><t>" +
                 std::to_string(i * 7919LL % 1'000'003) + "</t></is></c></row>";
    }
    for (auto const& bytes : {text, zip_of(workbook_parts(cells))}) {
        REQUIRE(bytes.size() > (128 << 10));
        Watched const source(bytes);
        auto const sheet = open_sheet(source);
        int rows = 0;
        for (SheetRow row; sheet->next(row);) ++rows;
        CHECK(rows == 30'000);
        CHECK(source.most <
              (128 << 10));  // the library looks for a workbook's end in a little more than 64 KiB
    }
}

TEST_CASE("csv: what is broken is refused with its line") {
    auto const open = refusal_of("a;b\n1;2\n3;\"4\n5;6\n");
    CHECK(open.code == "import_quote_open");
    CHECK(open.words.at("line") == "3");
    auto const stray = refusal_of("a;b\n\"1\"2;3\n");
    CHECK(stray.code == "import_quote_stray");
    CHECK(stray.words.at("line") == "2");
    CHECK(refusal_of("a;b\n" + std::string(9'000, 'x') + ";y\n").code == "import_cell_too_long");
    CHECK(refusal_of("a;b\n\"" + std::string(30'000, 'x')).code == "import_cell_too_long");
    CHECK(refusal_of("\xef\xbb\xbf"
                     "a;\xff\xfe\n")
              .code == "import_not_text");
    CHECK(refusal_of(std::string("a;b\0c\n", 6)).code == "import_not_text");
    std::string wide;
    for (int i = 0; i < 101; ++i) wide += "x;";
    CHECK(refusal_of(wide).code == "import_too_wide");
    // A picture and a document under a table's name.
    CHECK(refusal_of(std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", 20)).code == "import_not_readable");
    CHECK(refusal_of("%PDF-1.7\n1 0 obj\n").code == "import_not_readable");
    CHECK(refusal_of(std::string((25 << 20) + 1, 'x')).code == "import_too_large");
}

TEST_CASE("csv: what is written is read again, and no cell is a formula") {
    for (auto const language : {Language::en, Language::fr}) {
        Cells const cells = {"=1+1",
                             "+33 2 98 55 01 27",
                             "-x",
                             "@y",
                             "\xef\xbc\x9d"
                             "1",
                             "\tz",
                             "a;b,c",
                             "\"q\"",
                             "z\ny",
                             "'plain",
                             ""};
        auto const line = csv_line(cells, csv_style(true, language));
        CHECK(line.find("'=1+1") == 0);
        auto read = rows_of("\xef\xbb\xbf" + line).front().cells;
        for (auto& cell : read) cell = unguarded(cell);
        read.resize(cells.size());
        CHECK(read == cells);
    }
}

TEST_CASE("xlsx: shared and inline texts, numbers, dates, formulas, gaps") {
    auto parts = workbook_parts(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"D1\" "
        "t=\"inlineStr\">"
        "<is><r><t>in</t></r><r><t xml:space=\"preserve\">line </t></r></is></c></row>"
        "<row r=\"2\"/>"
        "<row r=\"4\"><c r=\"A4\"><v>5.52081317E8</v></c><c r=\"B4\" s=\"1\"><v>46022</v></c><c r=\"C4\" "
        "s=\"2\">"
        "<v>45291.75</v></c><c r=\"D4\"><f>SUM(A1)</f><v>12.5</v></c><c r=\"E4\" t=\"b\"><v>1</v></c>"
        "<c r=\"F4\" t=\"str\"><f>A1</f><v>made</v></c><c r=\"G4\" t=\"e\"><v>#N/A</v></c><c "
        "r=\"H4\"><f>B1</f></c>"
        "<c r=\"I4\" t=\"s\"><v>99</v></c></row>");
    parts["xl/sharedStrings.xml"] =
        "<sst><si><t>Société</t></si><si><r><t>Nom &amp; "
        "</t></r><r><t>suite</t></r><rPh><t>x</t></rPh></si></sst>";
    parts["xl/styles.xml"] =
        "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/></numFmts>"
        "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>";
    auto const rows = rows_of(zip_of(parts));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].cells == Cells{"Société", "Nom & suite", "", "inline"});
    CHECK(rows[1].number == 4);
    CHECK(rows[1].cells == Cells{"552081317", "2025-12-31", "2023-12-31", "12.5", "true", "made", "#N/A"});
    CHECK(date_of(60, false) == "1900-02-28");
    CHECK(date_of(61, false) == "1900-03-01");
    CHECK(date_of(0.5, false).empty());
    CHECK(date_of(1, true) == "1904-01-02");
    CHECK(shows_date(170, "yyyy-mm-dd"));
    CHECK_FALSE(shows_date(170, "\"dy\" 0.00"));
    CHECK_FALSE(shows_date(170, "[red]0.00"));
}

TEST_CASE("xlsx: texts are found wherever they are kept, and few of them are held") {
    SharedTexts texts;
    auto const text = [](std::size_t i) { return std::to_string(i) + std::string(i * 7919 % 997, 'x'); };
    for (std::size_t i = 0; i < 20'000; ++i) texts.add(text(i));
    texts.add(std::string(300'000, 'y'));
    texts.add("");
    texts.add("last");
    CHECK(texts.in_memory() <= most_texts_in_memory);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < 20'000; ++i) {
        wrong += texts.at(i) != text(i);
        wrong += texts.at(i * 7919 % 20'000) != text(i * 7919 % 20'000);
        wrong += texts.at(7) != text(7);
    }
    CHECK(wrong == 0);
    CHECK(texts.at(20'000) == std::string(300'000, 'y'));
    CHECK(texts.at(20'001).empty());
    CHECK(texts.at(20'002) == "last");
    CHECK(texts.at(20'003).empty());
    CHECK(texts.in_memory() <= most_texts_in_memory + (512 << 10));
}

TEST_CASE("xlsx: a password, an older Excel and another program's file are told apart") {
    std::string const compound = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    auto const name = utf16(u"EncryptedPackage", true, false);
    CHECK(refusal_of(compound + std::string(3000, '\0') + utf16(u"Workbook", true, false)).code ==
          "import_workbook_old");
    // Wherever it stands, also where one piece of the reading ends and the next begins.
    for (std::size_t const before : {std::size_t{500}, (std::size_t{64} << 10) - 20, std::size_t{200'000}})
        CHECK(refusal_of(compound + std::string(before, '\0') + name + std::string(900, '\0')).code ==
              "import_workbook_protected");
    CHECK(refusal_of(zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                             {"content.xml", "<office/>"}}))
              .code == "import_not_a_workbook");
    CHECK(refusal_of(zip_of({{"xl/workbook.bin", "x"}})).code == "import_not_a_workbook");
}

TEST_CASE("xlsx: what no spreadsheet writes is refused") {
    // Bombs: 60 MB in a few kilobytes, as one text or as a million of nothing.
    auto const times = [](std::string const& text, std::size_t bytes) {
        std::string out;
        while (out.size() < bytes) out += text;
        return out;
    };
    auto bomb = workbook_parts(row_of_cells(1));
    bomb["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(60 << 20, ' ') + "</t></si></sst>";
    CHECK(refusal_of(zip_of(bomb)).code == "import_workbook_broken");
    bomb["xl/sharedStrings.xml"] = "<sst>" + times("<si/>", 60 << 20) + "</sst>";
    CHECK(refusal_of(zip_of(bomb)).code == "import_zip_bomb");
    CHECK(refusal_of(zip_of(workbook_parts(times("<row/>", 60 << 20)))).code == "import_zip_bomb");
    Parts many = workbook_parts(row_of_cells(1));
    for (int i = 0; i < 2'100; ++i) many["xl/media/" + std::to_string(i)] = "x";
    CHECK(refusal_of(zip_of(many)).code == "import_zip_bomb");

    auto entity = workbook_parts(row_of_cells(1));
    entity["xl/worksheets/sheet1.xml"] =
        "<?xml version=\"1.0\"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "
        "\"file:///etc/passwd\">]><worksheet><sheetData>"
        "<row r=\"1\"><c t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData></worksheet>";
    CHECK(refusal_of(zip_of(entity)).code == "import_workbook_broken");
    auto laughs = workbook_parts(row_of_cells(1));
    laughs["xl/sharedStrings.xml"] =
        "<!DOCTYPE s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    CHECK(refusal_of(zip_of(laughs)).code == "import_workbook_broken");

    auto const whole = zip_of(workbook_parts(row_of_cells(3)));
    CHECK(rows_of(whole).size() == 1);
    for (std::size_t const size : {whole.size() / 2, whole.size() - 30, std::size_t{30}})
        CHECK(refusal_of(whole.substr(0, size)).code == "import_workbook_broken");
    auto cut = workbook_parts("<row r=\"1\"><c t=\"inlineStr\"><is><t>x");
    cut["xl/worksheets/sheet1.xml"].resize(cut["xl/worksheets/sheet1.xml"].size() - 30);
    CHECK(refusal_of(zip_of(cut)).code == "import_workbook_broken");
    CHECK(refusal_of(zip_of({{"hello.txt", "no workbook"}})).code == "import_not_a_workbook");
    CHECK(refusal_of(zip_of(workbook_parts(row_of_cells(16'384)))).code == "import_too_wide");
    CHECK(refusal_of(zip_of(workbook_parts("<row r=\"1\"><c r=\"BWWWX1\"><v>1</v></c></row>"))).code ==
          "import_too_wide");
    // Empty cells to the edge of the sheet are nothing.
    std::string blanks = "<row r=\"1\"><c r=\"A1\"><v>1</v></c>";
    for (int i = 0; i < 16'384; ++i) blanks += "<c s=\"1\"/>";
    CHECK(rows_of(zip_of(workbook_parts(blanks + "</row>"))).front().cells == Cells{"1"});
}

TEST_CASE("xlsx: what is wrong with a part's bytes is refused, and not said on standard error") {
    support::TemporaryFolder const folder;
    auto const name = (folder.path() / "said").string();
    int const kept = dup(2), to = open(name.c_str(), O_RDWR | O_CREAT, 0600);
    auto parts = workbook_parts(row_of_cells(1));
    // Halves of pairs, as the fuzzer found; an encoding that nobody has; bytes that are no UTF-8.
    for (std::string const& text : {utf16(u"<sst><si><t>x", true, true) + "\xda\xda\xda\xda;;",
                                    std::string("<?xml version=\"1.0\" encoding=\"no-such\"?><sst/>"),
                                    std::string("<sst><si><t>\xda\xda;;</t></si></sst>")}) {
        parts["xl/sharedStrings.xml"] = text;
        auto const bytes = zip_of(parts);
        dup2(to, 2);
        auto const refusal = refusal_of(bytes);
        dup2(kept, 2);
        CHECK(refusal.code == "import_workbook_broken");
    }
    CHECK(lseek(to, 0, SEEK_END) == 0);
    close(to);
    close(kept);
}

}  // namespace entrepot::imports
