// The way of one request: who is asked what, what is committed, what is answered when something breaks.
#include <doctest/doctest.h>

#include <atomic>
#include <future>

#include "api/dispatcher.hpp"
#include "api/problem_answer.hpp"
#include "db/tables.hpp"

namespace entrepot::api {

namespace {

auto const everyone = Scope::everyone("a test looks at everything");

struct TestGate : Gate {
    Caller caller;
    bool allowed = true;
    Caller identify(Request const& request) override {
        if (request.header("Authorization").empty()) throw Problem("not_signed_in");
        return caller;
    }
    Verdict may(Caller const&, Permission, Standing const&) override {
        return allowed ? Verdict{} : Verdict{{{"needs_role", {Role::admin_agent}}}};
    }
    Time business_time(Caller const&, Time real) override { return real + hours{24}; }
    std::string seal(std::string_view plain) override { return std::string(plain); }
    std::optional<std::string> open(std::string_view sealed) override { return std::string(sealed); }
    std::string digest(std::string_view text) override { return std::string(text); }
};

struct Note {
    std::string text;
    static constexpr std::string_view schema_name = "TestNote";
    static constexpr auto fields() { return Fields{field("text", &Note::text, "Text.")}; }
};

std::atomic<int> runs = 0;
Id<Tenant> const partner{new_uuid()};

void put(Context& context, std::string const& text) { context.tx.insert(everyone, db::a_row(partner, text)); }

Note add(Context& context, Note const& note) {
    ++runs;
    if (note.text == "not now") throw Problem("conflict");
    put(context, note.text);
    if (note.text == "fails") throw std::runtime_error("after writing");
    if (note.text == "no text") throw Problem("a_code_that_nobody_wrote_a_text_for");
    if (note.text == "refused") throw Problem("domain_taken", {{"domain", "x"}}).at("text");
    context.header("Location", "/notes/1");
    return note;
}
Note slow_read(Context& context) {
    context.tx.find<std::int64_t>(
        everyone,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
        "SELECT COUNT(*) FROM n WHERE {shared}");
    return {"read"};
}
void nothing(Context&) {}
Note own_write(Context& context) {
    context.database.write([](db::Tx& tx) { tx.insert(everyone, db::a_row(partner, "heavy")); });
    return {"done"};
}

// Looks before its turn how many notes there are, and says at its turn what it knew of that.
std::atomic<int> looks = 0;
Note counted(Context& context) {
    if (context.ahead.is_now) {
        ++looks;
        if (looks > 1) throw std::runtime_error("not this time");
        auto const text =
            context.tx.find<std::string>(everyone, "SELECT some_text FROM test_rows WHERE {scope}");
        context.ahead.judged = text.value_or("none");
        return {};
    }
    put(context, "counted");
    return {context.take_judged<std::string>().value_or("nothing known")};
}

struct Bench {
    db::Tables tables{support::Engine::sqlite};
    Router router;
    TestGate gate;
    std::unique_ptr<Dispatcher> dispatcher;

    Bench() {
        router.post("/v1/notes", add).allow(Permission::sign_in_only).created();
        router.post("/ext/v1/notes", add).allow(Permission::sign_in_only).created();
        router.get("/v1/slow", slow_read).allow(Permission::sign_in_only);
        router.del("/v1/notes", nothing).allow(Permission::sign_in_only);
        router.post("/v1/counted", counted)
            .allow(Permission::sign_in_only)
            .writes_what_is_new()
            .judges_ahead();
        router.post("/v1/heavy", own_write).allow(Permission::sign_in_only).heavy();
        router.get("/v1/person", nothing).allow(Permission::sign_in_only).needs_person();
        router.get("/v1/sandbox", nothing).open("a test").only_in_sandbox();
        gate.caller.tenant = partner;
        gate.caller.kind = TenantKind::direct_bill;
        dispatcher = std::make_unique<Dispatcher>(router, *tables.database, gate, Dispatcher::Options{});
        runs = 0;
        looks = 0;
    }
    ~Bench() { dispatcher->stop(); }

