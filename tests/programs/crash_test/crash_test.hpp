// The rounds: start, load, kill at a random moment, look.
#pragma once

#include "checker.hpp"
#include "clients.hpp"
#include "support/server_process.hpp"

namespace entrepot::crash {

class CrashTest {
public:
    explicit CrashTest(Options options);

    // The exit code: 0 where nothing was wrong, 1 where something was, 130 where it was interrupted.
    int run();

private:
    using Seconds = std::chrono::duration<double>;

    std::unique_ptr<support::ServerProcess> start(
        support::ServerProcess::Wait wait = support::ServerProcess::Wait::until_it_listens);
    void prepare();
    void choose(support::HttpClient& client);
    void sign_in(int port);

    void round();
    void kill_while_it_starts();
    void kill_under_load();
    void look();
    void finish();
    void report(std::size_t acknowledged_before, Seconds begun_ago);
    void fail(std::string const& what);
    unsigned between(unsigned least, unsigned most);

    Options options_;
    bool is_temporary_;
    std::mt19937 random_;
    std::optional<Journal> journal_;
    std::optional<Checker> checker_;
    Headers caller_;
    std::chrono::steady_clock::time_point signed_in_{};
    Seconds start_takes_{0.5}, loaded_{0};
    std::mutex mutex_;
    int wrong_ = 0, begun_at_ = 0, failed_ = 0;
};

}  // namespace entrepot::crash
