// CSV (RFC 4180) as people's programs write it: any of three separators, line ends within quotes.
#include <algorithm>
#include <optional>

#include "imports/sheet.hpp"
#include "imports/text_blocks.hpp"

namespace entrepot::imports {

namespace {

constexpr int at_end = -1;

constexpr std::size_t looked_at = 512;

// A picture or a program under the name of a table: more of it is control characters than of any text.
bool is_no_text(std::string_view head) {
    auto const is_control = [](char c) {
        return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f';
    };
    auto const controls = static_cast<std::size_t>(std::count_if(head.begin(), head.end(), is_control));
    return head.starts_with("%PDF-") || (controls >= 4 && controls * 20 > head.size());
}

class Csv : public Sheet {
public:
    explicit Csv(Source const& source) : blocks_(source) {
        block_ = blocks_.next();
        if (is_no_text(block_.substr(0, looked_at))) throw Problem("import_not_readable");
        choose_separator();
    }

    bool next(SheetRow& row) override {
        while (read(row)) {
            while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
            if (!row.cells.empty()) return true;
        }
        return false;
    }

private:
    int peek() {
        if (place_ >= block_.size()) {
            block_ = blocks_.next();
            place_ = 0;
            if (block_.empty()) return at_end;
        }
        return static_cast<unsigned char>(block_[place_]);
    }
    int take() {
        int const c = peek();
        if (c == at_end) return c;
        ++place_;
        if (c == '\n') ++line_;
        if (c == '\r') {
            // "\r\n" and a lone "\r" are both one line end.
            if (peek() == '\n') ++place_;
            ++line_;
            return '\n';
        }
        return c;
    }

    // Excel says it itself in a first line ("sep=;"); else what stands most often in the first line outside
    // of quotes.
    void choose_separator() {
        if (block_.starts_with("sep=") && block_.size() > 4) {
            separator_ = block_[4];
            while (peek() != at_end && take() != '\n') {}
            return;
        }
        constexpr std::string_view known = ",;\t";
        std::size_t counts[known.size()] = {};
        bool quoted = false;
        for (char const c : block_) {
            if (c == '"') quoted = !quoted;
            if (quoted) continue;
            if (c == '\n' || c == '\r') break;
            if (auto const at = known.find(c); at != std::string_view::npos) ++counts[at];
        }
        separator_ =
            known[static_cast<std::size_t>(std::max_element(counts, counts + known.size()) - counts)];
    }

    bool read(SheetRow& row) {
        row.cells.clear();
        row.number = line_;
        if (peek() == at_end) return false;
        for (bool more = true; more;) {
            cell_.clear();
            more = peek() == '"' ? read_quoted(row.number) : read_plain(row.number);
            if (row.cells.size() >= most_columns && !cell_.empty())
                throw Problem("import_too_wide",
                              {{"line", std::to_string(row.number)}, {"max", std::to_string(most_columns)}});
            if (row.cells.size() < most_columns) row.cells.push_back(cell_text(cell_, row.number));
        }
        return true;
    }

    // Each is true where another cell of the row follows.
    bool read_plain(std::int64_t number) {
        for (;;) {
            int const c = take();
            if (c == at_end || c == '\n') return false;
            if (c == separator_) return true;
            put(c, number);
        }
    }
    bool read_quoted(std::int64_t number) {
        auto const opened = line_;
        take();
        for (;;) {
            int c = take();
            if (c == at_end) throw Problem("import_quote_open", {{"line", std::to_string(opened)}});
            if (c != '"') {
                put(c, number);
                continue;
            }
            if (peek() == '"') {
                put(take(), number);
                continue;
            }
            c = take();
            while (c == ' ') c = take();  // before the separator, as some programs write it
            if (c == separator_) return true;
            if (c == at_end || c == '\n') return false;
            throw Problem("import_quote_stray", {{"line", std::to_string(line_)}});
        }
    }
    void put(int c, std::int64_t number) {
        if (cell_.size() > 2 * most_bytes_of_cell)
            throw Problem("import_cell_too_long", {{"line", std::to_string(number)}});
        cell_ += static_cast<char>(c);
    }

    TextBlocks blocks_;
    std::string_view block_;
    std::size_t place_ = 0;
    std::int64_t line_ = 1;
    int separator_ = ',';
    std::string cell_;
};

}  // namespace

std::unique_ptr<Sheet> open_csv(Source const& source) { return std::make_unique<Csv>(source); }

}  // namespace entrepot::imports
