// Text to struct: tolerant where wire.md 5 says so, and with every wrong field at once.
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>

#include "base/fold.hpp"
#include "json/json.hpp"

namespace entrepot::json {

namespace {

namespace bj = boost::json;

constexpr std::uint32_t default_text_limit = 4000;
constexpr std::size_t default_list_limit = 1000;

class Decoder {
public:
    Decoder(Problems& problems, Reading reading) : problems_(problems), reading_(reading) {}

    // True where the value was given: null and, for text, the empty string count as absent.
    bool value(Type const& type, void* out, bj::value const& in, Member const* member = nullptr) {
        if (in.is_null()) return false;
        switch (type.kind) {
            case Kind::optional: return optional(type, out, in, member);
            case Kind::text: return text(*static_cast<std::string*>(out), in, member);
            case Kind::word: return word(type, out, in);
            case Kind::boolean: return boolean(*static_cast<bool*>(out), in);
            case Kind::integer: return integer(type, out, in, member);
            case Kind::number: return number(*static_cast<double*>(out), in);
            case Kind::money: return money(*static_cast<Money*>(out), in);
            case Kind::raw: return static_cast<RawJson*>(out)->text = bj::serialize(in), true;
            case Kind::map: return map(*static_cast<std::map<std::string, std::string>*>(out), in);
            case Kind::list: return list(type, out, in, member);
            case Kind::object: return object(type, out, in);
        }
        return false;
    }

    bool object(Type const& type, void* out, bj::value const& in, Given* given = nullptr) {
        // SDKs send the JSON string "success" where the documents have an empty body (wire.md 5).
        if (in.is_string() && type.members.empty()) return false;
        if (!in.is_object()) return wrong("expected_object");
        std::uint64_t seen = 0, null = 0;
        for (auto const& [key, value] : in.get_object()) member(type, out, key, value, seen, null);
        if (given) {
            given->present = seen | null;
            given->null = null;
            given->etag = etag_of(in.get_object());
        } else {
            require(type, seen);
        }
        return true;
    }

private:
    static bj::value const* find(bj::object const& in, std::string_view name) {
        for (auto const& [key, value] : in)
            if (equal_ignoring_case({key.data(), key.size()}, name)) return &value;
        return nullptr;
    }
    static std::string etag_of(bj::object const& in) {
        auto const* attributes = find(in, "attributes");
        if (!attributes || !attributes->is_object()) return {};
        auto const* etag = find(attributes->get_object(), "etag");
        return etag && etag->is_string() ? std::string(etag->get_string()) : std::string{};
    }

    void member(Type const& type, void* out, bj::string_view key, bj::value const& in, std::uint64_t& seen,
                std::uint64_t& null) {
        std::string_view const name{key.data(), key.size()};
        std::size_t i = 0;
        for (; i < type.members.size(); ++i)
            if (type.members[i].name == name) break;
        if (i == type.members.size())
            for (i = 0; i < type.members.size(); ++i)
                if (equal_ignoring_case(type.members[i].name, name)) break;
        bool const known = i < type.members.size() && (reading_.stored || type.members[i].is_on_wire);
        if (!known) {
            if (reading_.refuse_unknown && name != "attributes" && name != "links") {
                Step const step{*this, name};
                wrong("unknown_member");
            }
            return;
        }
        auto const& found = type.members[i];
        if (found.is_read_only && !reading_.stored) return;
        Step const step{*this, found.name};
        auto const before = problems_.list().size();
        if (value(*found.type, static_cast<std::byte*>(out) + found.offset, in, &found)) seen |= 1ull << i;
        else if (problems_.list().size() > before) seen |= 1ull << i;  // given, and wrong
        else null |= 1ull << i;
    }

    void require(Type const& type, std::uint64_t seen) {
        if (reading_.stored) return;
        for (std::size_t i = 0; i < type.members.size(); ++i) {
            auto const& one = type.members[i];
            bool const open = one.may_be_absent || one.is_read_only || !one.is_on_wire ||
                              one.type->kind == Kind::optional || one.type->kind == Kind::map ||
                              (one.type->kind == Kind::list && one.min == 0);
            if (open || (seen >> i & 1)) continue;
            Step const step{*this, one.name};
            wrong("required");
        }
    }

