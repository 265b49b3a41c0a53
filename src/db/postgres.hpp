// One PostgreSQL connection with its kept statements. Only src/db includes this.
#pragma once

#include <libpq-fe.h>

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>

#include "db/bulk.hpp"

namespace entrepot::db {

// The server went away, or is a standby now. Whether a commit that was under way was done is not known.
struct LostConnection : Unavailable {
    using Unavailable::Unavailable;
};

struct PgFree {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};
using PgHandle = std::unique_ptr<PGconn, PgFree>;
using PgResult = std::unique_ptr<PGresult, PgFree>;

// Statements are sent at once and their results read when rows or a count are wanted, at the latest by
// commit(): a round trip costs more than the statement (house.md 7).
class PgConnection : public Tx, public ManyRows {
public:
    explicit PgConnection(PgHandle handle) : handle_(std::move(handle)) {}
    PgConnection(PgConnection const&) = delete;

    // Sent with the first statement.
    void begin(char const* text);
    // Of each statement of this transaction.
    void limit(int milliseconds);
    // This transaction takes as long as it takes.
    void lift_limits();
    // Waits until it is durable. Where a repeatable one loses the connection, it is open whether what was
    // sent with COMMIT was done.
    void commit(bool is_repeatable);
    // Of a transaction that only read: the answer is looked at by whoever uses the connection next.
    void end_read();
    // Never throws; a connection that cannot be used any more says so.
    void roll_back() noexcept;
    bool is_usable() const { return PQstatus(handle_.get()) == CONNECTION_OK && !lost_; }
    // COMMIT was sent and its answer is not there.
    bool commit_is_open() const { return commit_sent_; }
    bool in_transaction() const { return in_transaction_; }

    // For what is the driver's own, between statements.
    PGconn* handle() { return handle_.get(); }
    // The server ends a statement after 30 s (postgres_open.cpp); past this it is not there any more.
    static constexpr int silence_ms = 40'000;
    // Outside of a transaction: rows of text, for the driver's own questions.
    PgResult ask(std::string const& text, int patience_ms = silence_ms);
    // For questions that take as long as they take.
    void wait_without_end() { is_unbounded_ = true; }
    void script(std::string const& text) override;
    void first(std::function<void()> look) override { first_ = std::move(look); }
    std::size_t rows_at_once() const override { return 20'000; }
    void insert_rows(json::Type const& row, std::string_view table, std::span<Param const> values) override;

protected:
    std::unique_ptr<Rows> query(StatementKey const& key, std::span<Param const> params) override;
    std::int64_t execute(StatementKey const& key, std::span<Param const> params) override;
    std::int64_t changed(std::int64_t ticket) override;
    void foresee(StatementKey const& key, std::span<Param const> params) override;
    void append_row(AppendTexts const& texts, std::span<Param const> params) override;

private:
    struct Kept {
        std::string name;
        bool is_there = false;  // prepared, or the preparation is under way
        std::size_t params = 0;
        bool is_page = false;  // its LIMIT is a parameter
    };
    // What was sent, in order, and not answered yet.
    struct Sent {
        enum class What : std::uint8_t { plain, preparation, statement, sync } what = What::plain;
        Kept* kept = nullptr;
        std::size_t ticket = 0;
    };

    // Asked for ahead. Its rows come with those of whatever is waited for first.
    struct Expected {
        StatementKey key;
        std::string params;  // their values, as bytes to compare
        std::size_t ticket = 0;
        PgResult rows;
    };

    void look_first();
    void send_appended();
    void enter_pipeline();
    void leave_pipeline();
    void send_plain(char const* text);
    // BEGIN and COMMIT, kept as other statements are.
    void send_kept(char const* text);
    void send(StatementKey const& key, std::span<Param const> params);
    // Without a value for LIMIT a kept plan looks as dear as a tenth of the table, so that PostgreSQL would
    // plan each page anew (docs/decisions/0033); other statements gain from its choice.
    void plan_once(bool is_page);
    Kept& prepare(StatementKey const& key, std::span<Param const> params);
    // Sends what is buffered and reads every answer; throws what the first failure was. The last statement's
    // rows.
    PgResult settle();
    void note(Sent const& sent, PGresult const* result);
    Expected* expected(std::size_t ticket);
    void sent_or_lost(int success);
    PgResult next_result(int patience_ms = silence_ms);
    // Waits for bytes, or for room to send; reads what there is. Throws LostConnection past the patience.
    bool has_bytes_after_waiting(bool to_send_too, int patience_ms);
    void wait_for_bytes(int patience_ms);
    void send_buffered();
    // What stands for one transaction alone; answers of the one before may be on their way.
    void clear_transaction();
    void forget();

    PgHandle handle_;
    std::unordered_map<StatementKey, Kept, StatementKeyHash> kept_;
    std::deque<Sent> sent_;
    std::vector<std::int64_t> counts_;  // by ticket; -1: not known yet
    std::vector<Expected> expected_;
    std::function<void()> first_;  // to be looked at yet
    AppendTexts const* appending_ = nullptr;
    std::vector<Param> appended_;  // to be sent yet, with their bytes
    std::size_t appended_rows_ = 0;
    bool synced_ = true;
    bool in_transaction_ = false, commit_sent_ = false, has_failed_ = false, lost_ = false;
    bool plans_once_ = false;    // within this transaction, until another statement comes
    bool is_unbounded_ = false;  // a migration takes as long as it takes
};

// Throws Conflict, TooSlow, Contended, LostConnection or Unavailable for what the server said.
[[noreturn]] void raise_postgres(PGresult const* result);
// "could not connect …" on one line.
std::string one_line(char const* message);

}  // namespace entrepot::db
