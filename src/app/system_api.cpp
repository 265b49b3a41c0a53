// Health, OpenAPI, the deployment's public face: see system_api.hpp.
#include "app/system_api.hpp"

#include "customers/customer.hpp"

namespace entrepot::app {

namespace {

std::string& document() {
    static std::string text;
    return text;
}

struct Health {
    std::string status;
    static constexpr std::string_view schema_name = "Health";
    static constexpr auto fields() { return Fields{field("status", &Health::status, "ok.")}; }
};

struct Deployment {
    std::string operator_name = "Entrepot";
    bool sandbox = false;
    std::string cloud;
    std::vector<std::string> domain_suffixes;
    std::string version;
    static constexpr std::string_view schema_name = "Deployment";
    static constexpr auto fields() {
        return Fields{
            field("operatorName", &Deployment::operator_name, "Whose deployment it is."),
            field("sandbox", &Deployment::sandbox, "Whether it is a sandbox."),
            field("cloud", &Deployment::cloud, "global or usgov."),
            field("domainSuffixes", &Deployment::domain_suffixes, "Under which customers get names."),
            field("version", &Deployment::version, "Of the program.")};
    }
};

Health healthy(api::Context&) { return {"ok"}; }

Health ready(api::Context& context) {
    if (!context.database.answers()) throw Problem("database_unavailable");
    return {"ok"};
}

Deployment deployment(api::Context& context) {
    return {.sandbox = context.sandbox,
            .cloud = std::string(context.cloud),
            .domain_suffixes = customers::domain_suffixes(),
            .version = ENTREPOT_VERSION};
}

api::Answer openapi(api::Context&) {
    api::Answer answer;
    answer.body = document();
    return answer;
}

}  // namespace

void keep_openapi_document(std::string text) { document() = std::move(text); }

void add_system_routes(api::Router& router) {
    router.get("/healthz", healthy)
        .open("monitors ask")
        .without_database()
        .summary("Whether the process answers");
    router.get("/readyz", ready)
        .open("monitors ask")
        .without_database()
        .summary("Whether the database answers");
    router.get("/openapi.json", openapi)
        .open("the contract is public")
        .without_database()
        .summary("This document");
    router.get("/ext/v1/deployment", deployment)
        .open("the sign-in page shows it")
        .without_database()
        .summary("The deployment's public face");
}

}  // namespace entrepot::app
