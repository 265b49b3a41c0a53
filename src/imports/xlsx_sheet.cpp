// The rows of a workbook's first sheet, as its part is unpacked.
#include <charconv>
#include <cmath>
#include <optional>

#include "imports/sheet.hpp"
#include "imports/workbook.hpp"
#include "imports/xml_part.hpp"

namespace entrepot::imports {

namespace {

using What = XmlPart::What;

// "BC12" → 54, from 0; nothing where there are no letters.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t out = 0;
    bool any = false;
    for (char const c : reference) {
        if (c < 'A' || c > 'Z' || out > 1'000'000) break;
        out = out * 26 + static_cast<std::size_t>(c - 'A' + 1);
        any = true;
    }
    return any ? std::optional(out - 1) : std::nullopt;
}

template <class T>
std::optional<T> parsed(std::string_view text) {
    T out{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return out;
}

class Xlsx : public Sheet {
public:
    explicit Xlsx(Source const& source)
        : archive_(source), book_(read_workbook(archive_)), xml_(archive_, book_.sheet) {}

    bool next(SheetRow& row) override {
        for (auto what = xml_.next(); what != What::done; what = xml_.next()) {
            if (what != What::begin || xml_.name() != "row") continue;
            auto const number = parsed<std::int64_t>(xml_.attribute("r"));
            row.number = number.value_or(row_ + 1);
            row_ = row.number;
            row.cells.clear();
            if (!xml_.is_empty()) read_row(row);
            while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
            if (!row.cells.empty()) return true;
        }
        return false;
    }

private:
    void read_row(SheetRow& row) {
        std::size_t column = 0;
        for (auto what = xml_.next(); what != What::done; what = xml_.next()) {
            if (what == What::end && xml_.name() == "row") return;
            if (what != What::begin || xml_.name() != "c") continue;
            column = column_of(xml_.attribute("r")).value_or(column);
            auto text = cell_text(read_cell(row.number), row.number);
            if (!text.empty() && column >= most_columns)
                throw Problem("import_too_wide",
                              {{"line", std::to_string(row.number)}, {"max", std::to_string(most_columns)}});
            if (!text.empty()) {
                if (row.cells.size() <= column) row.cells.resize(column + 1);
                row.cells[column] = std::move(text);
            }
            ++column;
        }
    }

    // A formula's cell holds what it came to; the formula itself is not looked at.
    std::string read_cell(std::int64_t number) {
        auto const type = xml_.attribute("t");
        auto const style = parsed<std::size_t>(xml_.attribute("s")).value_or(0);
        if (xml_.is_empty()) return {};
        std::string value;
        bool taken = false;
        int phonetic = 0;
        for (auto what = xml_.next(); what != What::done; what = xml_.next()) {
            auto const name = xml_.name();
            if (what == What::text) {
                if (taken && phonetic == 0) value += xml_.text();
                if (value.size() > 2 * most_bytes_of_cell)
                    throw Problem("import_cell_too_long", {{"line", std::to_string(number)}});
                continue;
            }
            if (what == What::end && name == "c") break;
            bool const begins = what == What::begin && !xml_.is_empty();
            if (name == "v" || name == "t") taken = begins;
            if (name == "rPh") phonetic += begins ? 1 : what == What::end ? -1 : 0;
        }
        return shown(value, type, style);
    }

    std::string shown(std::string const& value, std::string const& type, std::size_t style) {
        if (type == "s") return book_.texts.at(parsed<std::size_t>(value).value_or(-1));
        if (type == "b") return value == "1" ? "true" : "false";
        if (!type.empty() && type != "n") return value;
        auto const number = parsed<double>(value);
        if (!number) return value;
        if (style < book_.is_date.size() && book_.is_date[style])
            if (auto date = date_of(*number, book_.counts_from_1904); !date.empty()) return date;
        // Numbers of companies and telephones come as 5.52081317E8.
        if (std::abs(*number) < 1e15 && std::floor(*number) == *number)
            return std::to_string(static_cast<std::int64_t>(*number));
        return value;
    }

    Archive archive_;
    Workbook book_;
    XmlPart xml_;
    std::int64_t row_ = 0;
};

}  // namespace

std::unique_ptr<Sheet> open_xlsx(Source const& source) { return std::make_unique<Xlsx>(source); }

}  // namespace entrepot::imports
