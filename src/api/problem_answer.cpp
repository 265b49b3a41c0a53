// The table of codes and the error body: see problem_answer.hpp.
#include "api/problem_answer.hpp"

#include <unordered_map>

#include "base/embedded.hpp"
#include "base/fold.hpp"
#include "base/log.hpp"
#include "db/damaged.hpp"
#include "db/outcome_unknown.hpp"

namespace entrepot::api {

namespace {

ProblemText const& text_of(ProblemEntry const& entry, Language language) {
    return language == Language::fr ? entry.fr : entry.en;
}

void encode_code(std::string const& code, std::string& out) {
    bool const number =
        !code.empty() && code.size() < 10 && code.find_first_not_of("0123456789") == std::string::npos;
    if (number) out += code;
    else json::encode_text(code, out);
}

std::string const& wire_code(ProblemEntry const& entry) {
    return entry.wire.empty() ? entry.code : entry.wire;
}

// The wire allows 1 to 1024 characters (rules.md M4); cut between characters.
std::string cut(std::string text) {
    if (text.size() <= 1024) return text;
    std::size_t end = 1024;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return text.substr(0, end);
}

std::string description(Problem const& problem, ProblemEntry const& entry, Language language) {
    auto const& text = text_of(entry, language);
    auto out = problem_words(text.rule, problem.words);
    if (!text.remedy.empty()) out += ' ' + problem_words(text.remedy, problem.words);
    if (auto const* refused = dynamic_cast<Refused const*>(&problem))
        out = reasons_text(refused->verdict, language);
    if (problem.fields.size() > 1 || (problem.fields.size() == 1 && entry.code == "3000"))
        out += ' ' + problem_sentences(problem.fields, language);
    return cut(out);
}

void encode_reasons(Verdict const& verdict, Language language, std::string& out) {
    for (std::size_t i = 0; i < verdict.reasons.size(); ++i) {
        auto const& reason = verdict.reasons[i];
        if (i > 0) out += ',';
        out += "{\"field\":\"\",\"code\":\"" + reason.code + "\",\"rule\":";
        json::encode_text(reasons_text({{reason}}, language), out);
        out += ",\"remedy\":\"\",\"roles\":[";
        for (std::size_t r = 0; r < reason.roles.size(); ++r)
            out += (r ? ",\"" : "\"") + json::word(reason.roles[r]) + '"';
        out += "]}";
    }
}

Answer plain(std::string const& code, Language language, Words words = {}) {
    return problem_answer(Problem(code, std::move(words)), language);
}

}  // namespace

std::vector<ProblemEntry> const& problem_entries() {
    static std::vector<ProblemEntry> const entries = [] {
        std::vector<ProblemEntry> all;
        for (auto const& file : embedded_files()) {
            if (!file.path.starts_with("data/problems/")) continue;
            for (auto& entry : json::read<std::vector<ProblemEntry>>(file.bytes))
                all.push_back(std::move(entry));
        }
        return all;
    }();
    return entries;
}

ProblemEntry const& problem_entry(std::string const& code) {
    static std::unordered_map<std::string, ProblemEntry const*> const by_code = [] {
        std::unordered_map<std::string, ProblemEntry const*> out;
        for (auto const& entry : problem_entries()) out.emplace(entry.code, &entry);
        return out;
    }();
    auto const at = by_code.find(code);
    if (at == by_code.end()) log(Level::error, "a code without a text", {{"code", code}});
    check(at != by_code.end(), "every code has its texts in data/problems");
    return *at->second;
}

std::string problem_words(std::string const& sentence, Words const& words) {
    std::string out;
    for (std::size_t at = 0; at < sentence.size();) {
        auto const open = std::min(sentence.find('{', at), sentence.size());
        out.append(sentence, at, open - at);
        auto const close = sentence.find('}', open);
        if (close == std::string::npos) break;
        auto const word = words.find(sentence.substr(open + 1, close - open - 1));
        if (word != words.end()) out += word->second;
        at = close + 1;
    }
    return out;
}

std::string problem_sentences(std::vector<FieldProblem> const& problems, Language language) {
    std::string out;
    for (auto const& problem : problems)
        out += (out.empty() ? "" : " ") + problem.field + (language == Language::fr ? "\u00a0: " : ": ") +
               problem_words(text_of(problem_entry(problem.code), language).rule, problem.words);
    return out;
}

ToldProblem told(FieldProblem const& problem, Language language) {
    auto const& entry = problem_entry(problem.code);
    auto const& text = text_of(entry, language);
    ToldProblem out{wire_code(entry),
                    problem_words(text.rule, problem.words),
                    problem_words(text.remedy, problem.words),
                    {}};
    out.message = out.rule + (out.remedy.empty() ? "" : ' ' + out.remedy);
    return out;
}

std::string field_sentence(FieldProblem const& problem, Language language) {
    return told(problem, language).message;
}

std::string field_problem_json(FieldProblem const& problem, Language language) {
    auto const words = told(problem, language);
    std::string out = "{\"field\":";
    json::encode_text(problem.field, out);
    out += ",\"code\":";
    encode_code(words.code, out);
    out += ",\"rule\":";
    json::encode_text(words.rule, out);
    out += ",\"remedy\":";
    json::encode_text(words.remedy, out);
    return out + '}';
}

std::string reasons_text(Verdict const& verdict, Language language) {
    std::string out;
    for (auto const& reason : verdict.reasons) {
        std::string roles;
        for (auto const role : reason.roles) {
            auto const& name = text_of(problem_entry("role_" + json::word(role)), language).rule;
            roles += (roles.empty() ? "" : ", ") + name;
        }
        out += (out.empty() ? "" : " ") +
               problem_words(text_of(problem_entry(reason.code), language).rule, {{"roles", roles}});
    }
    return out;
}

Answer problem_answer(Problem const& problem, Language language) {
    auto const* entry = &problem_entry(problem.code);
    // One wrong field keeps its own code only where that is a code of the wire or a status of its own.
    if (entry->status == 400 && entry->wire.empty() && problem.fields.size() == 1 &&
        problem.fields.front().code == problem.code &&
        problem.code.find_first_not_of("0123456789") != std::string::npos)
        entry = &problem_entry("3000");
    Answer answer;
    answer.status = entry->status;
    answer.body = "{\"code\":";
    encode_code(wire_code(*entry), answer.body);
    answer.body += ",\"description\":";
    json::encode_text(description(problem, *entry, language), answer.body);
    answer.body += ",\"data\":[";
    if (auto const* refused = dynamic_cast<Refused const*>(&problem)) {
        encode_reasons(refused->verdict, language, answer.body);
    } else {
        for (std::size_t i = 0; i < problem.fields.size(); ++i)
            answer.body += (i ? "," : "") + field_problem_json(problem.fields[i], language);
    }
    answer.body += "],\"source\":\"Entrepot\"}";
    if (answer.status == 401)
        answer.headers.emplace_back("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    auto const seconds = problem.words.find("seconds");
    // What may have been done is not to be tried again by itself.
    if ((answer.status == 503 && problem.code != "outcome_unknown") || answer.status == 429)
        answer.headers.emplace_back("Retry-After", seconds == problem.words.end() ? "1" : seconds->second);
    return answer;
}

std::string throttled_body(std::exception_ptr error, Language language) {
    std::string out = "{\"statusCode\":429,\"message\":";
    try {
        std::rethrow_exception(error);
    } catch (Problem const& problem) {
        json::encode_text(description(problem, problem_entry(problem.code), language), out);
    }
    return out + '}';
}

namespace {

Answer put_into_words(std::exception_ptr error, Language language, std::string const& correlation) {
    try {
        std::rethrow_exception(error);
    } catch (Problem const& problem) {
        return problem_answer(problem, language);
    } catch (db::Conflict const& conflict) {
        log(Level::warning, "a conflict that no store expected",
            {{"why", conflict.what()}, {"correlation", correlation}});
        return plain("conflict", language);
    } catch (db::Contended const& contended) {
        log(Level::warning, "the database was too busy",
            {{"why", contended.what()}, {"correlation", correlation}});
        return plain("busy", language);
    } catch (db::Damaged const& damaged) {
        log(Level::error, "the database is damaged", {{"why", damaged.what()}, {"correlation", correlation}});
        return plain("database_damaged", language);
    } catch (db::OutcomeUnknown const& unknown) {
        log(Level::error, "whether a write was kept is not known",
            {{"why", unknown.what()}, {"correlation", correlation}});
        return plain("outcome_unknown", language);
    } catch (db::Unavailable const& unavailable) {
        log(Level::error, "the database refused",
            {{"why", unavailable.what()}, {"correlation", correlation}});
        return plain(unavailable.disk_is_full ? "disk_full" : "database_unavailable", language);
    } catch (std::exception const& other) {
        log(Level::error, "a request failed", {{"why", other.what()}, {"correlation", correlation}});
    } catch (...) {
        log(Level::error, "a request failed", {{"correlation", correlation}});
    }
    return plain("internal", language, {{"correlation", correlation}});
}

}  // namespace

// There is always an answer: whoever asks is at the end of the way, on SQLite's writer for one.
Answer answer_of(std::exception_ptr error, Language language, std::string const& correlation) {
    try {
        return put_into_words(error, language, correlation);
    } catch (std::exception const& wordless) {
        log(Level::error, "a request failed", {{"why", wordless.what()}, {"correlation", correlation}});
        return plain("internal", language, {{"correlation", correlation}});
    }
}

}  // namespace entrepot::api