    bool optional(Type const& type, void* out, bj::value const& in, Member const* member) {
        if (in.is_string() && in.get_string().empty()) return false;
        if (!value(*type.element, type.append(out), in, member)) return type.clear(out), false;
        return true;
    }

    bool text(std::string& out, bj::value const& in, Member const* member) {
        // Numbers and booleans sent unquoted are read as text: SDKs of loose languages do so.
        if (in.is_string()) out.assign(in.get_string().data(), in.get_string().size());
        else if (in.is_number() || in.is_bool()) out = bj::serialize(in);
        else return wrong("expected_text");
        // In a list of ours an empty text has its place.
        if (out.empty() || reading_.stored) return reading_.stored;
        if (!is_clean_utf8(out)) return wrong("bad_characters");
        auto const most = member && member->max ? member->max : default_text_limit;
        auto const size = length(out);
        if (size > most) return wrong("too_long", {{"max", std::to_string(most)}});
        if (member && size < member->min) return wrong("too_short", {{"min", std::to_string(member->min)}});
        return true;
    }

    bool word(Type const& type, void* out, bj::value const& in) {
        std::string buffer;
        std::string_view text;
        if (in.is_string()) text = {in.get_string().data(), in.get_string().size()};
        else if (in.is_int64() && type.word.format.empty()) return enum_number(type, out, in.get_int64());
        else return wrong(expected(type));
        if (text.empty()) return false;
        // .NET sends its default date for "none".
        if (type.word.format == "date-time" && text.starts_with("0001-01-01")) return false;
        if (type.word.parse(out, text)) return true;
        return wrong(expected(type), words(type));
    }

    bool enum_number(Type const& type, void* out, std::int64_t at) {
        if (at < 0 || at >= static_cast<std::int64_t>(type.word.choices.size()))
            return wrong("not_a_choice", words(type));
        return type.word.parse(out, type.word.choices[static_cast<std::size_t>(at)]);
    }

    static char const* expected(Type const& type) {
        if (type.word.format == "uuid") return "expected_id";
        if (type.word.format == "date-time") return "expected_time";
        if (type.word.format == "date") return "expected_date";
        if (type.word.format == "currency") return "expected_currency";
        return "not_a_choice";
    }
    static Words words(Type const& type) {
        std::string all;
        for (auto const choice : type.word.choices) all += (all.empty() ? "" : ", ") + std::string(choice);
        return {{"choices", all}};
    }

    bool boolean(bool& out, bj::value const& in) {
        if (in.is_bool()) return out = in.get_bool(), true;
        if (in.is_string() &&
            (equal_ignoring_case({in.get_string().data(), in.get_string().size()}, "true") ||
             equal_ignoring_case({in.get_string().data(), in.get_string().size()}, "false")))
            return out = in.get_string().size() == 4, true;
        return wrong("expected_boolean");
    }

    bool integer(Type const& type, void* out, bj::value const& in, Member const* member) {
        std::int64_t number = 0;
        if (in.is_int64()) number = in.get_int64();
        else if (in.is_uint64()) return wrong("number_too_large", {{"max", std::to_string(type.most)}});
        else if (in.is_double() && std::floor(in.get_double()) == in.get_double() &&
                 std::abs(in.get_double()) < 9e15)
            number = static_cast<std::int64_t>(in.get_double());
        else if (in.is_string() && parse_integer(in.get_string(), number)) {
        } else return wrong("expected_integer");
        auto const most = member && member->max ? std::int64_t{member->max} : type.most;
        auto const least = member && member->min ? std::int64_t{member->min} : type.least;
        if (number > most) return wrong("number_too_large", {{"max", std::to_string(most)}});
        if (number < least) return wrong("number_too_small", {{"min", std::to_string(least)}});
        type.set_integer(out, number);
        return true;
    }

    static bool parse_integer(bj::string const& text, std::int64_t& out) {
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        return error == std::errc{} && end == text.data() + text.size() && !text.empty();
    }

