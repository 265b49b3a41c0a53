// Rows into forms: see row_form.hpp.
#include "imports/row_form.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/check.hpp"
#include "base/csv.hpp"
#include "base/fold.hpp"
#include "customers/country.hpp"
#include "imports/column.hpp"
#include "json/json.hpp"

namespace entrepot::imports {

namespace {

using onboarding::AgreementKind;
using onboarding::OnboardingForm;

// Where a column's value stands in the form, with the bound that the form's own field has.
struct Slot {
    std::string_view path;
    std::size_t offset = 0;
    json::Type const* type = nullptr;
    std::uint32_t most = 0;
};

Slot slot_of(std::string_view path) {
    Slot out{path, 0, &json::type_of<OnboardingForm>(), 0};
    for (std::size_t at = 0; at <= path.size();) {
        auto const dot = std::min(path.find('.', at), path.size());
        auto const name = path.substr(at, dot - at);
        auto const& members = out.type->members;
        auto const member =
            std::find_if(members.begin(), members.end(), [&](auto const& one) { return one.name == name; });
        check(member != members.end(), "an import's column is a field of an onboarding");
        out.offset += member->offset;
        out.type = member->type;
        out.most = member->max;
        at = dot + 1;
    }
    return out;
}

std::vector<Slot> const& slots() {
    static auto const all = [] {
        std::vector<Slot> out;
        for (auto const& column : columns()) out.push_back(slot_of(column.field_path));
        return out;
    }();
    return all;
}

void put(Slot const& slot, OnboardingForm& form, std::string value, Problems& problems) {
    if (slot.most > 0 && value.size() > slot.most && length(value) > slot.most)
        return problems.add(std::string(slot.path), "too_long", {{"max", std::to_string(slot.most)}});
    void* at = reinterpret_cast<std::byte*>(&form) + slot.offset;
    auto const* type = slot.type;
    if (type->kind == json::Kind::optional) {
        at = type->append(at);
        type = type->element;
    }
    if (type->kind == json::Kind::text) {
        *static_cast<std::string*>(at) = std::move(value);
        return;
    }
    if (json::decode_word(*type, at, value)) return;
    std::string choices;
    for (auto const choice : type->word.choices)
        choices += (choices.empty() ? "" : ", ") + std::string(choice);
    problems.add(std::string(slot.path), "not_a_choice", {{"choices", choices}});
    if (slot.type->kind == json::Kind::optional)
        slot.type->clear(reinterpret_cast<std::byte*>(&form) + slot.offset);
}

// France, Frankreich's French name, fr, FR: by code first, then by name in both languages.
std::string country_of(std::string const& value) {
    static auto const by_name = [] {
        std::unordered_map<std::string, std::string> out;
        for (auto const& country : customers::countries()) {
            out.try_emplace(fold(country.name.en), country.code);
            out.try_emplace(fold(country.name.fr), country.code);
        }
        return out;
    }();
    if (auto const* country = customers::find_country(value)) return country->code;
    auto const found = by_name.find(fold(value));
    return found == by_name.end() ? value : found->second;
}

std::string domain_of(std::string const& value) {
    return value.find('.') == std::string::npos ? value + '.' + customers::domain_suffixes().front() : value;
}

// In the words of either language.
std::string agreement_of(std::string const& value) {
    auto const folded = fold(value);
    if (folded == "atteste" || folded == "accepte" || folded == "accepted" || folded == "yes" ||
        folded == "oui")
        return "attested";
    return folded == "invite" ? "invited" : value;
}

std::string normal(std::string_view path, std::string value, Plan const& plan) {
    if (path == "company.country") return country_of(value);
    if (path == "company.domain") return domain_of(value);
    if (path == "agreement.kind") return agreement_of(value);
    if (path == "agreement.dateAgreed") return day_text(value, plan.date_order);
    return value;
}

// What holds where the row is silent.
void fill_in(Plan const& plan, OnboardingForm& form, bool needs_agreement) {
    if (form.company.country.empty()) form.company.country = country_of(plan.country);
    if (form.culture.empty()) form.culture = plan.culture;
    if (form.culture.empty())
        if (auto const* country = customers::find_country(form.company.country))
            form.culture = country->default_culture;
    auto& agreement = form.agreement;
    if (!agreement.kind && needs_agreement) agreement.kind = plan.agreement;
    if (agreement.kind != AgreementKind::attested) return;
    if (!agreement.date_agreed && !plan.date_agreed.empty())
        agreement.date_agreed = day_text(plan.date_agreed, plan.date_order);
    auto& signatory = agreement.signatory;
    if (signatory.first_name.empty() && signatory.last_name.empty() && signatory.email.empty()) {
        signatory.first_name = form.contact.first_name;
        signatory.last_name = form.contact.last_name;
        signatory.email = form.contact.email;
        if (!signatory.phone) signatory.phone = form.contact.phone;
    }
}

std::string value_of(std::size_t column, std::vector<std::string> const& cells, Words const& fixes,
                     std::string_view path) {
    if (!fixes.empty())
        if (auto const fix = fixes.find(std::string(path)); fix != fixes.end()) return fix->second;
    return column < cells.size() ? unguarded(cells[column]) : std::string();
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Words row_values(Plan const& plan, std::vector<std::string> const& cells, Words const& fixes) {
    Words out;
    for (std::size_t i = 0; i < plan.columns.size() && i < cells.size(); ++i)
        if (plan.columns[i] != left_out && !cells[i].empty()) out[plan.columns[i]] = unguarded(cells[i]);
    for (auto const& [path, value] : fixes) out[path] = value;
    std::erase_if(out, [](auto const& one) { return one.second.empty(); });
    return out;
}

RowReader::RowReader(Plan plan, bool needs_agreement)
    : plan_(std::move(plan)), needs_agreement_(needs_agreement) {
    auto const& columns = plan_.columns;
    for (auto const& slot : slots())
        column_of_.push_back(
            static_cast<std::size_t>(std::find(columns.begin(), columns.end(), slot.path) - columns.begin()));
}

RowForm RowReader::read(std::vector<std::string> const& cells, Words const& fixes) const {
    RowForm out;
    for (std::size_t i = 0; i < column_of_.size(); ++i) {
        auto const& slot = slots()[i];
        bool const is_column = column_of_[i] < plan_.columns.size();
        auto value = value_of(is_column ? column_of_[i] : cells.size(), cells, fixes, slot.path);
        if (value.empty()) continue;
        value = normal(slot.path, std::move(value), plan_);
        bool const no_country = slot.path == "company.country" && !customers::find_country(value);
        if (no_country) out.problems.add("company.country", "country_unknown", {{"country", cut(value, 60)}});
        else if (slot.path == "resellerId") out.reseller = std::move(value);
        else put(slot, out.form, std::move(value), out.problems);
    }
    if (out.reseller.empty()) out.reseller = plan_.reseller;
    fill_in(plan_, out.form, needs_agreement_);
    bool const beyond =
        std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(std::min(cells.size(), plan_.columns.size())),
                    cells.end(), [](auto const& cell) { return !cell.empty(); });
    if (beyond)
        out.problems.add("", "import_row_too_wide", {{"columns", std::to_string(plan_.columns.size())}});
    return out;
}

void check_plan(Plan const& plan, std::size_t headings, Problems& problems) {
    if (plan.columns.size() != headings)
        problems.add("columns", "import_columns_count",
                     {{"given", std::to_string(plan.columns.size())}, {"columns", std::to_string(headings)}});
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        auto const& path = plan.columns[i];
        if (path == left_out) continue;
        auto const at = "columns[" + std::to_string(i) + ']';
        if (!find_column(path)) problems.add(at, "import_column_unknown", {{"column", path}});
        else if (std::find(plan.columns.begin(), plan.columns.begin() + static_cast<std::ptrdiff_t>(i),
                           path) != plan.columns.begin() + static_cast<std::ptrdiff_t>(i))
            problems.add(at, "import_column_twice", {{"column", path}});
    }
    if (!plan.country.empty() && !customers::find_country(country_of(plan.country)))
        problems.add("country", "country_unknown", {{"country", plan.country}});
    if (!plan.culture.empty() && !customers::known_culture(plan.culture))
        problems.add("culture", "culture_unknown", {{"culture", plan.culture}});
    if (!plan.date_agreed.empty() && !parse_time(day_text(plan.date_agreed, plan.date_order)))
        problems.add("dateAgreed", "expected_time");
}

std::vector<std::string> missing_columns(Plan const& plan) {
    std::vector<std::string> out;
    for (auto const& column : columns()) {
        bool const filled =
            !column.required ||
            std::find(plan.columns.begin(), plan.columns.end(), column.field_path) != plan.columns.end() ||
            (column.field_path == "company.country" && !plan.country.empty());
        if (!filled) out.push_back(column.field_path);
    }
    return out;
}

std::string day_text(std::string const& text, DateOrder order) {
    auto const separator = text.find_first_of("/.-");
    if (separator == std::string::npos || separator == 0 || separator > 2) return text;
    auto const second = text.find(text[separator], separator + 1);
    if (second == std::string::npos || text.size() - second != 5) return text;
    auto first = text.substr(0, separator), middle = text.substr(separator + 1, second - separator - 1);
    auto const year = text.substr(second + 1);
    if (!all_digits(first) || !all_digits(middle) || middle.size() > 2 || !all_digits(year)) return text;
    if (order == DateOrder::month_first) std::swap(first, middle);
    auto const two = [](std::string const& part) { return part.size() == 1 ? '0' + part : part; };
    return year + '-' + two(middle) + '-' + two(first);
}

}  // namespace entrepot::imports
