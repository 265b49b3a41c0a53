// Requests from the contract: see positions.hpp.
#include "positions.hpp"

#include <algorithm>
#include <functional>
#include <regex>

#include "api/message.hpp"

namespace entrepot::stranger {

namespace {

namespace bj = boost::json;

constexpr int most_depth = 6;
constexpr char const* nobodys = "0190b2c4-7d1e-7a3b-9c5d-1e2f3a4b5c6d";

// subscriptionId, {subscription} and subscription_id are one word.
std::string column_of(std::string const& name) {
    std::string out;
    for (char const c : name) {
        if (c >= 'A' && c <= 'Z') out += (out.empty() ? "" : "_") + std::string(1, static_cast<char>(c + 32));
        else out += c;
    }
    return out.ends_with("_id") ? out : out + "_id";
}

std::string one_of(Values const& values, std::string const& name, std::string const& otherwise) {
    for (auto const& column : {column_of(name), name})
        if (auto const at = values.find(column); at != values.end() && !at->second.empty())
            return at->second.front();
    return otherwise;
}

// What a stranger's place may hold: ids of each kind, and the words that searches take.
std::vector<std::string> tries(Values const& foreign) {
    std::vector<std::string> out;
    for (auto const* column :
         {"customer_id", "tenant_id", "subscription_id", "order_id", "cart_id", "agreement_id", "draft_id",
          "user_id", "app_id", "reseller_id", "domain", "name"})
        if (auto const value = one_of(foreign, column, ""); !value.empty()) out.push_back(value);
    return out;
}

class Builder {
public:
    Builder(bj::object const& document, Values const& own, Values const& foreign)
        : document_(document), own_(own), foreign_(foreign) {}

    bj::object const& resolve(bj::object const& schema) const {
        auto const* reference = schema.if_contains("$ref");
        if (!reference) return schema;
        auto const name =
            std::string(reference->as_string()).substr(std::string("#/components/schemas/").size());
        return document_.at("components").at("schemas").at(name).as_object();
    }

    // A plausible body of the caller's own, and the paths of its texts.
    bj::value sample(bj::object const& raw, std::string const& name, int depth = 0) const {
        auto const& schema = resolve(raw);
        if (auto const* choices = schema.if_contains("enum")) return choices->as_array().front();
        auto const type = type_of(schema);
        if (type == "object") {
            bj::object out;
            auto const* members = schema.if_contains("properties");
            if (members && depth < most_depth)
                for (auto const& [key, member] : members->as_object())
                    if (key != "attributes" && key != "links")
                        out[key] = sample(member.as_object(), std::string(key), depth + 1);
            return out;
        }
        if (type == "array") {
            if (depth >= most_depth) return bj::array{};
            return bj::array{sample(schema.at("items").as_object(), name, depth + 1)};
        }
        if (type == "integer" || type == "number") return 1;
        if (type == "boolean") return false;
        return bj::value(plausible(schema, name));
    }

private:
    static std::string type_of(bj::object const& schema) {
        auto const* type = schema.if_contains("type");
        if (!type) return schema.contains("properties") ? "object" : "string";
        if (type->is_array()) return std::string(type->as_array().front().as_string());
        return std::string(type->as_string());
    }

    std::string plausible(bj::object const& schema, std::string const& name) const {
        auto const* format = schema.if_contains("format");
        auto const form = format ? std::string(format->as_string()) : "";
        if (form == "date-time") return "2026-11-02T00:00:00Z";
        if (form == "date") return "2026-11-02";
        if (name == "country") return "US";
        if (name == "currency" || name == "currencyCode") return "USD";
        if (name == "language") return "en";
        if (name == "culture") return "en-US";
        if (name == "state") return "OR";
        if (name == "postalCode") return "97204";
        if (name == "email") return "stranger@harbor-ridge.example";
        if (name == "domain") return "strangers-own.onmicrosoft.com";
        if (name == "billingCycle") return "monthly";
        if (name == "termDuration") return "P1Y";
        if (form == "uuid" || name.ends_with("Id") || name == "id") return one_of(own_, name, nobodys);
        return "Stranger";
    }

