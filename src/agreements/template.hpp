// Agreement templates: dated texts in several languages, of which the latest of a type is accepted (rules.md
// A8).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/field.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"

namespace entrepot::agreements {

enum class AgreementType : std::uint8_t { cloud, customer };
// The names that clients expect, whatever a deployment calls them on paper.
constexpr auto wire_names(AgreementType) {
    return std::array{Wire{AgreementType::cloud, "MicrosoftCloudAgreement"},
                      Wire{AgreementType::customer, "MicrosoftCustomerAgreement"}};
}

struct Template {
    Id<Template> id;
    AgreementType type = AgreementType::customer;
    std::string version;
    Date effective;
    std::optional<Date> ends;                  // the last day on which it could be accepted
    int rank = 0;                              // grows with each version of a type
    std::map<std::string, std::string> texts;  // language → file under data/agreements

    static constexpr std::string_view schema_name = "AgreementTemplate";
    static constexpr auto fields() {
        return Fields{
            field("templateId", &Template::id, "The template."),
            field("type", &Template::type, "Which agreement with customers it is.").or_default(),
            field("version", &Template::version, "Year and month."),
            field("effective", &Template::effective, "The day from which it may be accepted."),
            field("ends", &Template::ends, "The last day on which it could be accepted."),
            field("versionRank", &Template::rank, "Grows with each version of a type."),
            field("texts", &Template::texts, "Language to file."),
        };
    }
};

struct Section {
    std::string heading;  // with its number: "4. Right to use the services"
    std::vector<std::string> paragraphs;
    static constexpr std::string_view schema_name = "AgreementSection";
    static constexpr auto fields() {
        return Fields{field("heading", &Section::heading, "Number and title."),
                      field("paragraphs", &Section::paragraphs, "In order.")};
    }
};

struct SignatureField {
    std::string id, label;
    static constexpr std::string_view schema_name = "AgreementSignatureField";
    static constexpr auto fields() {
        return Fields{field("id", &SignatureField::id, "What belongs there."),
                      field("label", &SignatureField::label, "What stands before it.")};
    }
};

struct Signature {
    std::string statement;
    std::vector<SignatureField> parts;
    static constexpr std::string_view schema_name = "AgreementSignature";
    static constexpr auto fields() {
        return Fields{field("statement", &Signature::statement, "What the signatory confirms."),
                      field("fields", &Signature::parts, "What is filled in.")};
    }
};

struct AgreementText {
    std::string title, version;
    Date effective;
    std::string language, intro;
    std::vector<Section> sections;
    Signature signature;

    static constexpr std::string_view schema_name = "AgreementText";
    static constexpr auto fields() {
        using A = AgreementText;
        return Fields{
            field("title", &A::title, "The title."),
            field("version", &A::version, "Year and month."),
            field("effective", &A::effective, "The day from which it may be accepted."),
            field("language", &A::language, "xx-XX."),
            field("intro", &A::intro, "What stands before the first section."),
            field("sections", &A::sections, "The numbered sections."),
            field("signature", &A::signature, "The record of acceptance."),
        };
    }
};

inline constexpr std::string_view default_language = "en-US", default_country = "US";

// All templates for customers, read once.
std::vector<Template> const& templates();
// Those that partners sign themselves; the last is in force.
std::vector<Template> const& partner_templates();
// An acceptance of the customer agreement from before this day is to be renewed (rules.md A15).
Date renew_before();

// By id, among those of customers and of partners.
Template const* find_any_template(Uuid const& id);

Template const* find_template(std::vector<Template> const& all, Uuid const& id);
// The latest of a type; there is always one. With a day: of those that are in force on it, where one is.
Template const& latest_of(std::vector<Template> const& all, AgreementType type,
                          std::optional<Date> on = std::nullopt);

// A text by its digest: the address of what was shown, whatever template it belongs to.
struct TextPlace {
    Template const* of;
    std::string language;
};
std::optional<TextPlace> find_text(std::string_view sha256);

// The language of the text that somebody who reads `wanted` is shown: the same, another of the same tongue
// (fr-CA → fr-FR), or the default.
std::string text_language(Template const& one, std::string_view wanted);

// What a client asked for in the words of the wire, or the defaults where that pair is not offered (wire.md
// 11): the language without regard to case, the country with regard to it.
struct Offered {
    std::string country, language;
};
Offered offered(Template const& one, std::string_view country, std::string_view language);

// check()s that the template has a text in this language.
AgreementText const& text_of(Template const& one, std::string_view language);

// What is hashed as evidence: title, version, introduction, headings, paragraphs and statement, one a line,
// UTF-8.
std::string plain_text(AgreementText const& text);
std::string const& text_sha256(Template const& one, std::string_view language);

}  // namespace entrepot::agreements
