// Pages on the way of a sign-in: see oauth_page_api.hpp.
#include "access/oauth_page_api.hpp"

namespace entrepot::access {

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else if (c == '\'') out += "&#39;";
        else out += c;
    }
    return out;
}

// The digest is that of the one line of script below.
constexpr std::string_view policy =
    "default-src 'none'; script-src 'sha256-ePniVEkSivX/c7XWBGafqh8tSpiRrKiqYeqbG7N1TOE='; base-uri 'none'; "
    "frame-ancestors 'none'";

api::Answer page(std::string_view language, std::string_view title, std::string const& body) {
    api::Answer answer;
    answer.content_type = "text/html; charset=utf-8";
    answer.body = "<!doctype html>\n<html lang=\"" + std::string(language) +
                  "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                  "<meta name=\"color-scheme\" content=\"light dark\"><title>" +
                  escaped(title) + "</title></head><body>" + body + "</body></html>\n";
    answer.headers.emplace_back("Content-Security-Policy", policy);
    answer.headers.emplace_back("Referrer-Policy", "no-referrer");
    answer.headers.emplace_back("X-Content-Type-Options", "nosniff");
    return answer;
}

}  // namespace

api::Answer form_page(std::string const& uri, std::vector<std::vector<std::string>> const& values) {
    auto body = "<form method=\"post\" action=\"" + escaped(uri) + "\">";
    for (auto const& one : values)
        body += "<input type=\"hidden\" name=\"" + escaped(one[0]) + "\" value=\"" + escaped(one[1]) + "\">";
    body +=
        "<noscript><button>Continuer / Continue</button></noscript></form>"
        "<script>document.forms[0].submit()</script>";
    return page("en", "Entrepot", body);
}

api::Answer refusal_page(Language language, std::string const& sentence) {
    bool const french = language == Language::fr;
    auto answer =
        page(french ? "fr" : "en", french ? "Connexion impossible" : "Sign-in is not possible",
             std::string("<main><h1>") + (french ? "Connexion impossible" : "Sign-in is not possible") +
                 "</h1><p>" + escaped(sentence) + "</p></main>");
    answer.status = 400;
    return answer;
}

}  // namespace entrepot::access
