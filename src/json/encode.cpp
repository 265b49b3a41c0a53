// Struct to text, straight into the answer: camelCase, with links and attributes (wire.md 5).
#include <charconv>
#include <cstdio>

#include "json/json.hpp"

namespace entrepot::json {

namespace {

void encode_member(Member const& member, void const* value, std::string& out, Writing writing, bool& first) {
    auto const* type = member.type;
    void const* at = static_cast<std::byte const*>(value) + member.offset;
    if (type->kind == Kind::optional) {
        if (type->count(at) == 0) return;
        at = type->at(at, 0);
        type = type->element;
    }
    if (type->kind == Kind::raw && static_cast<RawJson const*>(at)->text.empty()) return;
    out += first ? "\"" : ",\"";
    first = false;
    out += member.name;
    out += "\":";
    encode(*type, at, out, writing);
}

void encode_decorations(Type const& type, void const* value, std::string& out, bool& first) {
    if (type.links) {
        static thread_local std::vector<Link> links;
        links.clear();
        type.links(value, links);
        out += first ? "\"links\":{" : ",\"links\":{";
        first = false;
        for (std::size_t i = 0; i < links.size(); ++i) {
            if (i > 0) out += ',';
            encode_text(links[i].name, out);
            out += ':';
            encode_link(links[i], out);
        }
        out += '}';
    }
    if (type.object_type.empty() && !type.etag) return;
    out += first ? "\"attributes\":{" : ",\"attributes\":{";
    first = false;
    if (type.etag) {
        out += "\"etag\":";
        encode_text(type.etag(value), out);
        out += ',';
    }
    out += "\"objectType\":";
    encode_text(type.object_type, out);
    out += '}';
}

void encode_object(Type const& type, void const* value, std::string& out, Writing writing) {
    out += '{';
    bool first = true;
    for (auto const& member : type.members) {
        if (!writing.stored && !member.is_on_wire) continue;
        if (!(static_cast<unsigned>(member.audience) & static_cast<unsigned>(writing.audience))) continue;
        encode_member(member, value, out, writing, first);
    }
    if (!writing.stored) encode_decorations(type, value, out, first);
    out += '}';
}

void encode_integer(std::int64_t value, std::string& out) {
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

void encode_number(double value, std::string& out) {
    char digits[40];
    auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

}  // namespace

void encode_text(std::string_view text, std::string& out) {
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, from, i - from);
        from = i + 1;
        if (c == '"') out += "\\\"";
        else if (c == '\\') out += "\\\\";
        else if (c == '\n') out += "\\n";
        else if (c == '\r') out += "\\r";
        else if (c == '\t') out += "\\t";
        else {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", c);
            out += escape;
        }
    }
    out.append(text, from);
    out += '"';
}

void encode_link(Link const& link, std::string& out) {
    out += "{\"uri\":";
    encode_text(link.uri, out);
    out += ",\"method\":";
    encode_text(link.method, out);
    out += ",\"headers\":[";
    if (!link.continuation_token.empty()) {
        out += "{\"key\":\"MS-ContinuationToken\",\"value\":";
        encode_text(link.continuation_token, out);
        out += '}';
    }
    out += "]}";
}

void encode(Type const& type, void const* value, std::string& out, Writing writing) {
    switch (type.kind) {
        case Kind::text: return encode_text(*static_cast<std::string const*>(value), out);
        case Kind::boolean: out += *static_cast<bool const*>(value) ? "true" : "false"; return;
        case Kind::integer: return encode_integer(type.get_integer(value), out);
        case Kind::number: return encode_number(*static_cast<double const*>(value), out);
        case Kind::raw: out += static_cast<RawJson const*>(value)->text; return;
        case Kind::object: return encode_object(type, value, out, writing);
        case Kind::word:
            out += '"';
            type.word.print(value, out);  // words hold no character that needs an escape
            out += '"';
            return;
        case Kind::money: {
            auto const& money = *static_cast<Money const*>(value);
            out += "{\"amount\":\"" + money.amount() + "\",\"currency\":\"";
            out += money.currency.code();
            out += "\"}";
            return;
        }
        case Kind::optional:
            if (type.count(value)) encode(*type.element, type.at(value, 0), out, writing);
            else out += "null";
            return;
        case Kind::list: {
            out += '[';
            auto const count = type.count(value);
            for (std::size_t i = 0; i < count; ++i) {
                if (i > 0) out += ',';
                encode(*type.element, type.at(value, i), out, writing);
            }
            out += ']';
            return;
        }
        case Kind::map: {
            out += '{';
            bool first = true;
            for (auto const& [key, text] : *static_cast<std::map<std::string, std::string> const*>(value)) {
                if (!first) out += ',';
                first = false;
                encode_text(key, out);
                out += ':';
                encode_text(text, out);
            }
            out += '}';
            return;
        }
    }
}

}  // namespace entrepot::json
