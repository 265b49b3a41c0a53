// From a request to its answer: route, caller, permission, body, the place to run, commit, answer.
#pragma once

#include <functional>
#include <memory>

#include "api/pool.hpp"
#include "api/quota.hpp"
#include "api/router.hpp"
#include "api/stream.hpp"

namespace entrepot::api {

using Reply = std::function<void(Answer)>;

class Dispatcher {
public:
    struct Options {
        bool sandbox = false;
        std::string cloud = "global";
        int pool_threads = 4;
        std::size_t pool_queue = 1024;  // heavy work that waits; beyond, busy
        int hash_threads = 0;           // 0: one for two cores
        std::size_t hash_queue = 64;    // sign-ins that wait: about two seconds' worth
        int outside_threads = 4;        // each waits for another server, some seconds at most
        std::size_t outside_queue = 64;
        // Where the database waits for a network: threads that wait with it. Those who read do not stand
        // behind those who write.
        int reading = 6, writing = 12;
        int requests_a_minute = 0;  // of a tenant, and of an app, on what is_counted() names; 0: any
        int failures_a_minute = 0;  // of an address, at what needs no sign-in; 0: any
        StreamLimits streams = {};
        int stream_threads = 2;  // each has a reader's page cache of its own
    };
    Dispatcher(Router const& router, db::Database& database, Gate& gate, Options options);

    // `reply` is called once, on this thread or on another.
    void handle(Request request, Reply reply);
    // Makes a stream's next piece on threads of its own; `done` is called once, on this thread or on another.
    // One piece at a time.
    void make_piece(std::shared_ptr<Stream> const& stream, std::function<void(Piece)> done);
    // The same, waiting, whole: of server-sent events as far as they come at once. For tests and the command
    // line.
    Answer answer(Request request);
    // The answer to what is refused before it is a request: its headers as far as they came.
    Answer refuse(Request request, Problem const& problem);
    // Lets what was begun end.
    void stop();

private:
    struct Job;
    static void name(Job& job);
    void start(std::shared_ptr<Job> const& job);
    void begin(std::shared_ptr<Job> const& job);
    Route const& route_of(Job& job);
    void admit(Job& job);
    void admit_stranger(Job& job);
    void count(Job& job);
    void run_read(std::shared_ptr<Job> const& job, int budget_ms);
    void run_heavy(std::shared_ptr<Job> const& job);
    void run_write(std::shared_ptr<Job> const& job);
    void run_at_once(std::shared_ptr<Job> const& job);
    void run_outside(std::shared_ptr<Job> const& job);
    void run_on_pool(Pool& pool, std::function<void()> work);
    void call(Job& job, db::Tx& tx);
    void judge_ahead(Job& job, db::Tx& tx);
    void call_once_only(Job& job, db::Tx& tx);
    void begin_stream(Job& job);
    Piece piece_of(Stream& stream);
    void ask_again(Stream& stream);
    void read_whole(Answer& answer);
    void fail(Job& job, std::exception_ptr error);
    void finish(Job& job);

    Router const& router_;
    db::Database& database_;
    Gate& gate_;
    Options options_;
    Quota tenants_, apps_, failures_;
    StreamPlaces places_;
    Pool stream_pool_;
    Pool pool_, hash_pool_, outside_pool_;
    std::optional<Pool> readers_, writers_;
};

}  // namespace entrepot::api
