// Kept answers: sealed, for some hold a password.
#include "api/idempotency.hpp"

#include "base/base64.hpp"
#include "json/json.hpp"

namespace entrepot::api {

namespace {

constexpr auto kept_for = hours{24};

struct KeptAnswer {
    Id<Tenant> tenant;
    std::string key;  // base64url of the digest
    Time created;
    int status = 0;
    std::string sealed;  // base64url of content type, location and body, a line each

    static constexpr std::string_view schema_name = "KeptAnswer";
    static constexpr std::string_view table = "kept_answers";
    static constexpr auto fields() {
        return Fields{
            field("tenantId", &KeptAnswer::tenant, "Whose request it was."),
            field("key", &KeptAnswer::key, "What makes the request the same."),
            field("createdAt", &KeptAnswer::created, "Real time."),
            field("status", &KeptAnswer::status, "The answer's status."),
            field("sealed", &KeptAnswer::sealed, "The answer, encrypted."),
        };
    }
};

// No std::exception: nobody shall take it for a failure on its way.
struct Repeated {
    Answer answer;
};

Scope own_rows(Act const&) { return Scope::everyone("the key holds the tenant and the caller"); }

std::optional<Answer> find_kept(db::Tx& tx, Gate& gate, Act const& act, std::string const& key) {
    auto const kept = tx.find<KeptAnswer>(
        own_rows(act), "SELECT {*} FROM kept_answers WHERE key = $1 AND created_at > $2 AND {tenant}", key,
        Time{act.real_now - kept_for});
    if (!kept) return std::nullopt;
    auto const sealed = from_base64url(kept->sealed);
    auto const plain = sealed ? gate.open(*sealed) : std::nullopt;
    if (!plain) return std::nullopt;
    auto const type_ends = plain->find('\n'), location_ends = plain->find('\n', type_ends + 1);
    check(type_ends != std::string::npos && location_ends != std::string::npos,
          "a kept answer has three parts");
    Answer answer;
    answer.status = kept->status;
    answer.content_type = plain->substr(0, type_ends);
    if (auto location = plain->substr(type_ends + 1, location_ends - type_ends - 1); !location.empty())
        answer.headers.emplace_back("Location", std::move(location));
    answer.body = plain->substr(location_ends + 1);
    return answer;
}

void keep(db::Tx& tx, Gate& gate, Act const& act, std::string const& key, Answer const& answer) {
    std::string location;
    for (auto const& [name, value] : answer.headers)
        if (name == "Location") location = value;
    auto const plain = answer.content_type + '\n' + location + '\n' + answer.body;
    // The only one under this key that can be there is past its day: find_kept() looked.
    tx.exec(
        own_rows(act),
        "INSERT INTO kept_answers (tenant_id, key, created_at, status, sealed) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (key) DO UPDATE SET created_at = excluded.created_at, status = excluded.status, "
        "sealed = excluded.sealed",
        act.caller.tenant, key, act.real_now, answer.status, base64url(gate.seal(plain)));
}

}  // namespace

std::string repeat_key(Gate& gate, Act const& act, Request const& request) {
    auto const id = request.header("MS-RequestId");
    if (id.empty() || id.size() > 200) return {};
    std::string text = act.caller.tenant.text() + '\n';
    text += act.caller.user ? act.caller.user->text() : std::string{};
    text += act.caller.app ? act.caller.app->text() : std::string{};
    text += '\n' + std::to_string(static_cast<int>(request.method)) + ' ' + request.path + '?' +
            request.query + '\n';
    text += std::string(id) + '\n' + request.body;
    return base64url(gate.digest(text));
}

bool once_only(db::Tx& tx, Gate& gate, Act const& act, std::string const& key, Answer& answer,
               std::function<void()> const& call) {
    bool is_new = false;
    auto const look = [&] {
        if (auto kept = find_kept(tx, gate, act, key)) throw Repeated{std::move(*kept)};
        is_new = true;
    };
    try {
        tx.first(look);
        call();
        if (!is_new) look();  // it asked nothing
    } catch (Repeated& repeated) {
        answer = std::move(repeated.answer);
        return false;
    }
    if (answer.status < 300) keep(tx, gate, act, key, answer);
    return true;
}

std::int64_t end_kept(db::Tx& tx, Time real_now) {
    return tx.exec(Scope::everyone("a job ends old answers of every tenant"),
                   "DELETE FROM kept_answers WHERE key IN (SELECT key FROM kept_answers "
                   "WHERE created_at <= $1 AND {tenant} ORDER BY created_at LIMIT 500)",
                   Time{real_now - kept_for});
}

}  // namespace entrepot::api
