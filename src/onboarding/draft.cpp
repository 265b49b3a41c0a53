// Reading a draft's state as far as the list needs it.
#include "onboarding/draft.hpp"

#include "base/fold.hpp"
#include "json/json.hpp"

namespace entrepot::onboarding {

namespace {

struct Company {
    std::optional<std::string> name, domain;
    static constexpr std::string_view schema_name = "DraftCompany";
    static constexpr auto fields() {
        return Fields{field("name", &Company::name, ""), field("domain", &Company::domain, "")};
    }
};
struct State {
    Company company;
    static constexpr std::string_view schema_name = "DraftState";
    static constexpr auto fields() { return Fields{field("company", &State::company, "")}; }
};

}  // namespace

DraftSummary summarise(RawJson const& state) {
    if (state.text.size() > draft_bytes) throw Problem("draft_too_large");
    State read;
    Problems ignored;  // a draft may hold anything a person is in the middle of typing
    json::decode(json::type_of<State>(), &read, state.text, ignored, {.stored = true});
    // A title is a column of its own, where PostgreSQL takes no U+0000; the state carries it as it was typed.
    auto const name = read.company.name.value_or("");
    return {is_clean_utf8(name) ? cut(name, 200) : "", lower_ascii(read.company.domain.value_or(""))};
}

}  // namespace entrepot::onboarding