    Answer ask(Method method, std::string_view target, std::string body = "", std::string const& id = "") {
        auto request = support::request(method, target, std::move(body));
        request.headers.emplace_back("Authorization", "yes");
        if (!id.empty()) request.headers.emplace_back("MS-RequestId", id);
        return dispatcher->answer(std::move(request));
    }
};

}  // namespace

TEST_CASE("requests: refused before anything is run") {
    Bench bench;
    CHECK(bench.dispatcher->answer(support::request(Method::post, "/v1/notes", "{\"text\":\"a\"}")).status ==
          401);
    CHECK(bench.ask(Method::get, "/v1/none").status == 404);
    CHECK(bench.ask(Method::get, "/v1/sandbox").status == 404);
    auto const wrong_method = bench.ask(Method::put, "/v1/notes");
    CHECK(wrong_method.status == 405);
    CHECK(wrong_method.headers.at(0) == std::pair<std::string, std::string>{"Allow", "POST, DELETE"});
    CHECK(bench.ask(Method::post, "/v1/notes", "{").status == 400);
    CHECK(bench.ask(Method::post, "/v1/notes", "{}").status == 400);
    CHECK(bench.ask(Method::post, "/v1/notes", "{\"text\":\"a\",\"x\":1}").status == 201);
    CHECK(bench.ask(Method::post, "/ext/v1/notes", "{\"text\":\"b\",\"x\":1}").status == 400);
    CHECK(bench.ask(Method::get, "/v1/person").status == 403);
    bench.gate.allowed = false;
    auto const refused = bench.ask(Method::post, "/v1/notes", "{\"text\":\"c\"}");
    CHECK(refused.status == 403);
    CHECK(refused.body.find("needs_role") != std::string::npos);
    bench.gate.allowed = true;
    bench.gate.caller.csrf = "token";
    CHECK(bench.ask(Method::post, "/v1/notes", "{\"text\":\"d\"}").status == 403);
    CHECK(runs == 1);
    CHECK(bench.tables.texts(everyone) == "a ");
}

TEST_CASE("requests: a failure leaves nothing behind, whatever was written before it") {
    Bench bench;
    CHECK(bench.ask(Method::post, "/v1/notes", "{\"text\":\"fails\"}").status == 500);
    CHECK(bench.ask(Method::post, "/v1/notes", "{\"text\":\"refused\"}").status == 409);
    CHECK(bench.tables.rows(everyone).empty());
    CHECK(bench.ask(Method::del, "/v1/notes").status == 204);
    CHECK(bench.ask(Method::post, "/v1/heavy").status == 200);
    CHECK(bench.tables.texts(everyone) == "heavy ");
}

TEST_CASE("requests: a refusal without a text breaks its own request and no other") {
    Bench bench;
    CHECK(bench.ask(Method::post, "/v1/notes", "{\"text\":\"no text\"}").status == 500);
    CHECK(bench.tables.rows(everyone).empty());
    CHECK(bench.ask(Method::post, "/v1/notes", "{\"text\":\"a\"}").status == 201);
}

TEST_CASE(
    "requests: judged before their turn they are answered once; a judging that fails is done at the turn") {
    Bench bench;
    CHECK(bench.ask(Method::post, "/v1/counted").body == R"({"text":"none"})");
    CHECK(bench.ask(Method::post, "/v1/counted").body == R"({"text":"nothing known"})");
    CHECK(looks == 2);
    CHECK(bench.tables.texts(everyone) == "counted counted ");
}

TEST_CASE("requests: a slow read goes on on the pool and is answered") {
    Bench bench;
    CHECK(bench.ask(Method::get, "/v1/slow").body == "{\"text\":\"read\"}");
}

TEST_CASE("requests: repeated with their id they are done once; refusals are decided again") {
    Bench bench;
    auto const first = bench.ask(Method::post, "/v1/notes", "{\"text\":\"a\"}", "one");
    auto const again = bench.ask(Method::post, "/v1/notes", "{\"text\":\"a\"}", "one");
    CHECK(first.status == 201);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    auto const location = [](Answer const& answer) {
        for (auto const& [name, value] : answer.headers)
            if (name == "Location") return value;
        return std::string{};
    };
    CHECK(location(again) == "/notes/1");
    CHECK(runs == 1);
    bench.ask(Method::post, "/v1/notes", "{\"text\":\"b\"}", "one");
    CHECK(runs == 2);
    bench.ask(Method::post, "/v1/notes", "{\"text\":\"not now\"}", "two");
    bench.ask(Method::post, "/v1/notes", "{\"text\":\"not now\"}", "two");
    CHECK(runs == 4);
    bench.gate.caller.user = Id<User>{new_uuid()};
    bench.ask(Method::post, "/v1/notes", "{\"text\":\"a\"}", "one");
    CHECK(runs == 5);
}

TEST_CASE("requests: the same one from many sides at once is done once") {
    Bench bench;
    std::vector<std::future<Answer>> answers;
    for (int i = 0; i < 16; ++i)
        answers.push_back(std::async(std::launch::async, [&] {
            return bench.ask(Method::post, "/v1/notes", "{\"text\":\"a\"}", "one");
        }));
    for (auto& answer : answers) CHECK(answer.get().status == 201);
    CHECK(runs == 1);
    CHECK(bench.tables.texts(everyone) == "a ");
}

}  // namespace entrepot::api
