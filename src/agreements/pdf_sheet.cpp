// Lines on pages: see pdf_sheet.hpp.
#include "agreements/pdf_sheet.hpp"

#include "base/check.hpp"

namespace entrepot::agreements {

namespace {

constexpr char const* family = "Inter, DejaVu Sans, sans-serif";

cairo_status_t append(void* file, unsigned char const* bytes, unsigned int size) {
    static_cast<std::string*>(file)->append(reinterpret_cast<char const*>(bytes), size);
    return CAIRO_STATUS_SUCCESS;
}

void draw_line(cairo_t* cairo, PangoLayout* layout, int line, double x, double baseline) {
    auto* const found = pango_layout_get_line_readonly(layout, line);
    cairo_move_to(cairo, x, baseline);
    pango_cairo_show_layout_line(cairo, found);
}

// Where each line's left edge and baseline stand within its layout.
struct Place {
    double x, baseline, top, bottom;
};

std::vector<Place> places(PangoLayout* layout) {
    std::vector<Place> out;
    auto* const at = pango_layout_get_iter(layout);
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(at, nullptr, &logical);
        int from = 0, to = 0;
        pango_layout_iter_get_line_yrange(at, &from, &to);
        out.push_back({pango_units_to_double(logical.x),
                       pango_units_to_double(pango_layout_iter_get_baseline(at)), pango_units_to_double(from),
                       pango_units_to_double(to)});
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    return out;
}

}  // namespace

Sheet::Sheet(std::string title, std::string author, std::string const& language, std::string created) {
    surface_ = cairo_pdf_surface_create_for_stream(append, &file_, width, height);
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_AUTHOR, author.c_str());
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
    cairo_ = cairo_create(surface_);
    // A font map of its own: what it loads is given back with the sheet.
    fonts_.reset(pango_cairo_font_map_new());
    context_.reset(pango_font_map_create_context(fonts_.get()));
    pango_context_set_language(context_.get(), pango_language_from_string(language.c_str()));
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    auto* const options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context_.get(), 72);
    pages_.emplace_back();
}

Sheet::~Sheet() {
    cairo_destroy(cairo_);
    cairo_surface_finish(surface_);
    cairo_surface_destroy(surface_);
}

Layout Sheet::layout(std::string const& text, TextStyle const& style, double width) const {
    Layout const out(pango_layout_new(context_.get()), GObjectDrop{});
    auto* const font = pango_font_description_from_string(family);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, style.weight);
    pango_layout_set_font_description(out.get(), font);
    pango_font_description_free(font);
    pango_layout_set_text(out.get(), text.c_str(), static_cast<int>(text.size()));
    pango_layout_set_width(out.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(out.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(out.get(), style.align);
    auto* const attributes = pango_attr_list_new();
    auto const deep = [](double part) { return static_cast<guint16>(part * 65535); };
    pango_attr_list_insert(
        attributes,
        pango_attr_foreground_new(deep(style.colour.red), deep(style.colour.green), deep(style.colour.blue)));
    pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(
                                           static_cast<int>(style.size * style.line_height * PANGO_SCALE)));
    pango_layout_set_attributes(out.get(), attributes);
    pango_attr_list_unref(attributes);
    return out;
}

double Sheet::height_of(Layout const& layout) { return places(layout.get()).back().bottom; }

void Sheet::new_page() {
    pages_.emplace_back();
    page_ = pages_.size() - 1;
    y_ = top;
}

void Sheet::put_lines(Layout const& layout, int from, int to, double x, char const* tag) {
    auto const all = places(layout.get());
    auto const first = all[static_cast<std::size_t>(from)].top;
    pages_[page_].push_back([=, y = y_](cairo_t* cairo) {
        cairo_tag_begin(cairo, tag, nullptr);
        for (int line = from; line < to; ++line) {
            auto const& place = all[static_cast<std::size_t>(line)];
            draw_line(cairo, layout.get(), line, x + place.x, y + place.baseline - first);
        }
        cairo_tag_end(cairo, tag);
    });
    y_ += all[static_cast<std::size_t>(to - 1)].bottom - first;
}

void Sheet::flow(Layout const& layout, double x, char const* tag) {
    auto const all = places(layout.get());
    int const count = static_cast<int>(all.size());
    for (int from = 0; from < count;) {
        int to = from;
        auto const start = all[static_cast<std::size_t>(from)].top;
        while (to < count && all[static_cast<std::size_t>(to)].bottom - start <= room()) ++to;
        // No line stands alone at a page's end or beginning.
        if (to < count && count - to == 1) --to;
        if (to < count && to - from < 2 && !at_top()) to = from;
        if (to == from && at_top()) to = from + 1;
        if (to > from) put_lines(layout, from, to, x, tag);
        from = to;
        if (from < count) new_page();
    }
}

void Sheet::put(Layout const& layout, double x, double y, char const* tag) {
    auto const saved = y_;
    y_ = y;
    put_lines(layout, 0, pango_layout_get_line_count(layout.get()), x, tag);
    y_ = saved;
}

void Sheet::rule(double from, double to, double y, double thickness, Colour colour) {
    pages_[page_].push_back([=](cairo_t* cairo) {
        cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
        cairo_set_line_width(cairo, thickness);
        cairo_move_to(cairo, from, y);
        cairo_line_to(cairo, to, y);
        cairo_stroke(cairo);
    });
}

void Sheet::bookmark(std::string title) { bookmarks_.push_back({std::move(title), page_, y_}); }

std::string Sheet::finish(std::function<void(int page, int of)> const& frame) {
    int const count = static_cast<int>(pages_.size());
    for (page_ = 0; page_ < pages_.size(); ++page_) frame(static_cast<int>(page_) + 1, count);
    for (auto const& page : pages_) {
        for (auto const& piece : page) piece(cairo_);
        cairo_show_page(cairo_);
    }
    for (auto const& one : bookmarks_) {
        auto const target = "page=" + std::to_string(one.page + 1) + " pos=[" + std::to_string(left) + ' ' +
                            std::to_string(one.y - 12) + ']';
        cairo_pdf_surface_add_outline(surface_, CAIRO_PDF_OUTLINE_ROOT, one.title.c_str(), target.c_str(),
                                      static_cast<cairo_pdf_outline_flags_t>(0));
    }
    cairo_surface_finish(surface_);
    check(cairo_surface_status(surface_) == CAIRO_STATUS_SUCCESS, "a PDF is written whole");
    return file_;
}

}  // namespace entrepot::agreements