    bool number(double& out, bj::value const& in) {
        if (!in.is_number()) return wrong("expected_number");
        out = in.to_number<double>();
        return true;
    }

    bool money(Money& out, bj::value const& in) {
        if (!in.is_object()) return wrong("expected_money");
        auto const* amount = in.get_object().if_contains("amount");
        auto const* code = in.get_object().if_contains("currency");
        if (!amount || !code || !amount->is_string() || !code->is_string()) return wrong("expected_money");
        auto const currency = Currency::parse({code->get_string().data(), code->get_string().size()});
        if (!currency) return wrong("expected_currency");
        auto const parsed =
            Money::parse({amount->get_string().data(), amount->get_string().size()}, *currency);
        if (!parsed) return wrong("expected_money");
        return out = *parsed, true;
    }

    bool map(std::map<std::string, std::string>& out, bj::value const& in) {
        if (!in.is_object()) return wrong("expected_object");
        out.clear();
        for (auto const& [key, item] : in.get_object()) {
            Step const step{*this, {key.data(), key.size()}};
            std::string text;
            bool const is_empty = item.is_string() && item.get_string().empty();
            if (is_empty || value(type_of<std::string>(), &text, item)) out.emplace(key, std::move(text));
        }
        return true;
    }

    bool list(Type const& type, void* out, bj::value const& in, Member const* member) {
        if (!in.is_array()) return wrong("expected_list");
        auto const& items = in.get_array();
        auto const most = member && member->max ? member->max : default_list_limit;
        if (items.size() > most && !reading_.stored)
            return wrong("too_many_items", {{"max", std::to_string(most)}});
        if (member && items.size() < member->min && !reading_.stored)
            return wrong("too_few_items", {{"min", std::to_string(member->min)}});
        type.clear(out);
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto const size = path_.size();
            path_ += '[' + std::to_string(i) + ']';
            auto const before = problems_.list().size();
            if (!value(*type.element, type.append(out), items[i]) && problems_.list().size() == before)
                wrong("required");
            path_.resize(size);
        }
        return true;
    }

    bool wrong(char const* code, Words words = {}) {
        problems_.add(path_, code, std::move(words));
        return false;
    }

    // One name deeper in the path, until it goes out of sight.
    struct Step {
        Step(Decoder& decoder, std::string_view name) : decoder(decoder), size(decoder.path_.size()) {
            if (size > 0) decoder.path_ += '.';
            decoder.path_ += name;
        }
        ~Step() { decoder.path_.resize(size); }
        Decoder& decoder;
        std::size_t size;
    };

    Problems& problems_;
    Reading reading_;
    std::string path_;
};

// Parses on the stack first: a customer is about four kilobytes of values.
template <class Use>
void with_parsed(std::string_view text, Use use) {
    unsigned char buffer[16 * 1024];
    bj::monotonic_resource memory(buffer, sizeof buffer);
    bj::parse_options options;
    options.max_depth = 24;
    unsigned char work[1024];
    bj::parser parser({}, options, work);
    parser.reset(&memory);
    boost::system::error_code error;
    auto const read = parser.write(text.data(), text.size(), error);
    if (error) throw Problem("invalid_json", {{"position", std::to_string(read)}});
    auto const value = parser.release();
    use(value);
}

}  // namespace

void decode(Type const& type, void* out, std::string_view text, Problems& problems, Reading reading) {
    with_parsed(text, [&](bj::value const& value) {
        Decoder decoder{problems, reading};
        bool const may_be_nothing = type.kind == Kind::object && type.members.empty();
        if (!decoder.value(type, out, value) && problems.empty() && value.is_null() && !may_be_nothing)
            problems.add("", "required");
    });
}

void decode_patch(Type const& type, void* out, std::string_view text, Problems& problems, Given& given,
                  Reading reading) {
    with_parsed(text, [&](bj::value const& value) {
        Decoder{problems, reading}.object(type, out, value, &given);
    });
}

bool decode_word(Type const& type, void* out, std::string_view text) {
    Problems problems;
    bj::value const value(bj::string_view(text.data(), text.size()));
    return Decoder{problems, {}}.value(type, out, value) && problems.empty();
}

}  // namespace entrepot::json