    bj::object const& document_;
    Values const& own_;
    Values const& foreign_;
};

// Each text of a value, with its path and a way to put another in its place.
void each_text(bj::value& value, std::string const& path,
               std::function<void(std::string const&, bj::value&)> const& use) {
    if (value.is_string()) use(path, value);
    else if (value.is_object())
        for (auto& member : value.as_object())
            each_text(member.value(), path + '.' + std::string(member.key()), use);
    else if (value.is_array())
        for (auto& one : value.as_array()) each_text(one, path + "[]", use);
}

std::vector<std::string> places_of(std::string const& path) {
    std::vector<std::string> out;
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{', at + 1))
        out.push_back(path.substr(at + 1, path.find('}', at) - at - 1));
    return out;
}

std::string filled(std::string path, std::string const& place, std::string const& value) {
    auto const name = '{' + place + '}';
    return path.replace(path.find(name), name.size(), api::percent_encode(value));
}

// Words of a description that name fields to filter by: CompanyName, IndirectReseller.
std::vector<std::string> filter_fields(std::string const& meaning) {
    static std::regex const word("\\b[A-Z][a-z]+[A-Za-z]*\\b");
    std::vector<std::string> out;
    for (std::sregex_iterator at(meaning.begin(), meaning.end(), word), end; at != end; ++at)
        out.push_back(at->str());
    return out;
}

}  // namespace

std::vector<Attempt> attempts(bj::object const& document, std::string const& path, std::string const& method,
                              Values const& own, Values const& foreign) {
    auto const& operation = document.at("paths").at(path).at(method).as_object();
    Builder const builder(document, own, foreign);
    std::vector<Attempt> out;
    auto const places = places_of(path);
    auto own_path = path;
    for (auto const& place : places) own_path = filled(own_path, place, one_of(own, place, nobodys));

    bj::value body;
    if (auto const* given = operation.if_contains("requestBody"))
        body = builder.sample(given->as_object()
                                  .at("content")
                                  .as_object()
                                  .begin()
                                  ->value()
                                  .as_object()
                                  .at("schema")
                                  .as_object(),
                              "");
    auto const written = body.is_null() ? std::string{} : bj::serialize(body);

    auto everywhere = path;
    std::vector<std::string> all_sent;
    for (auto const& place : places) {
        auto const value = one_of(foreign, place, one_of(foreign, "customer", nobodys));
        all_sent.push_back(value);
        everywhere = filled(everywhere, place, value);
        auto one = path;
        for (auto const& other : places)
            one = filled(one, other, other == place ? value : one_of(own, other, nobodys));
        out.push_back({method, one, written, "path." + place, {value}});
    }
    if (places.size() > 1) out.push_back({method, everywhere, written, "path", all_sent});

    auto const* parameters = operation.if_contains("parameters");
    for (auto const& parameter : parameters ? parameters->as_array() : bj::array{}) {
        if (parameter.at("in").as_string() != "query") continue;
        std::string const name(parameter.at("name").as_string());
        auto const query = [&](std::string const& value) {
            return own_path + '?' + name + '=' + api::percent_encode(value);
        };
        for (auto const& value : tries(foreign)) {
            out.push_back({method, query(value), written, "query." + name, {value}});
            if (name != "filter") continue;
            for (auto const& field : filter_fields(std::string(parameter.at("description").as_string())))
                for (auto const* operation_name : {"starts_with", "equals"})
                    out.push_back({method,
                                   query(bj::serialize(bj::object{
                                       {"Field", field}, {"Value", value}, {"Operator", operation_name}})),
                                   written,
                                   "filter." + field,
                                   {value}});
        }
    }
    if (!body.is_null())
        each_text(body, "body", [&](std::string const& place, bj::value& text) {
            auto const before = text;
            for (auto const& value : tries(foreign)) {
                text = bj::value(value);
                out.push_back({method, own_path, bj::serialize(body), place, {value}});
            }
            text = before;
        });
    return out;
}

}  // namespace entrepot::stranger
