// Workbooks by libxlsxwriter: see workbook.hpp.
#include "overview/workbook.hpp"

#include <xlsxwriter.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace entrepot::overview {

namespace {

void want(lxw_error error) {
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("workbook: ") + lxw_strerror(error));
}

}  // namespace

struct Workbook::Inside {
    std::string title, folder;
    std::vector<SheetColumn> columns;
    std::uint32_t rows_of_a_sheet;
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format *bold = nullptr, *day = nullptr, *amount = nullptr, *count = nullptr;
    int sheets = 0;
    std::uint32_t row = 0;

    void next_sheet() {
        ++sheets;
        auto const name = sheets == 1 ? title : title + ' ' + std::to_string(sheets);
        sheet = workbook_add_worksheet(book, name.c_str());
        if (!sheet) throw std::runtime_error("workbook: no sheet " + name);
        worksheet_freeze_panes(sheet, 1, 0);
        lxw_col_t at = 0;
        for (auto const& column : columns) {
            worksheet_set_column(sheet, at, at, column.width, nullptr);
            want(worksheet_write_string(sheet, 0, at++, column.heading.c_str(), bold));
        }
        row = 1;
    }

    // Texts stay texts, whatever they begin with. The file's format keeps numbers in decimal, to 16 digits.
    void write(lxw_col_t at, Cell const& cell) {
        if (cell.text.empty()) return;
        switch (cell.kind) {
            case Cell::Kind::text:
                return want(worksheet_write_string(sheet, row, at, cell.text.c_str(), nullptr));
            case Cell::Kind::number:
                return want(worksheet_write_number(sheet, row, at, std::atof(cell.text.c_str()), count));
            case Cell::Kind::amount:
                return want(worksheet_write_number(sheet, row, at, std::atof(cell.text.c_str()), amount));
            case Cell::Kind::day: {
                lxw_datetime date{};
                date.year = std::atoi(cell.text.substr(0, 4).c_str());
                date.month = std::atoi(cell.text.substr(5, 2).c_str());
                date.day = std::atoi(cell.text.substr(8, 2).c_str());
                return want(worksheet_write_datetime(sheet, row, at, &date, day));
            }
        }
    }
};

Workbook::Workbook(std::string const& path, std::string title, std::vector<SheetColumn> columns,
                   std::uint32_t rows_of_a_sheet)
    : inside_(std::make_unique<Inside>()) {
    auto& in = *inside_;
    in.title = std::move(title);
    in.columns = std::move(columns);
    in.rows_of_a_sheet = rows_of_a_sheet;
    in.folder = std::filesystem::path(path).parent_path().string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.use_zip64 = LXW_TRUE;
    options.tmpdir = in.folder.data();
    in.book = workbook_new_opt(path.c_str(), &options);
    if (!in.book) throw std::runtime_error("workbook: none was made");
    in.bold = workbook_add_format(in.book);
    format_set_bold(in.bold);
    in.day = workbook_add_format(in.book);
    format_set_num_format(in.day, "yyyy-mm-dd");
    in.amount = workbook_add_format(in.book);
    format_set_num_format(in.amount, "#,##0.00");
    in.count = workbook_add_format(in.book);
    format_set_num_format(in.count, "#,##0");
    in.next_sheet();
}

// Frees without packing: a workbook that was not finished is of no use.
Workbook::~Workbook() {
    if (inside_->book) lxw_workbook_free(inside_->book);
}

void Workbook::add(std::vector<Cell> const& cells) {
    auto& in = *inside_;
    if (in.row == in.rows_of_a_sheet) in.next_sheet();
    lxw_col_t at = 0;
    for (auto const& cell : cells) in.write(at++, cell);
    ++in.row;
}

void Workbook::finish() { want(workbook_close(std::exchange(inside_->book, nullptr))); }

}  // namespace entrepot::overview
