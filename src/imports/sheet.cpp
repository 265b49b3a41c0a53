// What CSV and XLSX have in common: see sheet.hpp.
#include "imports/sheet.hpp"

#include "base/fold.hpp"

namespace entrepot::imports {

namespace {

constexpr std::size_t piece_bytes = 64 << 10;
constexpr std::string_view blanks[] = {" ", "\t", "\r", "\n", "\xc2\xa0", "\xe2\x80\xaf", "\xef\xbb\xbf"};

bool take_front(std::string_view& text) {
    for (auto const blank : blanks)
        if (text.starts_with(blank)) return text.remove_prefix(blank.size()), true;
    return false;
}
bool take_back(std::string_view& text) {
    for (auto const blank : blanks)
        if (text.ends_with(blank)) return text.remove_suffix(blank.size()), true;
    return false;
}

std::string first_bytes(Source const& source) {
    std::string out(4, '\0');
    out.resize(source.read(0, out.data(), out.size()));
    return out;
}

// A compound file is the workbook of an older Excel (.xls), or what a password was put around: then one of
// its streams is called EncryptedPackage, in UTF-16.
bool is_encrypted(Source const& source) {
    std::string wanted;
    for (char const c : std::string_view("EncryptedPackage")) wanted += {c, '\0'};
    std::string piece(piece_bytes, '\0');
    for (std::size_t at = 0; at < source.size(); at += piece_bytes - wanted.size()) {
        piece.resize(piece_bytes);
        piece.resize(source.read(at, piece.data(), piece.size()));
        if (piece.find(wanted) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

Format format_of(Source const& source) {
    auto const first = first_bytes(source);
    return first == "PK\x03\x04" || first == "PK\x05\x06" ? Format::xlsx : Format::csv;
}

std::unique_ptr<Sheet> open_sheet(Source const& source) {
    if (source.size() > most_bytes_of_file) throw Problem("import_too_large");
    if (first_bytes(source) == "\xd0\xcf\x11\xe0")
        throw Problem(is_encrypted(source) ? "import_workbook_protected" : "import_workbook_old");
    return format_of(source) == Format::xlsx ? open_xlsx(source) : open_csv(source);
}

std::string cell_text(std::string_view raw, std::int64_t number) {
    while (take_front(raw)) {}
    while (take_back(raw)) {}
    if (raw.size() > most_bytes_of_cell)
        throw Problem("import_cell_too_long", {{"line", std::to_string(number)}});
    if (!is_clean_utf8(raw)) throw Problem("import_not_text", {{"line", std::to_string(number)}});
    return std::string(raw);
}

}  // namespace entrepot::imports
