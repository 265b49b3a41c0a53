// The forms of ids, times and currencies, and how names are compared.
#include "json/type.hpp"

namespace entrepot::json::detail {

std::recursive_mutex& building() {
    static std::recursive_mutex mutex;
    return mutex;
}

std::string snake_case(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        char const c = name[i];
        bool const capital = c >= 'A' && c <= 'Z';
        bool const after_small = i > 0 && !(name[i - 1] >= 'A' && name[i - 1] <= 'Z');
        if (capital && after_small && i > 0) out += '_';
        out += capital ? static_cast<char>(c + 32) : c;
    }
    return out;
}

bool same_word(std::string_view a, std::string_view b) {
    auto const next = [](std::string_view text, std::size_t& at) -> char {
        while (at < text.size() && text[at] == '_') ++at;
        if (at == text.size()) return 0;
        char const c = text[at++];
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    };
    for (std::size_t i = 0, j = 0;;) {
        char const x = next(a, i), y = next(b, j);
        if (x != y) return false;
        if (x == 0) return true;
    }
}

void describe_uuid(Type& type) {
    type.kind = Kind::word;
    type.word.format = "uuid";
    type.word.parse = [](void* out, std::string_view text) {
        auto const id = Uuid::parse(text);
        if (id) *static_cast<Uuid*>(out) = *id;
        return id.has_value();
    };
    type.word.print = [](void const* value, std::string& out) {
        out += static_cast<Uuid const*>(value)->text();
    };
    type.word.stored = WordForm::Stored::bytes;
}

void describe_time(Type& type) {
    type.kind = Kind::word;
    type.word.format = "date-time";
    type.word.parse = [](void* out, std::string_view text) {
        auto const time = parse_time(text);
        if (time) *static_cast<Time*>(out) = *time;
        return time.has_value();
    };
    type.word.print = [](void const* value, std::string& out) {
        out += format_time(*static_cast<Time const*>(value));
    };
    type.word.stored = WordForm::Stored::integer;
    type.word.to_integer = [](void const* value) { return to_micros(*static_cast<Time const*>(value)); };
    type.word.from_integer = [](void* out, std::int64_t micros) {
        *static_cast<Time*>(out) = from_micros(micros);
    };
}

void describe_date(Type& type) {
    type.kind = Kind::word;
    type.word.format = "date";
    type.word.parse = [](void* out, std::string_view text) {
        auto const date = parse_date(text);
        if (date) *static_cast<Date*>(out) = *date;
        return date.has_value();
    };
    type.word.print = [](void const* value, std::string& out) {
        out += format_date(*static_cast<Date const*>(value));
    };
    type.word.stored = WordForm::Stored::integer;
    type.word.to_integer = [](void const* value) -> std::int64_t {
        return static_cast<Date const*>(value)->time_since_epoch().count();
    };
    type.word.from_integer = [](void* out, std::int64_t count) {
        *static_cast<Date*>(out) = Date{days{count}};
    };
}

void describe_currency(Type& type) {
    type.kind = Kind::word;
    type.word.format = "currency";
    type.word.parse = [](void* out, std::string_view text) {
        auto const currency = Currency::parse(text);
        if (currency) *static_cast<Currency*>(out) = *currency;
        return currency.has_value();
    };
    type.word.print = [](void const* value, std::string& out) {
        out += static_cast<Currency const*>(value)->code();
    };
    type.word.stored = WordForm::Stored::text;
}

}  // namespace entrepot::json::detail
