// The way of one request: see dispatcher.hpp and ARCHITECTURE.md.
#include "api/dispatcher.hpp"

#include <algorithm>
#include <future>
#include <thread>

#include "api/idempotency.hpp"
#include "api/problem_answer.hpp"
#include "api/refusal_log.hpp"
#include "base/fold.hpp"
#include "base/log.hpp"

namespace entrepot::api {

namespace {

constexpr int inline_read_ms = 20;  // then a read goes on on the pool
constexpr int slow_write_ms = 5;    // said in the log with its route: others wait for SQLite's one writer
constexpr int slow_write_over_network_ms = 500;  // PostgreSQL: several statements, each a way there and back
constexpr int hash_niceness = 10;

int hash_threads(int asked) {
    return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / 2);
}

Language language_of(Request const& request) {
    auto asked = request.header("X-Locale");
    if (asked.empty()) asked = request.header("Accept-Language");
    return asked.size() >= 2 && equal_ignoring_case(asked.substr(0, 2), "fr") ? Language::fr : Language::en;
}

// Echoed where it is an id or at least harmless in a header; made where absent.
std::string id_header(Request const& request, std::string_view name) {
    auto const given = request.header(name);
    bool clean = !given.empty() && given.size() <= 100;
    for (char const c : given) clean = clean && c > 0x20 && c < 0x7f;
    return clean ? std::string(given) : new_uuid().text();
}

bool is_dry_run(Route const& route, Request const& request) {
    if (!route.reads_dry_run) return false;
    for (auto const& [name, value] : parse_form(request.query))
        if (equal_ignoring_case(name, "dryRun")) return equal_ignoring_case(value, "true");
    return false;
}

// Of a route that takes files; after its caller is known, who learns of nothing that is not theirs.
void check_file_type(Route const& route, std::string_view type) {
    std::string all;
    for (auto const& one : route.file_types) {
        if (equal_ignoring_case(type.substr(0, one.size()), one)) return;
        all += (all.empty() ? "" : ", ") + one;
    }
    if (!all.empty()) throw Problem("unsupported_file_type", {{"types", all}});
}

// What a page of another site can make a browser send: a form's body, or a request with its own origin.
void refuse_foreign(Route const& route, Request const& request) {
    if (request.method == Method::get || request.method == Method::head) return;
    auto const type = request.header("Content-Type");
    bool const takes_json = route.file_types.empty();
    if (takes_json && !type.empty() && !equal_ignoring_case(type.substr(0, 16), "application/json"))
        throw Problem("unsupported_media_type");
    if (equal_ignoring_case(request.header("Sec-Fetch-Site"), "cross-site")) throw Problem("foreign_origin");
    auto const origin = request.header("Origin");
    if (origin.empty()) return;
    auto const slashes = origin.find("//");
    auto const host = slashes == std::string_view::npos ? origin : origin.substr(slashes + 2);
    if (!equal_ignoring_case(host, request.header("Host"))) throw Problem("foreign_origin");
}

// What an endpoint gets that said it needs no database, or waits for others.
class NoTx : public db::Tx {
public:
    void script(std::string const&) override { refuse(); }

private:
    std::unique_ptr<db::Rows> query(db::StatementKey const&, std::span<db::Param const>) override {
        refuse();
    }
    std::int64_t execute(db::StatementKey const&, std::span<db::Param const>) override { refuse(); }
    std::int64_t changed(std::int64_t) override { refuse(); }
    [[noreturn]] static void refuse() { throw BrokenTruth("a route without database asks none"); }
};

bool changes(Method method) { return method != Method::get && method != Method::head; }

}  // namespace

struct Dispatcher::Job {
    Request request;
    Reply reply;
    Act act;
    Route const* route = nullptr;
    std::vector<std::string_view> values;
    Bound bound;
    std::string request_id, correlation_id, repeat_key;
    std::string stranger;             // whose failures are counted
    std::optional<Quota::Left> left;  // where the request was counted
    Answer answer;
    std::vector<std::function<void()>> afterwards;  // once its writes are committed
    Ahead ahead;
};

