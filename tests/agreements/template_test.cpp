// Templates, their languages and what is hashed.
#include "agreements/template.hpp"

#include <doctest/doctest.h>

#include "access/sha256.hpp"

using namespace entrepot;
using namespace entrepot::agreements;

namespace {

Template const& customer_agreement() { return latest_of(templates(), AgreementType::customer); }

std::string offer(std::string_view country, std::string_view language) {
    auto const found = offered(customer_agreement(), country, language);
    return found.country + ' ' + found.language;
}

}  // namespace

TEST_CASE("the latest of each type is the one that clients know") {
    CHECK(customer_agreement().id.text() == "117a77b0-9360-443b-8795-c6dedc750cf9");
    CHECK(customer_agreement().rank == 2);
    CHECK(latest_of(templates(), AgreementType::cloud).id.text() == "998b88de-aa99-4388-a42c-1b3517d49490");
}

TEST_CASE("a pair that is not offered falls back to the default") {
    CHECK(offer("FR", "fr-FR") == "FR fr-FR");
    CHECK(offer("FR", "FR-fr") == "FR fr-FR");
    CHECK(offer("fr", "fr-FR") == "US en-US");
    CHECK(offer("US", "fr-FR") == "US en-US");
    CHECK(offer("CA", "fr-FR") == "CA fr-FR");
    CHECK(offer("DE", "de-DE") == "DE en-US");
    CHECK(offer("ZZ", "en-US") == "US en-US");
}

TEST_CASE("a reader gets the nearest text") {
    CHECK(text_language(customer_agreement(), "fr-CA") == "fr-FR");
    CHECK(text_language(customer_agreement(), "fr") == "fr-FR");
    CHECK(text_language(customer_agreement(), "EN-gb") == "en-US");
    CHECK(text_language(customer_agreement(), "ja-JP") == "en-US");
    CHECK(text_language(customer_agreement(), "") == "en-US");
}

TEST_CASE("every template has its texts, complete and in order") {
    for (auto const& one : templates()) {
        CHECK(one.texts.contains("en-US"));
        CHECK(one.texts.contains("fr-FR"));
        for (auto const& [language, file] : one.texts) {
            CAPTURE(file);
            auto const& text = text_of(one, language);
            CHECK(text.language == language);
            CHECK(text.version == one.version);
            CHECK(text.effective == one.effective);
            CHECK(text.sections.size() == text_of(one, "en-US").sections.size());
            for (std::size_t i = 0; i < text.sections.size(); ++i)
                CHECK(text.sections[i].heading.starts_with(std::to_string(i + 1) + ". "));
        }
    }
}

TEST_CASE("the digest is that of the plain text") {
    CHECK(access::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    auto const& text = text_of(customer_agreement(), "en-US");
    CHECK(text_sha256(customer_agreement(), "en-US") == access::sha256_hex(plain_text(text)));
    CHECK(plain_text(text).starts_with("Customer agreement\n2026-03\nThis agreement sets out"));
}
