// How an agreement looks on paper: see pdf.hpp.
#include "agreements/pdf.hpp"

#include "agreements/pdf_sheet.hpp"
#include "agreements/written_date.hpp"

namespace entrepot::agreements {

namespace {

constexpr Colour ink{0.08, 0.10, 0.11}, grey{0.34, 0.38, 0.39}, line{0.80, 0.84, 0.85},
    accent{0.0, 0.41, 0.44};
constexpr double number_column = 30;  // where 1., 1.1, 1.2 stand
constexpr double text_left = Sheet::left + number_column;
constexpr double text_width = Sheet::right - text_left, full_width = Sheet::right - Sheet::left;

struct PageWords {
    std::string version, in_force, page, of, acceptance, fingerprint;
};

PageWords const& words_of(std::string_view language) {
    static PageWords const en{"Version ", "in force since ", "Page ",
                              " of ",     "Acceptance",      "SHA-256 of this text: "};
    static PageWords const fr{"Version ", "en vigueur depuis le ", "Page ",
                              " sur ",    "Acceptation",           "Empreinte SHA-256 de ce texte\u00a0: "};
    return language.starts_with("fr") ? fr : en;
}

// "4. Right to use the services" → "4", "Right to use the services".
struct Numbered {
    std::string number, title;
};
Numbered split(std::string const& heading) {
    auto const dot = heading.find(". ");
    if (dot == std::string::npos) return {"", heading};
    return {heading.substr(0, dot), heading.substr(dot + 2)};
}

void put_title(Sheet& sheet, AgreementText const& text) {
    auto const& words = words_of(text.language);
    sheet.advance(26);
    sheet.flow(sheet.layout(text.title, {.size = 27, .weight = PANGO_WEIGHT_SEMIBOLD, .line_height = 1.2},
                            full_width),
               Sheet::left, "H1");
    sheet.advance(8);
    auto const dated =
        words.version + text.version + "  ·  " + words.in_force + written_day(text.effective, text.language);
    sheet.flow(sheet.layout(dated, {.size = 10, .colour = grey}, full_width), Sheet::left, "P");
    sheet.advance(16);
    sheet.rule(Sheet::left, Sheet::left + 48, sheet.y(), 2.2, accent);
    sheet.advance(18);
    sheet.flow(sheet.layout(text.intro, {.size = 10.5, .line_height = 1.55}, full_width), Sheet::left, "P");
    sheet.advance(8);
}

void put_section(Sheet& sheet, Section const& section) {
    auto const [number, title] = split(section.heading);
    TextStyle const heading{.size = 11.5, .weight = PANGO_WEIGHT_SEMIBOLD, .line_height = 1.3};
    auto const head = sheet.layout(title, heading, text_width);
    // A heading keeps two lines of its text with it.
    double const needed = Sheet::height_of(head) + 5 + 2 * 9.5 * 1.5;
    sheet.skip(16);
    if (sheet.room() < needed) sheet.new_page();
    sheet.bookmark(section.heading);
    auto colour = heading;
    colour.colour = accent;
    if (!number.empty()) sheet.put(sheet.layout(number, colour, number_column), Sheet::left, sheet.y(), "P");
    sheet.flow(head, text_left, "H2");
    for (std::size_t i = 0; i < section.paragraphs.size(); ++i) {
        sheet.skip(i == 0 ? 4 : 6);
        if (sheet.room() < 2 * 9.5 * 1.5) sheet.new_page();
        auto const mark = number + '.' + std::to_string(i + 1);
        if (!number.empty())
            sheet.put(sheet.layout(mark, {.size = 9.5, .colour = grey}, number_column), Sheet::left,
                      sheet.y(), "P");
        sheet.flow(sheet.layout(section.paragraphs[i], {}, text_width), text_left, "P");
    }
}

void put_signature(Sheet& sheet, Signature const& signature, std::string const& language) {
    constexpr double row = 30, label_width = 150;
    auto const statement = sheet.layout(signature.statement, {.size = 10}, full_width);
    double const needed = 40 + Sheet::height_of(statement) + row * double(signature.parts.size());
    sheet.skip(28);
    if (sheet.room() < needed) sheet.new_page();
    if (!sheet.at_top()) {
        sheet.rule(Sheet::left, Sheet::right, sheet.y(), 0.6, line);
        sheet.advance(16);
    }
    auto const& title = words_of(language).acceptance;
    sheet.bookmark(title);
    sheet.flow(
        sheet.layout(title, {.size = 11.5, .weight = PANGO_WEIGHT_SEMIBOLD, .line_height = 1.3}, full_width),
        Sheet::left, "H2");
    sheet.advance(4);
    sheet.flow(statement, Sheet::left, "P");
    for (auto const& part : signature.parts) {
        sheet.put(sheet.layout(part.label, {.size = 9, .colour = grey}, label_width), Sheet::left,
                  sheet.y() + row - 14, "P");
        sheet.rule(Sheet::left + label_width, Sheet::right, sheet.y() + row, 0.6, line);
        sheet.advance(row);
    }
}

void put_fingerprint(Sheet& sheet, AgreementText const& text, std::string const& sha256) {
    if (sheet.room() < 40) sheet.new_page();
    sheet.skip(22);
    auto const words = words_of(text.language).fingerprint + sha256;
    sheet.flow(sheet.layout(words, {.size = 7.2, .colour = grey}, full_width), Sheet::left, "P");
}

void put_frame(Sheet& sheet, AgreementText const& text, PdfFrame const& frame, int page, int of) {
    auto const& words = words_of(text.language);
    constexpr double half = full_width / 2, middle = Sheet::left + half;
    TextStyle const small{.size = 8.2, .colour = grey};
    auto aligned = small;
    aligned.align = PANGO_ALIGN_RIGHT;
    TextStyle const name{.size = 9, .weight = PANGO_WEIGHT_SEMIBOLD, .colour = accent};
    sheet.put(sheet.layout(frame.deployment, name, half), Sheet::left, 42, "P");
    sheet.put(sheet.layout(text.title, aligned, half), middle, 42.6, "P");
    sheet.rule(Sheet::left, Sheet::right, 61, 0.6, line);
    double const foot = Sheet::height - 52;
    sheet.rule(Sheet::left, Sheet::right, foot - 8, 0.6, line);
    sheet.put(sheet.layout(words.version + text.version, small, half), Sheet::left, foot, "P");
    auto const place = words.page + std::to_string(page) + words.of + std::to_string(of);
    sheet.put(sheet.layout(place, aligned, half), middle, foot, "P");
}

}  // namespace

std::string render_pdf(AgreementText const& text, PdfFrame const& frame) {
    Sheet sheet(text.title + ' ' + text.version, frame.deployment, text.language,
                format_time(Time{text.effective}));
    put_title(sheet, text);
    for (auto const& section : text.sections) put_section(sheet, section);
    put_signature(sheet, text.signature, text.language);
    put_fingerprint(sheet, text, frame.sha256);
    return sheet.finish([&](int page, int of) { put_frame(sheet, text, frame, page, of); });
}

}  // namespace entrepot::agreements