Dispatcher::Dispatcher(Router const& router, db::Database& database, Gate& gate, Options options)
    : router_(router),
      database_(database),
      gate_(gate),
      options_(std::move(options)),
      tenants_(options_.requests_a_minute),
      apps_(options_.requests_a_minute),
      failures_(options_.failures_a_minute),
      places_(options_.streams),
      stream_pool_(options_.stream_threads, 1024),
      pool_(options_.pool_threads, options_.pool_queue),
      hash_pool_(hash_threads(options_.hash_threads), options_.hash_queue, hash_niceness),
      outside_pool_(options_.outside_threads, options_.outside_queue) {
    if (!database_.waits()) return;
    readers_.emplace(options_.reading);
    writers_.emplace(options_.writing);
}

void Dispatcher::handle(Request request, Reply reply) {
    auto job = std::make_shared<Job>();
    job->request = std::move(request);
    job->reply = std::move(reply);
    auto const* const route = router_.find(job->request.method, job->request.path).route;
    if (!readers_ || (route && !route->needs_database)) return start(job);
    bool const writes = route && route->where == Where::write && !is_dry_run(*route, job->request);
    if ((writes ? writers_ : readers_)->submit([this, job] { start(job); })) return;
    name(*job);
    fail(*job, std::make_exception_ptr(Problem("busy")));
    finish(*job);
}

void Dispatcher::start(std::shared_ptr<Job> const& job) {
    try {
        begin(job);
    } catch (...) {
        fail(*job, std::current_exception());
        finish(*job);
    }
}

Answer Dispatcher::answer(Request request) {
    std::promise<Answer> promise;
    handle(std::move(request), [&](Answer answer) { promise.set_value(std::move(answer)); });
    auto out = promise.get_future().get();
    if (out.stream) read_whole(out);
    return out;
}

void Dispatcher::stop() {
    if (readers_) readers_->stop();
    if (writers_) writers_->stop();
    stream_pool_.stop();
    pool_.stop();
    hash_pool_.stop();
    outside_pool_.stop();
}

Answer Dispatcher::refuse(Request request, Problem const& problem) {
    Job job;
    job.request = std::move(request);
    Answer out;
    job.reply = [&](Answer answer) { out = std::move(answer); };
    name(job);
    if (auto const allowed = problem.words.find("allowed"); allowed != problem.words.end())
        job.answer.headers.emplace_back("Allow", allowed->second);
    fail(job, std::make_exception_ptr(problem));
    finish(job);
    return out;
}

void Dispatcher::name(Job& job) {
    job.request_id = id_header(job.request, "MS-RequestId");
    job.correlation_id = id_header(job.request, "MS-CorrelationId");
    job.act.language = language_of(job.request);
    job.act.request = Uuid::parse(job.request_id).value_or(Uuid{});
    job.act.correlation = Uuid::parse(job.correlation_id).value_or(Uuid{});
}

void Dispatcher::begin(std::shared_ptr<Job> const& job) {
    name(*job);
    job->act.cloud = cloud_of(options_.cloud);
    auto const& route = route_of(*job);
    if (route.strict()) refuse_foreign(route, job->request);
    admit(*job);
    check_file_type(route, job->request.header("Content-Type"));
    job->bound = route.bind({job->request, job->values}, route.strict());
    if (!route.needs_database) return run_at_once(job);
    if (route.where == Where::read || is_dry_run(route, job->request))
        run_read(job, readers_ ? 0 : inline_read_ms);
    else if (route.where == Where::write) run_write(job);
    else if (route.where == Where::outside) run_on_pool(outside_pool_, [this, job] { run_outside(job); });
    else run_on_pool(route.where == Where::hash ? hash_pool_ : pool_, [this, job] { run_heavy(job); });
}

