// The PostgreSQL connection: pipelined statements, bounded waits, errors in our words.
#include "db/postgres.hpp"

#include <poll.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "db/postgres_rows.hpp"

namespace entrepot::db {

std::string one_line(char const* message) {
    std::string out = message ? message : "";
    for (char& c : out)
        if (c == '\n' || c == '\t') c = ' ';
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

void raise_postgres(PGresult const* result) {
    auto const* const field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    std::string const state = field ? field : "";
    auto const words = one_line(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY)) +
                       (state.empty() ? "" : " (" + state + ')');
    auto const is = [&](std::string_view prefix) { return state.starts_with(prefix); };
    if (is("23505")) throw Conflict(words);
    if (is("57014")) throw TooSlow("PostgreSQL: " + words);
    // Serialization failure, deadlock, a lock that was not had in time.
    if (is("40001") || is("40P01") || is("55P03")) throw Contended("PostgreSQL: " + words);
    // A plan of before a migration: the server's sentence is in its own language, its function is not.
    auto const* const function = PQresultErrorField(result, PG_DIAG_SOURCE_FUNCTION);
    bool const is_outdated = is("0A000") && function && std::strcmp(function, "RevalidateCachedQuery") == 0;
    // Shut down, crashed, starting, a standby now, too many connections.
    if (is_outdated || is("08") || is("57P") || is("25006") || is("53300"))
        throw LostConnection("PostgreSQL: " + words);
    if (is("42501"))
        throw Unavailable("PostgreSQL: " + words +
                          "; the user that entrepot connects as owns its tables: ALTER TABLE … OWNER TO");
    throw Unavailable("PostgreSQL: " + words, is("53100"));
}

void PgConnection::clear_transaction() {
    counts_.clear();
    expected_.clear();
    first_ = nullptr;
    appended_.clear();
    appended_rows_ = 0;
}

void PgConnection::forget() {
    sent_.clear();
    clear_transaction();
    in_transaction_ = commit_sent_ = has_failed_ = false;
}

void PgConnection::look_first() {
    if (auto const look = std::exchange(first_, nullptr)) look();
}

void PgConnection::sent_or_lost(int success) {
    if (success) return;
    lost_ = true;
    throw LostConnection("PostgreSQL: " + one_line(PQerrorMessage(handle_.get())));
}

void PgConnection::enter_pipeline() {
    if (PQpipelineStatus(handle_.get()) == PQ_PIPELINE_OFF) {
        sent_or_lost(PQsetnonblocking(handle_.get(), 1) == 0);
        sent_or_lost(PQenterPipelineMode(handle_.get()));
    }
}

void PgConnection::leave_pipeline() {
    if (PQpipelineStatus(handle_.get()) == PQ_PIPELINE_OFF) return;
    settle();
    sent_or_lost(PQexitPipelineMode(handle_.get()));
    sent_or_lost(PQsetnonblocking(handle_.get(), 0) == 0);
}

void PgConnection::begin(char const* text) {
    enter_pipeline();
    clear_transaction();
    commit_sent_ = has_failed_ = is_unbounded_ = plans_once_ = false;
    in_transaction_ = true;
    send_kept(text);
}

void PgConnection::limit(int milliseconds) {
    send_plain(("SET LOCAL statement_timeout = " + std::to_string(milliseconds)).c_str());
}

void PgConnection::lift_limits() {
    limit(0);
    is_unbounded_ = true;
}

void PgConnection::commit(bool is_repeatable) {
    send_appended();
    // A connection lost before COMMIT is then known to have lost the transaction too. One that may run again
    // need not know, and saves the round trip: what fails before COMMIT has it skipped.
    if (!is_repeatable) settle();
    // The server would answer COMMIT with ROLLBACK and call that success.
    check(!has_failed_, "a transaction ends with its first failure");
    send_kept("COMMIT");
    commit_sent_ = true;
    settle();
    commit_sent_ = in_transaction_ = false;
}

void PgConnection::end_read() {
    // Rows that were expected and that nobody took would come in the next transaction.
    if (std::any_of(sent_.begin(), sent_.end(),
                    [](Sent const& one) { return one.what == Sent::What::statement; }))
        settle();
    send_kept("COMMIT");
    sent_or_lost(PQpipelineSync(handle_.get()));
    sent_.push_back({.what = Sent::What::sync});
    synced_ = true;
    in_transaction_ = false;
    PQflush(handle_.get());
}

void PgConnection::roll_back() noexcept {
    if (!in_transaction_ || !is_usable()) return;
    // Twice: the first time what failed before may be said again.
    for (int i = 0; i < 2; ++i) {
        try {
            send_plain("ROLLBACK");
            settle();
            return forget();
        } catch (std::exception const&) {
            if (!is_usable()) return;
        }
    }
    lost_ = true;
}

void PgConnection::send_plain(char const* text) {
    sent_or_lost(PQsendQueryParams(handle_.get(), text, 0, nullptr, nullptr, nullptr, nullptr, 1));
    sent_.push_back({});
    synced_ = false;
}

void PgConnection::send_kept(char const* text) {
    auto const& kept = prepare({text, Scope::Kind::everyone, nullptr}, {});
    sent_or_lost(PQsendQueryPrepared(handle_.get(), kept.name.c_str(), 0, nullptr, nullptr, nullptr, 1));
    sent_.push_back({});
    synced_ = false;
}

// As PQexec(), which waits without end.
PgResult PgConnection::ask(std::string const& text, int patience_ms) {
    leave_pipeline();
    sent_or_lost(PQsendQuery(handle_.get(), text.c_str()));
    PgResult last;
    while (auto result = next_result(patience_ms)) last = std::move(result);
    auto const status = PQresultStatus(last.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) raise_postgres(last.get());
    return last;
}

void PgConnection::script(std::string const& text) {
    send_appended();
    is_unbounded_ = true;
    ask("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; " + spelt_for_postgres(text));
    is_unbounded_ = false;
    enter_pipeline();
}

PgConnection::Kept& PgConnection::prepare(StatementKey const& key, std::span<Param const> params) {
    auto [at, is_new] = kept_.try_emplace(key);
    auto& kept = at->second;
    if (is_new) {
        kept.name = 's' + std::to_string(kept_.size());
        kept.params = params.size();
        kept.is_page = std::string_view(key.text).find("LIMIT $") != std::string_view::npos;
    }
    check(kept.params == params.size(), "a statement is always bound with as many parameters");
    if (kept.is_there) return kept;
    bool const scoped = key.scope != Scope::Kind::everyone && binds_scope(key.text);
    auto const text = expand(key, params.size() - scoped, Dialect::postgres);
    std::vector<Oid> types;
    for (auto const& param : params) types.push_back(type_of(param));
    sent_or_lost(PQsendPrepare(handle_.get(), kept.name.c_str(), text.c_str(), static_cast<int>(types.size()),
                               types.data()));
    sent_.push_back({.what = Sent::What::preparation, .kept = &kept});
    kept.is_there = true;
    return kept;
}

void PgConnection::send(StatementKey const& key, std::span<Param const> params) {
    check(in_transaction_, "a statement runs within a transaction");
    auto& kept = prepare(key, params);
    plan_once(kept.is_page);
    static thread_local BoundParams bound;  // its room is used again: an act sends dozens
    bound.bind(params);
    sent_or_lost(PQsendQueryPrepared(handle_.get(), kept.name.c_str(), bound.count(), bound.values(),
                                     bound.lengths(), bound.formats(), 1));
    sent_.push_back({.what = Sent::What::statement, .kept = &kept, .ticket = counts_.size()});
    counts_.push_back(-1);
    synced_ = false;
}

void PgConnection::plan_once(bool is_page) {
    if (is_page == plans_once_) return;
    send_kept(is_page ? "SET LOCAL plan_cache_mode = force_generic_plan"
                      : "SET LOCAL plan_cache_mode = auto");
    plans_once_ = is_page;
}

void PgConnection::append_row(AppendTexts const& texts, std::span<Param const> params) {
    look_first();
    expected_.clear();
    if (appending_ != &texts) send_appended();
    appending_ = &texts;
    for (auto const& param : params) {
        auto& kept = appended_.emplace_back(param);
        if (kept.own.empty()) kept.own = kept.view;
        kept.view = {};
    }
    if (++appended_rows_ == texts.several.size()) send_appended();
}

void PgConnection::send_appended() {
    if (appended_rows_ == 0) return;
    auto const& text = appending_->several[std::exchange(appended_rows_, 0) - 1];
    send({text.c_str(), Scope::Kind::everyone, nullptr}, appended_);
    appended_.clear();
}

void PgConnection::foresee(StatementKey const& key, std::span<Param const> params) {
    send_appended();
    send(key, params);
    expected_.push_back({key, bytes_of(params), counts_.size() - 1, nullptr});
}

PgConnection::Expected* PgConnection::expected(std::size_t ticket) {
    auto const at = std::find_if(expected_.begin(), expected_.end(),
                                 [&](Expected const& one) { return one.ticket == ticket; });
    return at == expected_.end() ? nullptr : &*at;
}

std::unique_ptr<Rows> PgConnection::query(StatementKey const& key, std::span<Param const> params) {
    send_appended();
    auto const is_this = [&](Expected const& one) {
        return one.key == key && one.params == bytes_of(params);
    };
    if (first_) {
        if (std::none_of(expected_.begin(), expected_.end(), is_this)) foresee(key, params);
        look_first();
    }
    auto const at = std::find_if(expected_.begin(), expected_.end(), is_this);
    if (at != expected_.end()) {
        if (!at->rows) settle();
        auto rows = rows_of(std::move(at->rows));
        expected_.erase(at);
        return rows;
    }
    send(key, params);
    return rows_of(settle());
}

std::int64_t PgConnection::execute(StatementKey const& key, std::span<Param const> params) {
    look_first();
    expected_.clear();  // they would not show what is written now
    send(key, params);
    return static_cast<std::int64_t>(counts_.size()) - 1;
}

std::int64_t PgConnection::changed(std::int64_t ticket) {
    auto const& count = counts_.at(static_cast<std::size_t>(ticket));
    if (count < 0) settle();
    return count;
}

bool PgConnection::has_bytes_after_waiting(bool to_send_too, int patience_ms) {
    pollfd poller{.fd = PQsocket(handle_.get()),
                  .events = static_cast<short>(to_send_too ? POLLIN | POLLOUT : POLLIN),
                  .revents = 0};
    int ready = 0;
    do ready = poll(&poller, 1, is_unbounded_ ? -1 : patience_ms);
    while (ready < 0 && errno == EINTR);
    if (ready <= 0) {
        lost_ = true;
        throw LostConnection("PostgreSQL said nothing for " + std::to_string(patience_ms / 1000) +
                             " seconds");
    }
    if (!(poller.revents & ~POLLOUT)) return false;
    sent_or_lost(PQconsumeInput(handle_.get()));
    return true;
}

void PgConnection::wait_for_bytes(int patience_ms) {
    for (bool any = false; !any;) {
        int const unsent = PQflush(handle_.get());
        sent_or_lost(unsent >= 0);
        any = has_bytes_after_waiting(unsent > 0, patience_ms);
    }
}

void PgConnection::send_buffered() {
    while (int const unsent = PQflush(handle_.get())) {
        sent_or_lost(unsent > 0);
        has_bytes_after_waiting(true, silence_ms);
    }
}

PgResult PgConnection::next_result(int patience_ms) {
    while (PQisBusy(handle_.get())) wait_for_bytes(patience_ms);
    PgResult result(PQgetResult(handle_.get()));
    if (PQstatus(handle_.get()) != CONNECTION_OK) sent_or_lost(0);
    return result;
}

void PgConnection::note(Sent const& sent, PGresult const* result) {
    auto const status = PQresultStatus(result);
    bool const done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (sent.what == Sent::What::preparation && !done) sent.kept->is_there = false;
    if (sent.what == Sent::What::statement && done)
        counts_.at(sent.ticket) = std::strtoll(PQcmdTuples(const_cast<PGresult*>(result)), nullptr, 10);
}

PgResult PgConnection::settle() {
    if (!synced_) {
        sent_or_lost(PQpipelineSync(handle_.get()));
        sent_.push_back({.what = Sent::What::sync});
        synced_ = true;
    }
    PgResult last, failed;
    while (!sent_.empty()) {
        auto const sent = sent_.front();
        auto result = next_result();
        if (!result) sent_or_lost(0);
        sent_.pop_front();
        if (sent.what == Sent::What::sync) {
            if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) continue;
            lost_ = true;  // the server's last words
            raise_postgres(result.get());
        }
        // A closed list of results after each command.
        while (auto more = next_result()) result = std::move(more);
        note(sent, result.get());
        if (PQresultStatus(result.get()) == PGRES_FATAL_ERROR && !failed) failed = std::move(result);
        else if (sent.what != Sent::What::statement) continue;
        else if (auto* const one = expected(sent.ticket)) one->rows = std::move(result);
        else last = std::move(result);
    }
    if (!failed) return last;
    has_failed_ = in_transaction_;
    try {
        raise_postgres(failed.get());
    } catch (LostConnection const&) {
        lost_ = true;
        throw;
    }
}

}  // namespace entrepot::db
