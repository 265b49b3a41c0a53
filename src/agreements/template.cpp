// The templates and texts that the binary carries: see template.hpp.
#include "agreements/template.hpp"

#include <algorithm>

#include "access/sha256.hpp"
#include "base/check.hpp"
#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "json/json.hpp"

namespace entrepot::agreements {

namespace {

struct CountryLanguages {
    std::string country;
    std::vector<std::string> languages;
    static constexpr std::string_view schema_name = "AgreementLanguages";
    static constexpr auto fields() {
        return Fields{field("country", &CountryLanguages::country, "Two letters."),
                      field("languages", &CountryLanguages::languages, "What may be asked for there.")};
    }
};

struct Library {
    std::vector<Template> templates;
    std::vector<Template> partners;
    Date renew_before;
    std::vector<CountryLanguages> countries;
    static constexpr std::string_view schema_name = "AgreementLibrary";
    static constexpr auto fields() {
        return Fields{field("templates", &Library::templates, "Every version."),
                      field("partnerAgreements", &Library::partners, "What partners sign."),
                      field("renewBefore", &Library::renew_before, "Older acceptances are renewed."),
                      field("languagesByCountry", &Library::countries, "By country.")};
    }
};

Library const& library() {
    static Library const read = json::read<Library>(embedded("data/agreements/templates.json"));
    return read;
}

struct ReadText {
    AgreementText text;
    std::string sha256;
};

ReadText const& read_text(std::string const& file) {
    static std::map<std::string, ReadText> const all = [] {
        std::map<std::string, ReadText> out;
        for (auto const* list : {&library().templates, &library().partners})
            for (auto const& one : *list)
                for (auto const& [language, name] : one.texts) {
                    auto text = json::read<AgreementText>(embedded("data/agreements/" + name));
                    auto digest = access::sha256_hex(plain_text(text));
                    out.emplace(name, ReadText{std::move(text), std::move(digest)});
                }
        return out;
    }();
    return all.at(file);
}

std::string const& file_of(Template const& one, std::string_view language) {
    auto const file = one.texts.find(std::string(language));
    check(file != one.texts.end(), "a template is asked only for a language that it has");
    return file->second;
}

std::string_view tongue(std::string_view language) { return language.substr(0, language.find('-')); }

}  // namespace

std::vector<Template> const& templates() { return library().templates; }
std::vector<Template> const& partner_templates() { return library().partners; }
Date renew_before() { return library().renew_before; }

Template const* find_any_template(Uuid const& id) {
    auto const* found = find_template(templates(), id);
    return found ? found : find_template(partner_templates(), id);
}

std::optional<TextPlace> find_text(std::string_view sha256) {
    for (auto const* list : {&templates(), &partner_templates()})
        for (auto const& one : *list)
            for (auto const& [language, file] : one.texts)
                if (text_sha256(one, language) == sha256) return TextPlace{&one, language};
    return std::nullopt;
}

Template const* find_template(std::vector<Template> const& all, Uuid const& id) {
    auto const at = std::ranges::find_if(all, [&](auto const& one) { return Uuid(one.id) == id; });
    return at == all.end() ? nullptr : &*at;
}

Template const& latest_of(std::vector<Template> const& all, AgreementType type, std::optional<Date> on) {
    Template const* latest = nullptr;
    // A version that is announced is not in force yet; what is in force goes before what is not.
    auto const in_force = [&](Template const& one) { return !on || one.effective <= *on; };
    for (auto const& one : all) {
        if (one.type != type) continue;
        bool const better = !latest || (in_force(one) && !in_force(*latest)) ||
                            (in_force(one) == in_force(*latest) && one.rank > latest->rank);
        if (better) latest = &one;
    }
    check(latest, "every type of agreement has a template");
    return *latest;
}

std::string text_language(Template const& one, std::string_view wanted) {
    for (auto const& [language, file] : one.texts)
        if (equal_ignoring_case(language, wanted)) return language;
    for (auto const& [language, file] : one.texts)
        if (equal_ignoring_case(tongue(language), tongue(wanted))) return language;
    return std::string(default_language);
}

Offered offered(Template const& one, std::string_view country, std::string_view language) {
    Offered const usual{std::string(default_country), std::string(default_language)};
    auto const& all = library().countries;
    auto const at = std::ranges::find_if(all, [&](auto const& row) { return row.country == country; });
    if (at == all.end()) return usual;
    for (auto const& known : at->languages)
        if (equal_ignoring_case(known, language) && one.texts.contains(known)) return {at->country, known};
    return {at->country, usual.language};
}

AgreementText const& text_of(Template const& one, std::string_view language) {
    return read_text(file_of(one, language)).text;
}

std::string plain_text(AgreementText const& text) {
    std::string out = text.title + '\n' + text.version + '\n' + text.intro + '\n';
    for (auto const& section : text.sections) {
        out += section.heading + '\n';
        for (auto const& paragraph : section.paragraphs) out += paragraph + '\n';
    }
    return out + text.signature.statement + '\n';
}

std::string const& text_sha256(Template const& one, std::string_view language) {
    return read_text(file_of(one, language)).sha256;
}

}  // namespace entrepot::agreements
