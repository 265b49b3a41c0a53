// Problems as answers: {code, description, data, source} in the caller's language (wire.md 7).
#pragma once

#include <exception>
#include <string>

#include "api/gate.hpp"
#include "api/message.hpp"
#include "base/act.hpp"

namespace entrepot::api {

// What data/problems/*.json says of a code.
struct ProblemText {
    std::string rule, remedy;
    bool operator==(ProblemText const&) const = default;
    static constexpr std::string_view schema_name = "ProblemText";
    static constexpr auto fields() {
        return Fields{
            field("rule", &ProblemText::rule, "What is wrong and why."),
            field("remedy", &ProblemText::remedy, "What to do; empty where nothing can be.").or_default(),
        };
    }
};
struct ProblemEntry {
    std::string code;
    int status = 400;
    std::string wire;  // the code on the wire where it is another: a number of the Partner Center
    ProblemText en, fr;
    static constexpr std::string_view schema_name = "ProblemEntry";
    static constexpr auto fields() {
        return Fields{
            field("code", &ProblemEntry::code, "The stable code."),
            field("status", &ProblemEntry::status, "The HTTP status.").or_default(),
            field("wire", &ProblemEntry::wire, "The code that clients read.").or_default(),
            field("en", &ProblemEntry::en, "English."),
            field("fr", &ProblemEntry::fr, "French."),
        };
    }
};

// check()s that the code stands in the table.
ProblemEntry const& problem_entry(std::string const& code);
std::vector<ProblemEntry> const& problem_entries();
// A sentence with its {places} filled.
std::string problem_words(std::string const& sentence, Words const& words);

// A field's problem in words: its code on the wire, and rule and remedy apart and in one sentence.
struct ToldProblem {
    std::string code, rule, remedy, message;
};
ToldProblem told(FieldProblem const& problem, Language language);
// One wrong field as `data` shows it; also used by dry runs.
std::string field_problem_json(FieldProblem const& problem, Language language);
// "field: sentence" of each, in one line.
std::string problem_sentences(std::vector<FieldProblem> const& problems, Language language);
// The one sentence of a field's problem, with its remedy: what a form shows beside the field.
std::string field_sentence(FieldProblem const& problem, Language language);
std::string reasons_text(Verdict const& verdict, Language language);

Answer problem_answer(Problem const& problem, Language language);
// {statusCode, message}: how the Partner Center says 429.
std::string throttled_body(std::exception_ptr error, Language language);
// Any exception: problems as above, a busy or full database as 503 or 507, all else as 500 that says only
// that.
Answer answer_of(std::exception_ptr error, Language language, std::string const& correlation);

}  // namespace entrepot::api
