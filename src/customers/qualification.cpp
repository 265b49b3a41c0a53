// The rules of qualifications: see qualification.hpp.
#include "customers/qualification.hpp"

#include <algorithm>

#include "base/fold.hpp"

namespace entrepot::customers {

namespace {

struct Spelling {
    std::string_view squeezed;  // without case and underscores
    Qualification value;
    std::string_view old_word, new_word;
};
constexpr Spelling spellings[] = {
    {"none", Qualification::none, "none", "None"},
    {"education", Qualification::education, "education", "Education"},
    {"governmentcommunitycloud", Qualification::government, "governmentCommunityCloud",
     "GovernmentCommunityCloud"},
    {"nonprofit", Qualification::nonprofit, "nonprofit", "Nonprofit"},
};

Spelling const& spelling_of(Qualification value) {
    for (auto const& one : spellings)
        if (one.value == value) return one;
    return spellings[0];
}

// Whoever may open a mailbox there in a minute: an address that says nothing of an institution.
constexpr std::string_view free_mail[] = {
    "gmail.com",  "googlemail.com", "outlook.com",   "outlook.fr", "hotmail.com",    "hotmail.fr",
    "live.com",   "live.fr",        "msn.com",       "yahoo.com",  "yahoo.fr",       "ymail.com",
    "icloud.com", "me.com",         "aol.com",       "gmx.com",    "gmx.net",        "gmx.fr",
    "gmx.de",     "web.de",         "mail.com",      "proton.me",  "protonmail.com", "zoho.com",
    "orange.fr",  "wanadoo.fr",     "free.fr",       "sfr.fr",     "laposte.net",    "bbox.fr",
    "neuf.fr",    "numericable.fr", "libertysurf.fr"};
constexpr std::string_view vendor_mail[] = {"microsoft.com", "onmicrosoft.com", "ccsctp.net"};

void judge_education(Customer const& customer, QualificationFacts const& facts, Problems& problems) {
    auto const& address = customer.billing.address;
    if (facts.legal_name.empty()) problems.add("companyName", "required");
    if (address.line1.empty() || !address.city || !address.postal_code)
        problems.add("defaultAddress", "education_needs_address");
    if (!is_institutional(customer.billing.email))
        problems.add("email", "education_needs_institution_mail", {{"email", customer.billing.email}});
}

void judge_government(Customer const& customer, QualificationFacts const& facts, Problems& problems) {
    // "must have no qualification yet" (D4)
    if (customer.qualification != Qualification::none) throw Problem("qualification_held");
    auto const& text = facts.code_text;
    if (!text || text->empty()) return problems.add(facts.code_path, "validation_code_missing");
    bool const is_number = text->size() <= 18 && std::all_of(text->begin(), text->end(),
                                                             [](char c) { return c >= '0' && c <= '9'; });
    if (!is_number) return problems.add(facts.code_path, "validation_code_form");
    if (!facts.code) return problems.add(facts.code_path, "validation_code_unknown", {{"code", *text}});
    if (facts.code->remaining <= 0)
        problems.add(facts.code_path, "validation_code_spent",
                     {{"code", *text}, {"max", std::to_string(facts.code->most)}});
}

}  // namespace

Qualification asked_qualification(std::string_view text) {
    std::string squeezed;
    for (char const c : lower_ascii(text))
        if (c != '_' && c != ' ') squeezed += c;
    for (auto const& one : spellings) {
        if (one.squeezed != squeezed) continue;
        if (one.value == Qualification::education || one.value == Qualification::government) return one.value;
        throw Problem("qualification_not_settable", {{"value", std::string(one.new_word)}})
            .at("qualification");
    }
    // The SDK's model knows it, the call does not give it.
    if (squeezed == "stateownedentity")
        throw Problem("qualification_not_settable", {{"value", "StateOwnedEntity"}}).at("qualification");
    throw Problem("900126", {{"value", cut(text, 60)}}).at("qualification");
}

std::string old_word(Qualification qualification) { return std::string(spelling_of(qualification).old_word); }
std::string new_word(Qualification qualification) { return std::string(spelling_of(qualification).new_word); }

bool is_institutional(std::string_view email) {
    auto const at = email.find('@');
    if (at == std::string_view::npos) return false;
    auto const host = lower_ascii(email.substr(at + 1));
    for (auto const free : free_mail)
        if (host == free) return false;
    for (auto const vendor : vendor_mail)
        if (host == vendor || host.ends_with('.' + std::string(vendor))) return false;
    return true;
}

void judge_qualification(Qualification asked, Customer const& customer, QualificationFacts const& facts,
                         Problems& problems) {
    if (customer.qualification == asked) throw Problem("qualification_held");
    if (facts.latest && facts.latest->state == Vetting::in_review) throw Problem("qualification_in_review");
    bool const again =
        facts.latest && facts.latest->state == Vetting::denied && facts.latest->qualification == asked;
    if (again && !facts.may_correct) throw Problem("qualification_global_admin");
    if (asked == Qualification::education) judge_education(customer, facts, problems);
    else judge_government(customer, facts, problems);
}

}  // namespace entrepot::customers