Route const& Dispatcher::route_of(Job& job) {
    auto match = router_.find(job.request.method, job.request.path);
    if (match.route && match.route->sandbox_only && !options_.sandbox) match = {};
    if (!match.route && !match.allowed.empty()) {
        job.answer.headers.emplace_back("Allow", match.allowed);
        throw Problem("method_not_allowed", {{"allowed", match.allowed}});
    }
    if (!match.route) throw Problem("unknown_route");
    if (match.route->left_out) throw Problem("900127");
    job.values = std::move(match.values);
    return *(job.route = match.route);
}

void Dispatcher::admit(Job& job) {
    auto& act = job.act;
    act.real_now = real_time();
    if (!job.route->permission) return admit_stranger(job);
    act.caller = gate_.identify(job.request);
    count(job);
    act.now = gate_.business_time(act.caller, act.real_now);
    bool const forged = !act.caller.csrf.empty() && changes(job.request.method) &&
                        job.request.header("X-CSRF-Token") != act.caller.csrf;
    if (forged) throw Problem("csrf_token_missing");
    if (job.route->needs_user && !act.caller.user) throw Problem("needs_person");
    auto verdict = gate_.may(act.caller, *job.route->permission);
    for (auto const other : job.route->also)
        if (!verdict.allowed() && gate_.may(act.caller, other).allowed()) return;
    if (!verdict.allowed()) throw Refused(std::move(verdict));
}

// Whoever guesses passwords, secrets or the words of links fails often: that address waits out its minute.
void Dispatcher::admit_stranger(Job& job) {
    auto& act = job.act;
    act.now = gate_.business_time(act.caller, act.real_now);
    if (!failures_.is_on() || !changes(job.request.method)) return;
    job.stranger = address_key(job.request.peer);
    auto const left = failures_.peek(job.stranger, act.real_now);
    if (left.any) return;
    job.stranger.clear();
    throw Problem("too_many_failures", {{"seconds", std::to_string(left.reset_s)}});
}

void Dispatcher::count(Job& job) {
    auto const& caller = job.act.caller;
    if (!tenants_.is_on() || !is_counted(*job.route)) return;
    auto left = tenants_.take(caller.tenant.view(), job.act.real_now);
    if (left.any && caller.app) {
        auto const of_app = apps_.take(caller.app->view(), job.act.real_now);
        if (!of_app.any || of_app.count < left.count) left = of_app;
    }
    job.left = left;
    if (left.any) return;
    throw Problem("too_many_requests",
                  {{"limit", std::to_string(tenants_.limit())}, {"seconds", std::to_string(left.reset_s)}});
}

void Dispatcher::call(Job& job, db::Tx& tx) {
    job.answer = {};
    job.afterwards.clear();  // it may run a second time
    job.answer.status = job.route->status;
    Context context{tx,         job.act,          job.request,    gate_,
                    database_,  options_.sandbox, options_.cloud, spelt_path(*job.route, job.values),
                    job.answer, job.afterwards,   job.ahead};
    job.bound(context);
    if (job.answer.stream) begin_stream(job);
}

// Of a caller, or of an address where no sign-in is needed.
void Dispatcher::begin_stream(Job& job) {
    auto const& caller = job.act.caller;
    auto& stream = *job.answer.stream;
    stream.place = places_.take(stream.kind, caller.user  ? caller.user->text()
                                             : caller.app ? caller.app->text()
                                                          : job.request.peer);
    stream.request = job.request;
    stream.request.body.clear();
    stream.route = job.route;
    stream.correlation_id = job.correlation_id;
    stream.checked = job.act.real_now;
}

void Dispatcher::run_read(std::shared_ptr<Job> const& job, int budget_ms) {
    try {
        database_.read([&](db::Tx& tx) { call(*job, tx); }, budget_ms);
    } catch (db::TooSlow const&) {
        return run_on_pool(pool_, [this, job] { run_read(job, 0); });
    } catch (...) {
        fail(*job, std::current_exception());
    }
    finish(*job);
}

void Dispatcher::run_at_once(std::shared_ptr<Job> const& job) {
    NoTx none;
    call(*job, none);
    finish(*job);
}

