// Reading the parts around a sheet: see workbook.hpp.
#include "imports/workbook.hpp"

#include <charconv>
#include <cmath>
#include <map>
#include <system_error>

#include "base/problem.hpp"
#include "base/time.hpp"
#include "imports/xml_part.hpp"

namespace entrepot::imports {

namespace {

using What = XmlPart::What;

int number_of(std::string const& text) {
    int out = -1;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

// The first sheet's relation, and from which year its dates count.
std::string first_sheet(Archive& archive, Workbook& out) {
    XmlPart xml(archive, "xl/workbook.xml");
    std::string relation;
    for (auto what = xml.next(); what != What::done; what = xml.next()) {
        if (what != What::begin) continue;
        if (xml.name() == "workbookPr") {
            auto const from_1904 = xml.attribute("date1904");
            out.counts_from_1904 = from_1904 == "1" || from_1904 == "true";
        }
        // Its local name is "id" beside "sheetId": the one of relations.
        if (xml.name() == "sheet" && relation.empty()) relation = xml.attribute("id");
    }
    return relation;
}

std::string part_of(Archive& archive, std::string const& relation) {
    XmlPart xml(archive, "xl/_rels/workbook.xml.rels");
    for (auto what = xml.next(); what != What::done; what = xml.next()) {
        if (what != What::begin || xml.name() != "Relationship" || xml.attribute("Id") != relation) continue;
        auto const target = xml.attribute("Target");
        return target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    throw Problem("import_workbook_broken");
}

void read_texts(Archive& archive, SharedTexts& out) {
    if (!archive.has("xl/sharedStrings.xml")) return;
    XmlPart xml(archive, "xl/sharedStrings.xml");
    std::string text;
    bool in_text = false;
    int phonetic = 0;  // readings of Japanese names stand beside the name
    for (auto what = xml.next(); what != What::done; what = xml.next()) {
        if (what == What::text) {
            if (in_text && phonetic == 0) text += xml.text();
            if (text.size() > most_bytes_of_texts) throw Problem("import_zip_bomb");
            continue;
        }
        auto const name = xml.name();
        bool const begins = what == What::begin && !xml.is_empty();
        if (name == "t") in_text = begins;
        if (name == "rPh" && begins) ++phonetic;
        if (name == "rPh" && what == What::end) --phonetic;
        if (name != "si") continue;
        if (what == What::end || xml.is_empty()) out.add(text);
        text.clear();
    }
}

void read_styles(Archive& archive, std::vector<bool>& is_date) {
    if (!archive.has("xl/styles.xml")) return;
    XmlPart xml(archive, "xl/styles.xml");
    std::map<int, std::string> codes;
    bool in_cells = false;
    for (auto what = xml.next(); what != What::done; what = xml.next()) {
        if (what == What::text) continue;
        if (xml.name() == "cellXfs") in_cells = what == What::begin && !xml.is_empty();
        if (what != What::begin) continue;
        if (xml.name() == "numFmt" && codes.size() < most_entries)
            codes[number_of(xml.attribute("numFmtId"))] = xml.attribute("formatCode");
        if (xml.name() != "xf" || !in_cells || is_date.size() > 100'000) continue;
        auto const id = number_of(xml.attribute("numFmtId"));
        auto const code = codes.find(id);
        is_date.push_back(shows_date(id, code == codes.end() ? "" : code->second));
    }
}

}  // namespace

void SharedTexts::add(std::string_view text) {
    auto const size = ends_.empty() ? 0 : ends_.back();
    if (ends_.size() >= most_texts || size + text.size() > most_bytes_of_texts)
        throw Problem("import_zip_bomb");
    last_ += text;
    ends_.push_back(static_cast<std::uint32_t>(size + text.size()));
    if (last_.size() >= most_texts_in_memory && !is_refused_) put_aside();
}

void SharedTexts::put_aside() {
    try {
        if (!aside_) aside_.emplace(ByteFile::nameless(""));
        aside_->add(last_);
        last_.clear();
    } catch (std::system_error const&) {
        if (aside_ && aside_->size() > 0) throw;  // half of them would be gone
        aside_.reset();
        is_refused_ = true;
    }
}

std::string SharedTexts::at(std::size_t index) {
    if (index >= ends_.size()) return {};
    std::size_t const begin = index == 0 ? 0 : ends_[index - 1], size = ends_[index] - begin;
    auto const put = aside_ ? aside_->size() : 0;
    return begin >= put ? last_.substr(begin - put, size) : read(begin, size);
}

std::string SharedTexts::read(std::size_t begin, std::size_t size) {
    auto const number = begin / window_bytes;
    if (size > 0 && (begin + size - 1) / window_bytes != number) {
        std::string out(size, '\0');
        out.resize(aside_->read(begin, out.data(), size));
        return out;
    }
    if (windows_.empty()) windows_.resize(most_windows);
    auto& window = windows_[number % most_windows];
    if (window.bytes.empty() || window.number != number) {
        window.number = number;
        window.bytes.resize(window_bytes);
        window.bytes.resize(aside_->read(number * window_bytes, window.bytes.data(), window_bytes));
    }
    return window.bytes.substr(begin % window_bytes, size);
}

Workbook read_workbook(Archive& archive) {
    // Of another program (.ods, .docx, .xlsb), or files that were packed together.
    if (!archive.has("xl/workbook.xml")) throw Problem("import_not_a_workbook");
    Workbook out;
    auto const relation = first_sheet(archive, out);
    out.sheet = part_of(archive, relation);
    read_styles(archive, out.is_date);
    read_texts(archive, out.texts);
    return out;
}

bool shows_date(int id, std::string_view code) {
    bool const built_in =
        (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    if (built_in) return true;
    bool quoted = false, bracketed = false, escaped = false;
    for (char const c : code) {
        if (std::exchange(escaped, false)) continue;
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\\') escaped = true;
        if (c == '[') bracketed = true;
        if (c == ']') bracketed = false;
        // A time alone has no day and no year.
        if (!bracketed && (c == 'd' || c == 'D' || c == 'y' || c == 'Y')) return true;
    }
    return false;
}

std::string date_of(double serial, bool counts_from_1904) {
    if (!(serial >= 1) || serial > 200'000) return {};
    auto day = static_cast<int>(std::floor(serial));
    // Excel counts a 29 February 1900 that never was.
    if (!counts_from_1904) day -= day >= 60 ? 2 : 1;
    auto const first = counts_from_1904 ? std::chrono::year{1904} / 1 / 1 : std::chrono::year{1900} / 1 / 1;
    return format_date(Date{first} + days{day});
}

}  // namespace entrepot::imports
