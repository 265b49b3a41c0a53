// Types as JSON Schema, for the OpenAPI document.
#include "json/json.hpp"

namespace entrepot::json {

namespace {

void object_schema(Type const& type, std::string& out, std::map<std::string, std::string>& schemas) {
    out = "{\"type\":\"object\",\"properties\":{";
    std::string required;
    bool first = true;
    auto const property = [&](std::string_view name, std::string const& text) {
        if (!first) out += ',';
        first = false;
        encode_text(name, out);
        out += ':' + text;
    };
    for (auto const& member : type.members) {
        if (!member.is_on_wire) continue;
        std::string inner;
        schema(*member.type, inner, schemas);
        // Beside a $ref a description is allowed since OpenAPI 3.1.
        inner.pop_back();
        bool comma = inner.size() > 1;
        if (!member.meaning.empty()) {
            inner += comma ? ",\"description\":" : "\"description\":";
            encode_text(member.meaning, inner);
            comma = true;
        }
        if (member.is_read_only) inner += comma ? ",\"readOnly\":true" : "\"readOnly\":true";
        auto const kind =
            member.type->kind == Kind::optional ? member.type->element->kind : member.type->kind;
        if (member.max > 0 && kind == Kind::text) inner += ",\"maxLength\":" + std::to_string(member.max);
        if (member.min > 0 && kind == Kind::text) inner += ",\"minLength\":" + std::to_string(member.min);
        if (member.max > 0 && kind == Kind::integer) inner += ",\"maximum\":" + std::to_string(member.max);
        if (member.min > 0 && kind == Kind::integer) inner += ",\"minimum\":" + std::to_string(member.min);
        property(member.name, inner + '}');
        bool const open = member.may_be_absent || member.type->kind == Kind::optional;
        if (open || member.type->kind == Kind::raw) continue;
        if (!required.empty()) required += ',';
        encode_text(member.name, required);
    }
    if (type.links) property("links", "{\"$ref\":\"#/components/schemas/Links\"}");
    if (!type.object_type.empty()) property("attributes", "{\"$ref\":\"#/components/schemas/Attributes\"}");
    out += '}';
    if (!required.empty()) out += ",\"required\":[" + required + ']';
    out += '}';
}

void word_schema(Type const& type, std::string& out) {
    out = "{\"type\":\"string\"";
    if (type.word.format == "currency") out += ",\"pattern\":\"^[A-Z]{3}$\"";
    else if (!type.word.format.empty()) out += ",\"format\":\"" + std::string(type.word.format) + '"';
    if (!type.word.choices.empty()) {
        out += ",\"enum\":[";
        for (std::size_t i = 0; i < type.word.choices.size(); ++i) {
            if (i > 0) out += ',';
            encode_text(type.word.choices[i], out);
        }
        out += ']';
    }
    out += '}';
}

}  // namespace

void schema(Type const& type, std::string& out, std::map<std::string, std::string>& schemas) {
    std::string inner;
    switch (type.kind) {
        case Kind::text: out = "{\"type\":\"string\"}"; return;
        case Kind::boolean: out = "{\"type\":\"boolean\"}"; return;
        case Kind::integer: out = "{\"type\":\"integer\"}"; return;
        case Kind::number: out = "{\"type\":\"number\"}"; return;
        case Kind::raw: out = "{}"; return;
        case Kind::word: return word_schema(type, out);
        case Kind::money: out = "{\"$ref\":\"#/components/schemas/Money\"}"; return;
        case Kind::map: out = "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}"; return;
        case Kind::optional: return schema(*type.element, out, schemas);
        case Kind::list:
            schema(*type.element, inner, schemas);
            out = "{\"type\":\"array\",\"items\":" + inner + '}';
            return;
        case Kind::object:
            if (!schemas.contains(type.name)) {
                schemas[type.name];  // begun, so that a type within itself ends
                object_schema(type, inner, schemas);
                schemas[type.name] = inner;
            }
            out = "{\"$ref\":\"#/components/schemas/" + type.name + "\"}";
            return;
    }
}

}  // namespace entrepot::json
