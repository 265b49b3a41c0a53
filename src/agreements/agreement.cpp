// The rules of attesting: see agreement.hpp.
#include "agreements/agreement.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/words.hpp"
#include "json/json.hpp"

namespace entrepot::agreements {

namespace {

// Earlier dates are slips of the keyboard.
constexpr Date first_agreement = std::chrono::year{2000} / 1 / 1;

// A5 and A8: the latest of its type; an older one is named with the one that replaced it.
Template const* judge_template(AgreementForm const& form, Attesting const& facts,
                               std::vector<Template> const& all, Problems& problems) {
    auto const today = std::chrono::floor<days>(facts.now + facts.day_ahead);
    if (form.template_id.empty()) return problems.add(facts.template_path, "required"), nullptr;
    auto const id = Uuid::parse(form.template_id);
    auto const* found = id ? find_template(all, *id) : nullptr;
    auto const& current =
        latest_of(all, found ? found->type : form.type.value_or(AgreementType::customer), today);
    Words words{{"current", current.id.text()}, {"version", current.version}};
    if (!found) return problems.add(facts.template_path, "template_unknown", words), nullptr;
    if (found != &current) {
        words["old"] = found->version;
        return problems.add(facts.template_path, "template_superseded", words), nullptr;
    }
    if (form.type && *form.type != found->type) {
        problems.add(facts.type_path, "template_of_other_type", {{"type", json::word(found->type)}});
        return nullptr;
    }
    return found;
}

bool is_blank(std::string const& text) {
    return std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\t'; });
}

}  // namespace

Origin origin_from(Path path, std::string_view peer, std::string_view forwarded_for, std::string_view agent) {
    // Headers are strangers' bytes.
    auto const plain = [](std::string_view text, std::size_t most) {
        std::string out;
        for (char const c : text.substr(0, most))
            if (c >= ' ' && c < 0x7f) out += c;
        return out;
    };
    Origin out{path, plain(peer, 60), plain(agent, 200)};
    // What a proxy says is kept beside what was seen: anybody can write that header.
    if (!forwarded_for.empty()) out.address += " (forwarded for " + plain(forwarded_for, 100) + ')';
    return out;
}

Agreement attest(AgreementForm const& form, Attesting const& facts, std::vector<Template> const& all) {
    Problems problems;
    auto agreement = attest(form, facts, all, problems);
    problems.raise();
    return agreement;
}

Agreement attest(AgreementForm const& form, Attesting const& facts, std::vector<Template> const& all,
                 Problems& problems) {
    judge_signatory(form.signatory, facts.signatory_path, problems);
    auto const* accepted = judge_template(form, facts, all, problems);
    auto const agreed = judge_date(form.date_agreed, facts.now, facts.day_ahead, facts.date_path, problems);
    Agreement out;
    if (!accepted || !agreed) return out;
    out.id = Id<Agreement>(new_uuid());
    out.partner = facts.partner;
    out.customer = facts.customer;
    out.reseller = facts.reseller;
    out.user = facts.user;
    out.signatory = form.signatory;
    out.template_id = accepted->id;
    out.agreed = *agreed;
    out.type = accepted->type;
    out.method = facts.method;
    out.attested_by = facts.attested_by;
    out.origin = facts.origin;
    out.customer_name = facts.customer_name;
    out.partner_name = facts.partner_name;
    out.version = accepted->version;
    out.language = text_language(*accepted, facts.language);
    out.sha256 = text_sha256(*accepted, out.language);
    out.created = facts.now;
    out.real_created = facts.real_now;
    return out;
}

void judge_signatory(Contact const& signatory, std::string const& path, Problems& problems) {
    if (is_blank(signatory.first_name)) problems.add(path + ".firstName", "required");
    if (is_blank(signatory.last_name)) problems.add(path + ".lastName", "required");
    if (is_blank(signatory.email)) problems.add(path + ".email", "required");
    else if (!is_email(signatory.email)) problems.add(path + ".email", "email_malformed");
}

std::optional<Time> judge_date(std::string_view text, Time now, hours ahead, std::string const& path,
                               Problems& problems) {
    // .NET sends its default date for "none".
    if (text.empty() || text.starts_with("0001-01-01")) return problems.add(path, "required"), std::nullopt;
    auto const agreed = parse_time(text);
    if (!agreed) return problems.add(path, "expected_time"), std::nullopt;
    // A day is sent as its midnight in UTC, so that day and instant are judged alike.
    if (*agreed < first_agreement)
        return problems.add(path, "agreed_too_early", day("first", first_agreement)), std::nullopt;
    if (*agreed <= now + ahead) return agreed;
    auto const today = std::chrono::floor<days>(now + ahead);
    return problems.add(path, "agreed_in_future", day("today", today)), std::nullopt;
}

hours day_ahead(std::string_view time_zone) {
    struct Region {
        std::string_view name;
        int offset;
    };
    constexpr Region regions[] = {{"America/", 0}, {"Atlantic/", 1}, {"Europe/", 4},     {"Africa/", 4},
                                  {"Indian/", 7},  {"Asia/", 12},    {"Australia/", 11}, {"Pacific/", 14}};
    for (auto const& region : regions)
        if (time_zone.starts_with(region.name)) return hours{region.offset};
    return hours{14};
}

bool is_email(std::string_view text) {
    auto const at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 ||
        text.find('@', at + 1) != std::string_view::npos)
        return false;
    auto const domain = text.substr(at + 1);
    auto const dot = domain.rfind('.');
    bool const dotted = dot != std::string_view::npos && dot > 0 && domain.size() - dot > 2;
    if (!dotted || domain.front() == '-' || domain.find("..") != std::string_view::npos) return false;
    bool const quiet =
        text.front() != '.' && text[at - 1] != '.' && text.find("..") == std::string_view::npos;
    return quiet && std::ranges::none_of(text, [](unsigned char c) {
               return c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '(' || c == ')' || c == ',' ||
                      c == ';' || c == ':' || c == '"' || c == '\\' || c == '[' || c == ']';
           });
}

}  // namespace entrepot::agreements
