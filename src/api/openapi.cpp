// Routes as OpenAPI: see openapi.hpp.
#include "api/openapi.hpp"

#include "base/check.hpp"
#include "base/fold.hpp"

namespace entrepot::api {

namespace {

using Schemas = std::map<std::string, std::string>;

std::string text(std::string_view value) {
    std::string out;
    json::encode_text(value, out);
    return out;
}

std::string path_parameters(std::string const& pattern) {
    std::string out;
    for (auto at = pattern.find('{'); at != std::string::npos; at = pattern.find('{', at + 1)) {
        auto const name = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
        out += (out.empty() ? "" : ",") + std::string("{\"name\":") + text(name) +
               ",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}";
    }
    return out;
}

std::string query_parameters(json::Type const& query, Schemas& schemas) {
    std::string out;
    for (auto const& member : query.members) {
        std::string schema;
        json::schema(*member.type, schema, schemas);
        out += (out.empty() ? "" : ",") + std::string("{\"name\":") + text(member.name) +
               ",\"in\":\"query\",\"description\":" + text(member.meaning) + ",\"schema\":" + schema + '}';
    }
    return out;
}

std::string output_schema(Route const& route, Schemas& schemas) {
    if (!route.output) return "{}";
    std::string item;
    json::schema(*route.output, item, schemas);
    auto const list = "\"items\":{\"type\":\"array\",\"items\":" + item + '}';
    switch (route.shape) {
        case Route::Shape::array: return "{\"type\":\"array\",\"items\":" + item + '}';
        case Route::Shape::collection:
        case Route::Shape::page:
            return "{\"type\":\"object\",\"required\":[\"items\",\"totalCount\"],\"properties\":{"
                   "\"totalCount\":{\"type\":"
                   "\"integer\"}," +
                   list +
                   ",\"continuationToken\":{\"type\":\"string\"},\"links\":{\"$ref\":\"#/components/schemas/"
                   "Links\"},"
                   "\"attributes\":{\"$ref\":\"#/components/schemas/Attributes\"}}}";
        case Route::Shape::cursored:
            return "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{" + list +
                   ",\"next\":{\"type\":\"string\"},\"previous\":{\"type\":\"string\"}}}";
        default: return item;
    }
}

std::string response(int status, std::string const& schema, std::string const& media) {
    auto const content = ",\"content\":{\"" + media + "\":{\"schema\":" + schema + "}}";
    return '"' + std::to_string(status) + "\":{\"description\":\"Done.\"" + (schema.empty() ? "" : content) +
           "},";
}

std::string responses(Route const& route, Schemas& schemas) {
    std::string out;
    for (auto const& [status, type] : route.answers) {
        std::string schema;
        json::schema(*type, schema, schemas);
        out += response(status, schema, route.media);
    }
    if (!out.empty()) return out;
    bool const has_body = route.output || route.shape == Route::Shape::other;
    return response(route.status, has_body ? output_schema(route, schemas) : "", route.media);
}

std::string operation(Route const& route, Schemas& schemas) {
    std::string out = "{\"summary\":" + text(route.words);
    auto parameters = path_parameters(route.pattern);
    if (route.query) {
        auto const more = query_parameters(*route.query, schemas);
        parameters += (parameters.empty() || more.empty() ? "" : ",") + more;
    }
    if (!parameters.empty()) out += ",\"parameters\":[" + parameters + ']';
    if (route.input) {
        std::string schema;
        json::schema(*route.input, schema, schemas);
        bool const is_form =
            route.pattern.find("/oauth2/") != std::string::npos || route.pattern == "/generatetoken";
        out += std::string(",\"requestBody\":{\"content\":{\"") +
               (is_form ? "application/x-www-form-urlencoded" : "application/json") +
               "\":{\"schema\":" + schema + "}}}";
    }
    if (!route.file_types.empty()) {
        out += ",\"requestBody\":{\"required\":true,\"content\":{";
        for (auto const& type : route.file_types)
            out += (type == route.file_types.front() ? "" : ",") + text(type) +
                   ":{\"schema\":{\"type\":\"string\",\"format\":\"binary\"}}";
        out += "}}";
    }
    out +=
        ",\"responses\":{" + responses(route, schemas) +
        "\"default\":{\"description\":\"Refused.\",\"content\":{\"application/json\":{\"schema\":{\"$ref\":"
        "\"#/components/schemas/Problem\"}}}}}";
    if (route.permission) {
        out += ",\"x-permission\":\"" + json::word(*route.permission) + '"';
        for (auto const other : route.also)
            out +=
                (other == route.also.front() ? ",\"x-or-permission\":[\"" : ",\"") + json::word(other) + '"';
        if (!route.also.empty()) out += ']';
    } else out += ",\"security\":[],\"x-open\":" + text(route.open_reason);
    if (route.needs_user) out += ",\"x-needs-person\":true";
    if (route.sandbox_only) out += ",\"x-sandbox-only\":true";
    return out + '}';
}

// Two types of one name would be one schema in the document, and clients would read the wrong one.
class Names {
public:
    void look(json::Type const* type) {
        if (!type) return;
        if (type->element) look(type->element);
        if (type->kind != json::Kind::object) return;
        auto const [at, is_new] = owners_.emplace(type->name, type);
        if (!is_new && at->second != type)
            throw BrokenTruth("two types are called " + std::string(type->name) + " in the OpenAPI document");
        if (!is_new) return;
        for (auto const& member : type->members)
            if (member.is_on_wire) look(member.type);
    }

private:
    std::map<std::string, json::Type const*, std::less<>> owners_;
};

void refuse_clashes(Router const& router) {
    Names names;
    for (auto const& route : router.routes()) {
        for (auto const* type : {route.query, route.input, route.output}) names.look(type);
        for (auto const& [status, type] : route.answers) names.look(type);
    }
}

void add_common(Schemas& schemas) {
    schemas["Links"] =
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"object\",\"properties\":{\"uri\":{"
        "\"type\":\"string\"},"
        "\"method\":{\"type\":\"string\"},\"headers\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
        "\"properties\":{"
        "\"key\":{\"type\":\"string\"},\"value\":{\"type\":\"string\"}}}}}}}";
    schemas["Attributes"] =
        "{\"type\":\"object\",\"properties\":{\"objectType\":{\"type\":\"string\"},\"etag\":{\"type\":"
        "\"string\"}}}";
    schemas["Money"] =
        "{\"type\":\"object\",\"required\":[\"amount\",\"currency\"],\"properties\":{\"amount\":{\"type\":"
        "\"string\","
        "\"description\":\"A decimal "
        "number.\"},\"currency\":{\"type\":\"string\",\"pattern\":\"^[A-Z]{3}$\"}}}";
    schemas["Problem"] =
        "{\"type\":\"object\",\"required\":[\"code\",\"description\"],\"properties\":{\"code\":{\"type\":["
        "\"string\","
        "\"integer\"]},\"description\":{\"type\":\"string\"},\"data\":{\"type\":\"array\",\"items\":{"
        "\"type\":\"object\","
        "\"properties\":{\"field\":{\"type\":\"string\"},\"code\":{\"type\":[\"string\",\"integer\"]},"
        "\"rule\":{\"type\":"
        "\"string\"},\"remedy\":{\"type\":\"string\"}}}},\"source\":{\"type\":\"string\"}}}";
}

}  // namespace

std::string openapi_document(Router const& router) {
    refuse_clashes(router);
    Schemas schemas;
    add_common(schemas);
    std::map<std::string, std::string> paths;
    for (auto const& route : router.routes()) {
        if (route.left_out) continue;
        auto& path = paths[route.pattern];
        path += (path.empty() ? "\"" : ",\"") + lower_ascii(method_name(route.method)) +
                "\":" + operation(route, schemas);
    }
    std::string out =
        "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Entrepot\",\"version\":\"" ENTREPOT_VERSION
        "\",\"description\":\"A partner center that you run yourself. /v1 is compatible with the Partner "
        "Center API; "
        "/ext/v1 is Entrepot's own.\"},\"security\":[{\"bearer\":[]},{\"session\":[]}],\"paths\":{";
    bool first = true;
    for (auto const& [path, operations] : paths) {
        out += (first ? "\n" : ",\n") + text(path) + ":{" + operations + '}';
        first = false;
    }
    out +=
        "},\"components\":{\"securitySchemes\":{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\"},"
        "\"session\":{"
        "\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"entrepot_session\"}},\"schemas\":{";
    first = true;
    for (auto const& [name, schema] : schemas) {
        out += (first ? "\n" : ",\n") + text(name) + ':' + schema;
        first = false;
    }
    return out + "}}}\n";
}

}  // namespace entrepot::api
