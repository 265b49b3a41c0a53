// Comparing answers with what is expected: see match.hpp.
#include "scenarios/match.hpp"

#include <boost/json.hpp>
#include <stdexcept>

namespace entrepot::scenarios {

namespace {

namespace bj = boost::json;

bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == ':' || c == '@' || c == '+';
}

// Where a <name> stands from `from` on: its first and its one-past-last character; npos where none does.
std::pair<std::size_t, std::size_t> find_name(std::string const& text, std::size_t from) {
    for (auto open = text.find('<', from); open != std::string::npos; open = text.find('<', open + 1)) {
        auto close = open + 1;
        while (close < text.size() && is_name_letter(text[close])) ++close;
        if (close < text.size() && text[close] == '>' && close > open + 1) return {open, close + 1};
    }
    return {std::string::npos, std::string::npos};
}

// [...] and {…, ...} of the notation as JSON: the word "..." stands for what may follow.
std::string with_quoted_dots(std::string const& text) {
    std::string out;
    bool in_text = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) in_text = !in_text;
        if (!in_text && text.compare(i, 3, "...") == 0) {
            out += "\"...\"";
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

class Matcher {
public:
    explicit Matcher(Names& names) : names_(names) {}

    bool fits(bj::value const& expected, bj::value const& got, std::string const& path) {
        if (expected.is_object()) return object(expected.get_object(), got, path);
        if (expected.is_array()) return array(expected.get_array(), got, path);
        if (expected.is_string()) return text(std::string(expected.get_string()), got, path);
        if (expected.is_number() && got.is_number())
            return expected.to_number<double>() == got.to_number<double>() || wrong(path, expected, got);
        return expected == got || wrong(path, expected, got);
    }
    std::string words;

private:
    bool object(bj::object const& expected, bj::value const& got, std::string const& path) {
        if (!got.is_object()) return wrong(path, expected, got);
        for (auto const& [key, value] : expected) {
            auto const here = path.empty() ? std::string(key) : path + '.' + std::string(key);
            auto const* found = got.get_object().if_contains(key);
            bool const to_be_absent = value.is_string() && value.get_string() == "<absent>";
            if (to_be_absent && found) return say(here + ": expected nothing, got " + bj::serialize(*found));
            if (to_be_absent) continue;
            if (!found) return say(here + ": expected " + bj::serialize(value) + ", got nothing");
            if (!fits(value, *found, here)) return false;
        }
        return true;
    }

    // Element by element; with "..." in it, in order and others may stand between.
    bool array(bj::array const& expected, bj::value const& got, std::string const& path) {
        if (!got.is_array()) return wrong(path, expected, got);
        auto const& items = got.get_array();
        bool open = false;
        for (auto const& one : expected) open = open || (one.is_string() && one.get_string() == "...");
        if (!open && items.size() != expected.size())
            return say(path + ": expected " + std::to_string(expected.size()) + " elements, got " +
                       std::to_string(items.size()) + ": " + bj::serialize(got).substr(0, 600));
        std::size_t at = 0;
        for (auto const& one : expected) {
            if (open && one.is_string() && one.get_string() == "...") continue;
            if (!open) {
                if (!fits(one, items[at], path + '[' + std::to_string(at) + ']')) return false;
                ++at;
                continue;
            }
            auto const before = names_;
            while (at < items.size() && !fits(one, items[at], path)) names_ = before, ++at;
            if (at++ >= items.size())
                return say(path + ": expected an element " + bj::serialize(one) + ", got " +
                           bj::serialize(got).substr(0, 600));
        }
        return true;
    }

    bool text(std::string const& pattern, bj::value const& got, std::string const& path) {
        if (got.is_string()) {
            if (text_fits(pattern, std::string(got.get_string()), names_)) return true;
            return wrong(path, bj::value(pattern), got);
        }
        // A number, an object or a list, caught whole.
        auto const [open, close] = find_name(pattern, 0);
        if (open != 0 || close != pattern.size()) return wrong(path, bj::value(pattern), got);
        auto const name = pattern.substr(1, pattern.size() - 2);
        auto const json = bj::serialize(got);
        if (name == "any") return true;
        if (auto const known = names_.find(name))
            return known->text == json || wrong(path, bj::parse(known->text), got);
        names_.put(name, {json, false});
        return true;
    }

    bool wrong(std::string const& path, bj::value const& expected, bj::value const& got) {
        return say(path + ": expected " + bj::serialize(expected) + ", got " +
                   bj::serialize(got).substr(0, 600));
    }
    bool say(std::string text) {
        words = std::move(text);
        return false;
    }

    Names& names_;
};

// "...": the members of another object that are not given here.
bj::value spread(bj::value value) {
    if (value.is_array())
        for (auto& one : value.get_array()) one = spread(std::move(one));
    if (!value.is_object()) return value;
    auto& object = value.get_object();
    if (auto const* rest = object.if_contains("..."); rest && rest->is_object()) {
        bj::object out = rest->get_object();
        for (auto const& [key, own] : object)
            if (key != "...") out[key] = spread(own);
        return out;
    }
    for (auto& [key, own] : object) own = spread(std::move(own));
    return value;
}

}  // namespace

std::optional<Caught> Names::find(std::string const& name) const {
    if (auto const at = caught_.find(name); at != caught_.end()) return at->second;
    if (auto known = known_(name)) return Caught{*known, true};
    return std::nullopt;
}

std::string Names::fill(std::string const& text) const {
    std::string out;
    std::size_t from = 0;
    while (true) {
        auto const [open, close] = find_name(text, from);
        out += text.substr(from, open == std::string::npos ? open : open - from);
        if (open == std::string::npos) return out;
        auto const name = text.substr(open + 1, close - open - 2);
        auto const caught = find(name);
        if (!caught) throw std::runtime_error("nothing was caught as <" + name + '>');
        bool const quoted = open > 0 && close < text.size() && text[open - 1] == '"' && text[close] == '"';
        if (!caught->is_text && quoted) {
            out.pop_back();
            out += caught->text;
            from = close + 1;
        } else {
            out += caught->text;
            from = close;
        }
    }
}

std::string Names::fill_json(std::string const& text) const {
    auto const filled = fill(text);
    if (text.find("\"...\"") == std::string::npos) return filled;
    return bj::serialize(spread(bj::parse(filled)));
}

bool text_fits(std::string const& pattern, std::string const& text, Names& names) {
    auto const [open, close] = find_name(pattern, 0);
    auto const literal = pattern.substr(0, open);
    if (open == std::string::npos) return text == literal;
    if (!text.starts_with(literal)) return false;
    auto const name = pattern.substr(open + 1, close - open - 2);
    auto const rest = pattern.substr(close), tail = text.substr(literal.size());
    if (auto const known = name == "any" ? std::nullopt : names.find(name))
        return tail.starts_with(known->text) && text_fits(rest, tail.substr(known->text.size()), names);
    // The shortest that lets the rest fit.
    for (std::size_t end = rest.empty() ? tail.size() : 1; end > 0 && end <= tail.size(); ++end) {
        auto tried = names;
        if (name != "any") tried.put(name, {tail.substr(0, end), true});
        if (!text_fits(rest, tail.substr(end), tried)) continue;
        names = std::move(tried);
        return true;
    }
    return false;
}

std::optional<std::string> json_differs(std::string const& expected, std::string const& got, Names& names) {
    boost::system::error_code error;
    auto const wanted = bj::parse(with_quoted_dots(expected), error);
    if (error) throw std::runtime_error("what is expected is no JSON: " + error.message());
    auto const value = bj::parse(got, error);
    if (error) return "expected JSON, got " + (got.empty() ? "nothing" : got.substr(0, 600));
    Matcher matcher(names);
    if (matcher.fits(wanted, value, "")) return std::nullopt;
    return matcher.words;
}

}  // namespace entrepot::scenarios
