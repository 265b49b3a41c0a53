// Every version of every agreement with its dates and languages, and texts by their digest.
#include "agreements/asking_view.hpp"
#include "agreements/routes.hpp"

namespace entrepot::agreements {

namespace {

struct TemplateView {
    Id<Template> id;
    std::string type, version;
    Date effective{};
    std::optional<Date> ends;
    int rank = 0;
    bool in_force = false;
    std::vector<TextView> texts;
    std::optional<std::string> offered_country, offered_language;
    static constexpr std::string_view schema_name = "AgreementTemplateView";
    static constexpr auto fields() {
        using T = TemplateView;
        return Fields{
            field("templateId", &T::id, "The template."),
            field("agreementType", &T::type, "Which agreement it is."),
            field("version", &T::version, "Year and month."),
            field("effective", &T::effective, "From which day it may be accepted."),
            field("ends", &T::ends, "The last day on which it could be."),
            field("versionRank", &T::rank, "Grows with each version of a type."),
            field("inForce", &T::in_force, "Whether an acceptance names this one today."),
            field("texts", &T::texts, "One for each language, addressed by its digest."),
            field("offeredCountry", &T::offered_country, "What the country that was asked for gets …"),
            field("offeredLanguage", &T::offered_language, "… in which language."),
        };
    }
};

struct TemplateQuery {
    std::optional<std::string> type, country, language;
    static constexpr std::string_view schema_name = "AgreementTemplateQuery";
    static constexpr auto fields() {
        using Q = TemplateQuery;
        return Fields{field("agreementType", &Q::type, "Only of this type."),
                      field("country", &Q::country, "Two capitals: says what is offered there."),
                      field("language", &Q::language, "xx-XX, with the country.")};
    }
};

TemplateView view_of(Template const& one, std::string type, bool in_force, TemplateQuery const& query) {
    TemplateView out{.id = one.id,
                     .type = std::move(type),
                     .version = one.version,
                     .effective = one.effective,
                     .ends = one.ends,
                     .rank = one.rank,
                     .in_force = in_force,
                     .texts = {},
                     .offered_country = {},
                     .offered_language = {}};
    for (auto const& [language, file] : one.texts) out.texts.push_back(view_of_text(one, language));
    if (!query.country) return out;
    auto const pair = offered(one, *query.country, query.language.value_or(std::string(default_language)));
    out.offered_country = pair.country;
    out.offered_language = pair.language;
    return out;
}

api::Cursored<TemplateView> list(api::Context& context, api::Query<TemplateQuery> const& query) {
    auto const today = std::chrono::floor<days>(context.now());
    api::Cursored<TemplateView> out;
    for (auto const& one : templates())
        out.items.push_back(
            view_of(one, json::word(one.type), latest_of(templates(), one.type, today).id == one.id, query));
    for (auto const& one : partner_templates())
        out.items.push_back(
            view_of(one, "MicrosoftPartnerAgreement", partner_templates().back().id == one.id, query));
    if (query.type) std::erase_if(out.items, [&](auto const& one) { return one.type != *query.type; });
    return out;
}

// What was accepted, as it was hashed: sha256 of this body is the address itself.
api::Answer text(api::Context& context, std::string const& sha256) {
    auto const found = find_text(sha256);
    if (!found) throw Problem("1000");
    api::Answer answer;
    answer.content_type = "text/plain; charset=utf-8";
    answer.body = plain_text(text_of(*found->of, found->language));
    context.header("Content-Language", found->language);
    return answer;
}

}  // namespace

void add_template_routes(api::Router& router) {
    router.get("/ext/v1/agreement-templates", list)
        .allow(Permission::see_agreements)
        .summary("Every version of every agreement, with its dates, languages and digests");
    router.get("/ext/v1/agreement-texts/{sha256}", text)
        .open("whoever holds a receipt may read what was accepted")
        .summary("An agreement's text by its SHA-256");
}

}  // namespace entrepot::agreements
