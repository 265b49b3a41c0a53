// Verdicts as JSON: see verdict.hpp.
#include "api/verdict.hpp"

#include "api/problem_answer.hpp"
#include "json/json.hpp"

namespace entrepot::api {

std::vector<ReasonView> reasons_of(Verdict const& verdict, Language language) {
    std::vector<ReasonView> out;
    for (auto const& reason : verdict.reasons)
        out.push_back({reason.code, reasons_text({{reason}}, language), reason.roles});
    return out;
}

std::string verdict_json(Verdict const& verdict, Language language) {
    std::string out =
        std::string("{\"allowed\":") + (verdict.allowed() ? "true" : "false") + ",\"reasons\":[";
    for (auto const& reason : reasons_of(verdict, language)) {
        if (out.back() != '[') out += ',';
        out += json::write(reason);
    }
    return out + "]}";
}

}  // namespace entrepot::api
