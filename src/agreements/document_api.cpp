// Agreement texts as PDF: links for clients of the wire, and the documents themselves.
#include "agreements/customer_day.hpp"
#include "agreements/document_link.hpp"
#include "agreements/document_shelf.hpp"
#include "agreements/routes.hpp"

namespace entrepot::agreements {

namespace {

struct DocumentQuery {
    std::string language{default_language}, country{default_country};
    static constexpr std::string_view schema_name = "AgreementDocumentQuery";
    static constexpr auto fields() {
        return Fields{
            field("language", &DocumentQuery::language, "xx-XX; en-US where absent.").or_default(),
            field("country", &DocumentQuery::country, "Two capitals; US where absent.").or_default()};
    }
};

struct AgreementDocument {
    std::string display_uri, download_uri, language, country;
    static constexpr std::string_view schema_name = "AgreementDocument";
    static constexpr auto fields() {
        using A = AgreementDocument;
        return Fields{
            field("displayUri", &A::display_uri, "Shows the PDF; ends after five minutes."),
            field("downloadUri", &A::download_uri, "Saves the PDF; ends after five minutes."),
            field("language", &A::language, "Of the text."),
            field("country", &A::country, "For which it is."),
        };
    }
};

struct CurrentTemplate {
    Id<Template> template_id;
    std::string version, title, language, document_uri, sha256;
    static constexpr std::string_view schema_name = "CurrentAgreementTemplate";
    static constexpr auto fields() {
        using C = CurrentTemplate;
        return Fields{
            field("templateId", &C::template_id, "What an attestation names."),
            field("version", &C::version, "Year and month."),
            field("title", &C::title, "In the text's language."),
            field("language", &C::language, "Of the text."),
            field("documentUri", &C::document_uri, "The PDF."),
            field("sha256", &C::sha256, "Of the text that is shown."),
        };
    }
};

Template const* find_by_text(std::string_view id) {
    auto const parsed = Uuid::parse(id);
    auto const* found = parsed ? find_any_template(*parsed) : nullptr;
    return found && found->id.text() == id ? found : nullptr;  // case counts: wire.md 11
}

api::Answer pdf(api::Context& context, Template const& one, std::string const& language, bool download) {
    static DocumentShelf shelf;
    api::Answer answer;
    answer.content_type = "application/pdf";
    answer.body = *shelf.get(one, language, deployment_name);
    context.header("Content-Disposition", std::string(download ? "attachment" : "inline") + "; filename=\"" +
                                              file_name(text_of(one, language)) + '"');
    context.header("Content-Language", language);
    return answer;
}

AgreementDocument links_to(api::Context& context, std::string const& id,
                           api::Query<DocumentQuery> const& query) {
    auto const* one = find_by_text(id);
    if (!one) throw Problem("1000");
    auto const [country, language] = offered(*one, query.country, query.language);
    auto const uri = [&](bool download) {
        DocumentLink const link{.template_id = one->id,
                                .language = language,
                                .download = download,
                                .expires = context.act.real_now + document_link_life};
        auto const word = write_link(link, context.gate);
        return context.public_url() + "/ext/v1/agreement-links/" + word;
    };
    return {uri(false), uri(true), language, country};
}

api::Answer by_link(api::Context& context, std::string const& word) {
    auto const link = read_link(word, context.gate);
    if (!link) throw Problem("1000");
    if (link->expires <= context.act.real_now) throw Problem("document_link_ended");
    auto const* one = find_any_template(link->template_id);
    if (!one || !one->texts.contains(link->language)) throw Problem("1000");
    return pdf(context, *one, link->language, link->download);
}

CurrentTemplate current(api::Context& context, api::Query<DocumentQuery> const& query) {
    auto const& latest = latest_in(query.country, context.now());
    auto const language = text_language(latest, query.language);
    return {.template_id = latest.id,
            .version = latest.version,
            .title = text_of(latest, language).title,
            .language = language,
            .document_uri = "/ext/v1/agreement-documents/" + latest.id.text() + '.' + language + ".pdf",
            .sha256 = text_sha256(latest, language)};
}

// {template id}.{language}.pdf
api::Answer document(api::Context& context, std::string const& name) {
    auto const dot = name.find('.');
    auto const* one = find_by_text(std::string_view(name).substr(0, dot));
    if (!one || dot == std::string::npos || name.size() < dot + 6 || !name.ends_with(".pdf"))
        throw Problem("1000");
    auto const language = name.substr(dot + 1, name.size() - dot - 5);
    if (!one->texts.contains(language)) throw Problem("1000");
    return pdf(context, *one, language, false);
}

}  // namespace

void add_document_routes(api::Router& router) {
    router.get("/v1/agreementtemplates/{template}/document", links_to)
        .allow(Permission::see_agreements)
        .summary("Links to an agreement's text, other ones at each call");
    router.get("/ext/v1/agreement-links/{link}", by_link)
        .open("the link itself is the right to read, for five minutes")
        .heavy()
        .summary("An agreement's text as PDF, by link");
    router.get("/ext/v1/agreement-templates/current", current)
        .allow(Permission::see_agreements)
        .summary("The customer agreement that may be accepted now");
    router.get("/ext/v1/agreement-documents/{document}", document)
        .open("whoever is asked to accept an agreement may read it")
        .heavy()
        .summary("An agreement's text as PDF");
}

}  // namespace entrepot::agreements
