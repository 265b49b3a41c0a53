// A sheet to lay text on: what cairo and pango need, with lines flowing from page to page.
#pragma once

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace entrepot::agreements {

struct Colour {
    double red, green, blue;
};

// How a run of text looks; sizes and distances in points.
struct TextStyle {
    double size = 9.5;
    PangoWeight weight = PANGO_WEIGHT_NORMAL;
    Colour colour{0.08, 0.10, 0.11};
    double line_height = 1.5;  // of the size
    PangoAlignment align = PANGO_ALIGN_LEFT;
};

struct GObjectDrop {
    void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::shared_ptr<PangoLayout>;

class Sheet {
public:
    // The language shapes the letters and breaks the lines.
    Sheet(std::string title, std::string author, std::string const& language, std::string created);
    ~Sheet();
    Sheet(Sheet const&) = delete;

    static constexpr double width = 595.28, height = 841.89;  // A4
    static constexpr double left = 68, right = width - 68, top = 92, bottom = height - 78;

    Layout layout(std::string const& text, TextStyle const& style, double width) const;
    static double height_of(Layout const& layout);

    double room() const { return bottom - y_; }
    bool at_top() const { return y_ <= top; }
    void skip(double distance) { y_ += at_top() ? 0 : distance; }
    void new_page();
    // Breaks between lines where the page ends, never leaving one line of several alone.
    void flow(Layout const& layout, double x, char const* tag);
    // On this page at this height, without moving on.
    void put(Layout const& layout, double x, double y, char const* tag);
    void rule(double from, double to, double y, double thickness, Colour colour);
    void advance(double distance) { y_ += distance; }
    double y() const { return y_; }
    // An entry of the reader's table of contents, at this height of this page.
    void bookmark(std::string title);

    // Draws every page, each within `frame(page, of)`, which may put() and rule(); gives the file.
    std::string finish(std::function<void(int page, int of)> const& frame);

private:
    using Piece = std::function<void(cairo_t*)>;
    struct Bookmark {
        std::string title;
        std::size_t page;
        double y;
    };
    void put_lines(Layout const& layout, int from, int to, double x, char const* tag);

    std::string file_;
    cairo_surface_t* surface_;
    cairo_t* cairo_;
    std::unique_ptr<PangoFontMap, GObjectDrop> fonts_;
    std::unique_ptr<PangoContext, GObjectDrop> context_;
    std::vector<std::vector<Piece>> pages_;
    std::vector<Bookmark> bookmarks_;
    std::size_t page_ = 0;
    double y_ = top;
};

}  // namespace entrepot::agreements
