// Signing in on another device: a code for the device, and the person who types it at the portal (RFC 8628).
#include <cctype>

#include "access/consent_store.hpp"
#include "access/oauth_answer_api.hpp"
#include "access/routes.hpp"
#include "api/router.hpp"
#include "base/base64.hpp"

namespace entrepot::access {

namespace {

// Letters that nobody confuses and that form no words; 20^8 of them.
constexpr std::string_view letters = "BCDFGHJKLMNPQRSTVWXZ";
constexpr std::size_t code_letters = 8;

std::string new_user_code() {
    std::string out;
    while (out.size() < code_letters) {
        std::uint8_t byte = 0;
        fill_random(&byte, 1);
        if (byte < 256 / letters.size() * letters.size()) out += letters[byte % letters.size()];
    }
    return out;
}

// As people type it: any case, with or without hyphen and spaces.
std::string typed(std::string_view text) {
    std::string out;
    for (char const c : text)
        if (c != '-' && c != ' ') out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

std::string key_of(Safe& safe, std::string_view what, std::string const& word) {
    return base64url(safe.digest(std::string(what) + ' ' + word));
}

struct DeviceForm {
    std::string client, scope, resource;
    static constexpr std::string_view schema_name = "DeviceCodeRequest";
    static constexpr auto fields() {
        return Fields{field("client_id", &DeviceForm::client, "The app.").or_default(),
                      field("scope", &DeviceForm::scope, "Version 2: what for.").or_default(),
                      field("resource", &DeviceForm::resource, "Version 1: what for.").or_default()};
    }
};

std::string message(Language language, std::string const& address, std::string const& code) {
    if (language == Language::fr)
        return "Pour vous connecter, ouvrez " + address + " dans un navigateur et saisissez le code " + code +
               ".";
    return "To sign in, use a web browser to open the page " + address + " and enter the code " + code +
           " to authenticate.";
}

api::Answer described(api::Context& context, std::string const& user_code, std::string const& device_code,
                      bool is_v1) {
    auto const shown = user_code.substr(0, 4) + '-' + user_code.substr(4);
    auto const address = context.public_url() + "/device";
    auto const life = std::to_string(std::chrono::seconds(device_code_life).count());
    auto const interval = std::to_string(device_interval_s);
    api::Answer answer;
    auto& out = answer.body;
    out = "{\"user_code\":\"" + shown + "\",\"device_code\":\"" + device_code + "\",";
    out += is_v1 ? "\"verification_url\":" : "\"verification_uri\":";
    json::encode_text(address, out);
    auto const quote = is_v1 ? "\"" : "";  // every number is a string in version 1
    out +=
        std::string(",\"expires_in\":") + quote + life + quote + ",\"interval\":" + quote + interval + quote;
    out += ",\"message\":";
    json::encode_text(message(context.act.language, address, shown), out);
    out += '}';
    answer.headers.emplace_back("Pragma", "no-cache");
    return answer;
}

api::Answer begin(api::Context& context, std::string const& tenant, DeviceForm const& form, bool is_v1) {
    try {
        auto const id = Uuid::parse(form.client);
        auto const app = id ? find_app(context.tx, Id<App>{*id}) : std::nullopt;
        if (!app) throw Problem("oauth_client_unknown");
        if (!is_v1 && !read_scopes(form.scope, context.public_url()).is_known)
            throw Problem("oauth_scope_unknown", {{"scope", form.scope.substr(0, 200)}});
        if (is_v1 && !form.resource.empty() && !audience_of_resource(form.resource, context.public_url()))
            throw Problem("oauth_resource_unknown", {{"resource", form.resource.substr(0, 200)}});
        auto const device_code = new_code(), user_code = new_user_code();
        DeviceCode code;
        code.key = key_of(context.gate, "device", device_code);
        code.user_code = key_of(context.gate, "user code", user_code);
        code.app = app->id;
        code.asked = {form.resource, form.scope, is_v1};
        code.named_tenant = tenant;
        code.expires = context.act.real_now + device_code_life;
        if (!insert_device_code(context.tx, code)) throw Problem("busy");  // the same letters twice
        return described(context, user_code, device_code, is_v1);
    } catch (Problem const& problem) {
        if (!problem.code.starts_with("oauth_")) throw;
        return oauth_refusal(context, problem);
    }
}

api::Answer begin_v1(api::Context& context, std::string const& tenant, api::Form<DeviceForm> const& form) {
    return begin(context, tenant, form, true);
}
api::Answer begin_v2(api::Context& context, std::string const& tenant, api::Form<DeviceForm> const& form) {
    return begin(context, tenant, form, false);
}

struct DeviceView {
    std::string app_name;
    DeviceState state = DeviceState::pending;
    Time expires;
    static constexpr std::string_view schema_name = "DeviceCode";
    static constexpr auto fields() {
        return Fields{field("appName", &DeviceView::app_name, "Which app asks."),
                      field("state", &DeviceView::state, "Whether somebody decided already."),
                      field("expiresAt", &DeviceView::expires, "When the code ends.")};
    }
};

struct DeviceDecision {
    bool allow = false;
    static constexpr std::string_view schema_name = "DeviceDecision";
    static constexpr auto fields() {
        return Fields{field("allow", &DeviceDecision::allow, "Whether the device may act for the person.")};
    }
};

DeviceCode code_typed(api::Context& context, std::string const& word) {
    auto const code = find_device_by_user_code(context.tx, key_of(context.gate, "user code", typed(word)));
    if (!code || code->expires <= context.act.real_now) throw Problem("device_code_unknown");
    return *code;
}

AppRecord app_behind(api::Context& context, DeviceCode const& code) {
    auto const app = find_app(context.tx, code.app);
    if (!app) throw Problem("device_code_unknown");
    auto const own = context.caller().tenant;
    if (!app_serves(*app, own) || !names_tenant(context.tx, code.named_tenant, own))
        throw Problem("device_code_other_tenant");
    return *app;
}

DeviceView view(api::Context& context, std::string const& word) {
    auto const code = code_typed(context, word);
    return {app_behind(context, code).name, code.state, code.expires};
}

DeviceView decide(api::Context& context, std::string const& word, DeviceDecision const& decision) {
    // By the portal's session: what an app holds must not open another app's door.
    if (context.caller().csrf.empty()) throw Problem("needs_portal_session");
    auto code = code_typed(context, word);
    auto const app = app_behind(context, code);
    if (code.state != DeviceState::pending) throw Problem("device_code_decided");
    code.state = decision.allow ? DeviceState::approved : DeviceState::refused;
    code.tenant = context.caller().tenant;
    code.user = context.caller().user;
    code.mfa = context.caller().mfa;
    update_device_code(context.tx, code);
    return {app.name, code.state, code.expires};
}

}  // namespace

void add_device_routes(api::Router& router) {
    constexpr auto why = "a device begins to sign in here";
    router.post("/{tenant}/oauth2/devicecode", begin_v1)
        .open(why)
        .never_kept()
        .summary("A device code, version 1");
    router.post("/{tenant}/oauth2/v2.0/devicecode", begin_v2)
        .open(why)
        .never_kept()
        .summary("A device code, version 2");
    router.get("/ext/v1/device-codes/{code}", view)
        .allow(Permission::sign_in_only)
        .summary("Which app waits behind a code");
    router.post("/ext/v1/device-codes/{code}", decide)
        .allow(Permission::sign_in_only)
        .never_kept()
        .summary("Let the device act for the person, or not");
}

}  // namespace entrepot::access
