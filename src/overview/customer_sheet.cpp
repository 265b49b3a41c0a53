// Columns and cells: see customer_sheet.hpp. Their words stand in data/exports/customers.json.
#include "overview/customer_sheet.hpp"

#include <functional>
#include <map>

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "json/json.hpp"

namespace entrepot::overview {

namespace {

struct Word {
    std::string en, fr;
    std::string const& in(Language language) const { return language == Language::fr ? fr : en; }
    static constexpr std::string_view schema_name = "ExportWord";
    static constexpr auto fields() { return Fields{field("en", &Word::en, ""), field("fr", &Word::fr, "")}; }
};
struct ColumnWords {
    std::string key, en, fr;
    int width = 10;
    static constexpr std::string_view schema_name = "ExportColumn";
    static constexpr auto fields() {
        return Fields{field("key", &ColumnWords::key, ""), field("en", &ColumnWords::en, ""),
                      field("fr", &ColumnWords::fr, ""), field("width", &ColumnWords::width, "")};
    }
};
struct SheetWords {
    Word sheet, file;
    std::vector<ColumnWords> columns;
    std::vector<ColumnWords> words;
    static constexpr std::string_view schema_name = "ExportWords";
    static constexpr auto fields() {
        return Fields{field("sheet", &SheetWords::sheet, ""), field("file", &SheetWords::file, ""),
                      field("columns", &SheetWords::columns, ""), field("words", &SheetWords::words, "")};
    }
};

SheetWords const& words() {
    static auto const read =
        json::read<SheetWords>(embedded("data/exports/customers.json"), {.stored = true});
    return read;
}

bool is_amount(std::string const& key) { return key == "monthly" || key == "currency"; }

Cell text(std::optional<std::string> const& value) { return {.text = value.value_or("")}; }

using Make = std::function<Cell(ExportedCustomer const&, Language)>;

Cell word_cell(std::string const& key, Language language) {
    for (auto const& one : words().words)
        if (one.key == key) return {.text = language == Language::fr ? one.fr : one.en};
    throw BrokenTruth("a word of data/exports/customers.json");
}

// What stands in the column of each key.
std::map<std::string, Make, std::less<>> const makers = {
    {"name", [](auto& c, auto) { return Cell{.text = c.name}; }},
    {"domain", [](auto& c, auto) { return Cell{.text = c.domain}; }},
    {"id", [](auto& c, auto) { return Cell{.text = c.id.text()}; }},
    {"reseller", [](auto& c, auto) { return Cell{.text = c.reseller_name.value_or("")}; }},
    {"agreement", [](auto& c, auto language) { return word_cell(json::word(c.agreement), language); }},
    {"status", [](auto& c, auto language) { return word_cell(json::word(c.status), language); }},
    {"licenses",
     [](auto& c, auto) {
         return Cell{Cell::Kind::number, std::to_string(c.licenses)};
     }},
    {"monthly",
     [](auto& c, auto) {
         return Cell{Cell::Kind::amount, Money{c.monthly_minor, c.currency}.amount()};
     }},
    {"currency", [](auto& c, auto) { return Cell{.text = std::string(c.currency.code())}; }},
    {"created",
     [](auto& c, auto) {
         return Cell{Cell::Kind::day, format_date(std::chrono::floor<days>(c.created))};
     }},
    {"registrationNumber", [](auto& c, auto) { return text(c.registration_number); }},
    {"vatNumber", [](auto& c, auto) { return text(c.vat_number); }},
    {"contactFirstName", [](auto& c, auto) { return text(c.billing.first_name); }},
    {"contactLastName", [](auto& c, auto) { return text(c.billing.last_name); }},
    {"contactEmail", [](auto& c, auto) { return Cell{.text = c.billing.email}; }},
    {"phone", [](auto& c, auto) { return text(c.billing.address.phone); }},
    {"line1", [](auto& c, auto) { return Cell{.text = c.billing.address.line1}; }},
    {"line2", [](auto& c, auto) { return text(c.billing.address.line2); }},
    {"postalCode", [](auto& c, auto) { return text(c.billing.address.postal_code); }},
    {"city", [](auto& c, auto) { return text(c.billing.address.city); }},
    {"state", [](auto& c, auto) { return text(c.billing.address.state); }},
    {"country", [](auto& c, auto) { return Cell{.text = c.country}; }},
};

}  // namespace

CustomerSheet::CustomerSheet(Language language, bool with_amounts) : language_(language) {
    for (auto const& column : words().columns)
        if (with_amounts || !is_amount(column.key))
            columns_.push_back({column.key, language == Language::fr ? column.fr : column.en, column.width});
}

std::vector<Cell> CustomerSheet::cells(ExportedCustomer const& customer) const {
    std::vector<Cell> out;
    out.reserve(columns_.size());
    for (auto const& column : columns_) out.push_back(makers.at(column.key)(customer, language_));
    return out;
}

std::string CustomerSheet::title() const { return words().sheet.in(language_); }

std::string CustomerSheet::file_name(Time now, std::string_view ending) const {
    return words().file.in(language_) + '-' + format_date(std::chrono::floor<days>(now)) + '.' +
           std::string(ending);
}

}  // namespace entrepot::overview
