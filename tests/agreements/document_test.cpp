// Links that end, and the PDF itself.
#include <doctest/doctest.h>

#include "access/sha256.hpp"
#include "agreements/document_link.hpp"
#include "agreements/document_shelf.hpp"
#include "agreements/pdf.hpp"
#include "base/base64.hpp"

using namespace entrepot;
using namespace entrepot::agreements;

namespace {

// A safe whose key is a word.
struct WordSafe : Safe {
    explicit WordSafe(std::string key) : key(std::move(key)) {}
    std::string seal(std::string_view plain) override { return std::string(plain); }
    std::optional<std::string> open(std::string_view sealed) override { return std::string(sealed); }
    std::string digest(std::string_view text) override {
        return access::sha256_hex(key + std::string(text)).substr(0, 32);
    }
    std::string key;
};

WordSafe safe("ours"), other_safe("theirs");

DocumentLink some_link() {
    return {.template_id = templates().front().id,
            .language = "fr-FR",
            .download = true,
            .expires = *parse_time("2026-11-22T08:05:00Z")};
}

}  // namespace

TEST_CASE("a link is read back, and differs each time") {
    auto const word = write_link(some_link(), safe);
    CHECK(word != write_link(some_link(), safe));
    auto const read = read_link(word, safe);
    REQUIRE(read);
    CHECK(read->template_id == some_link().template_id);
    CHECK(read->language == "fr-FR");
    CHECK(read->download);
    CHECK(read->expires == some_link().expires);
}

TEST_CASE("a link that was changed, or signed by somebody else, is none") {
    auto const word = write_link(some_link(), safe);
    CHECK_FALSE(read_link(word, other_safe));
    CHECK_FALSE(read_link("", safe));
    CHECK_FALSE(read_link("abc", safe));
    CHECK_FALSE(read_link(word + 'A', safe));
    CHECK_FALSE(read_link(word + "==", safe));
    auto bytes = *from_base64url(word);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] ^= 1;
        CHECK_FALSE(read_link(base64url(changed), safe));
    }
}

TEST_CASE("every text becomes a PDF of some pages, the same each time") {
    for (auto const& one : templates())
        for (auto const& [language, file] : one.texts) {
            CAPTURE(file);
            auto const pdf = render_pdf(text_of(one, language), {"Entrepot", text_sha256(one, language)});
            CHECK(pdf.starts_with("%PDF-1."));
            CHECK(pdf.find("%%EOF") != std::string::npos);
            CHECK(pdf.size() > 10'000);
            CHECK(pdf == render_pdf(text_of(one, language), {"Entrepot", text_sha256(one, language)}));
        }
}

TEST_CASE("a document is rendered once and named after its title") {
    DocumentShelf shelf;
    auto const& one = templates().front();
    CHECK(shelf.get(one, "fr-FR", "Entrepot") == shelf.get(one, "fr-FR", "Entrepot"));
    CHECK(shelf.get(one, "fr-FR", "Entrepot") != shelf.get(one, "en-US", "Entrepot"));
    CHECK(file_name(text_of(one, "fr-FR")) == "contrat-client-2026-03.pdf");
}