void Dispatcher::run_outside(std::shared_ptr<Job> const& job) {
    try {
        NoTx none;
        call(*job, none);
    } catch (...) {
        fail(*job, std::current_exception());
    }
    finish(*job);
}

void Dispatcher::run_heavy(std::shared_ptr<Job> const& job) { run_read(job, 0); }

void Dispatcher::run_on_pool(Pool& pool, std::function<void()> work) {
    if (!pool.submit(std::move(work))) throw Problem("busy");
}

void Dispatcher::run_write(std::shared_ptr<Job> const& job) {
    if (job->route->repeatable) job->repeat_key = repeat_key(gate_, job->act, job->request);
    db::Write write{
        .run = [this, job](db::Tx& tx) { call_once_only(*job, tx); },
        .done =
            [this, job](std::exception_ptr error) {
                if (error) fail(*job, error);
                finish(*job);
            },
        .repeatable = !job->repeat_key.empty(),
        .isolation = job->route->isolation,
    };
    if (job->route->is_judged_ahead) {
        write.ahead = [this, job](db::Tx& tx) { judge_ahead(*job, tx); };
        write.outdated = [job] { job->ahead.judged.reset(); };
    }
    if (!database_.submit(std::move(write))) throw Problem("busy");
}

void Dispatcher::judge_ahead(Job& job, db::Tx& tx) {
    job.ahead.is_now = true;
    try {
        call(job, tx);
    } catch (...) {  // decided again by the writer
        job.ahead.judged.reset();
    }
    job.ahead.is_now = false;
}

void Dispatcher::call_once_only(Job& job, db::Tx& tx) {
    auto const begun = std::chrono::steady_clock::now();
    job.answer = {};
    job.afterwards.clear();  // of a first try that was undone
    auto const run = [&] { call(job, tx); };
    if (job.repeat_key.empty()) run();
    else if (!once_only(tx, gate_, job.act, job.repeat_key, job.answer, run)) job.afterwards.clear();
    auto const took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
    if (took.count() > (database_.waits() ? slow_write_over_network_ms : slow_write_ms))
        log(Level::warning, "a slow write",
            {{"route", job.route->pattern}, {"ms", std::to_string(took.count())}});
}

void Dispatcher::fail(Job& job, std::exception_ptr error) {
    job.afterwards.clear();
    auto headers = std::move(job.answer.headers);
    job.answer = answer_of(error, job.act.language, job.correlation_id);
    if (job.route)
        note_refusal(*job.route, job.act, job.request, job.answer.status, code_of(error), job.correlation_id);
    for (auto& header : headers)
        if (header.first == "Allow") job.answer.headers.push_back(std::move(header));
    // A body of its own on the wire, without which SDKs do not look at Retry-After (wire.md 7, 8).
    if (job.answer.status == 429 && job.route && !job.route->strict())
        job.answer.body = throttled_body(error, job.act.language);
}

void Dispatcher::finish(Job& job) {
    for (auto const& one : job.afterwards) one();
    auto& headers = job.answer.headers;
    headers.emplace_back("MS-RequestId", job.request_id);
    headers.emplace_back("MS-CorrelationId", job.correlation_id);
    if (auto const locale = job.request.header("X-Locale"); !locale.empty() && locale.size() < 20)
        headers.emplace_back("X-Locale", std::string(locale));
    headers.emplace_back("Cache-Control", "no-store");
    if (job.left) {
        headers.emplace_back("RateLimit-Limit", std::to_string(tenants_.limit()));
        headers.emplace_back("RateLimit-Remaining", std::to_string(job.left->count));
        headers.emplace_back("RateLimit-Reset", std::to_string(job.left->reset_s));
    }
    if (auto const status = job.answer.status;
        !job.stranger.empty() && (status == 400 || status == 401 || status == 403))
        failures_.take(job.stranger, job.act.real_now);
    job.reply(std::move(job.answer));
}

}  // namespace entrepot::api
