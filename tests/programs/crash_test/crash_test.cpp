// Killing and looking: see crash_test.hpp.
#include "crash_test.hpp"

#include <csignal>
#include <iomanip>
#include <iostream>

namespace entrepot::crash {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

volatile std::sig_atomic_t interrupted = 0;
void interrupt(int) { interrupted = 1; }

// A first Ctrl-C ends the round that runs, a second one the program.
void listen_for_interrupts() {
    struct sigaction action {};
    action.sa_handler = interrupt;
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

std::string minutes_text(double seconds) {
    auto const whole = static_cast<long>(seconds + 0.5);
    return whole < 60 ? std::to_string(whole) + " s" : std::to_string((whole + 30) / 60) + " min";
}

}  // namespace

CrashTest::CrashTest(Options options)
    : options_(std::move(options)),
      is_temporary_(options_.folder.empty()),
      random_(options_.seed.value_or(std::random_device{}())) {
    if (is_temporary_)
        options_.folder = std::filesystem::temp_directory_path() / ("entrepot-crash-" + new_uuid().text());
    std::filesystem::create_directories(options_.folder);
    journal_.emplace(options_.folder / "journal");
    listen_for_interrupts();
}

int CrashTest::run() {
    prepare();
    begun_at_ = journal_->kills;
    auto const acknowledged = journal_->acknowledged;
    auto const begun = Clock::now();
    while (journal_->kills < options_.kills && !interrupted) {
        auto const before = wrong_;
        round();
        look();
        journal_->after_kill();
        if (wrong_ > before) ++failed_;
        report(acknowledged, Clock::now() - begun);
    }
    if (journal_->kills < options_.kills) {
        std::cout << "\nLeft after " << journal_->kills << " kills"
                  << (is_temporary_ ? "." : "; the same command goes on.") << std::endl;
        return 130;
    }
    auto const before = wrong_;
    finish();
    if (wrong_ > before) ++failed_;
    std::cout << "\n"
              << journal_->kills - begun_at_ + 1 - failed_ << " passed, " << failed_ << " failed"
              << std::endl;
    if (wrong_ == 0) std::filesystem::remove_all(options_.folder);  // else it is kept for a look
    return wrong_ > 0 ? 1 : 0;
}

std::unique_ptr<support::ServerProcess> CrashTest::start(support::ServerProcess::Wait wait) {
    std::vector<std::string> arguments{
        "demo", "--data", data_folder(options_).string(), "--listen", "127.0.0.1:0", "--threads", "2"};
    if (!options_.database.empty()) arguments.insert(arguments.end(), {"--database", options_.database});
    return std::make_unique<support::ServerProcess>(options_.program.string(), arguments,
                                                    (options_.folder / "log").string(), wait);
}

// Before the first kill: the world, a salesperson's token, what can be bought.
void CrashTest::prepare() {
    std::cout << "state in " << options_.folder.string() << std::endl;
    if (journal_->is_new()) {
        auto const server = start();
        sign_in(server->port());
        support::HttpClient client(server->port());
        choose(client);
        server->stop();
        journal_->begin(journal_->plan);
    } else {
        std::cout << "going on after " << journal_->kills << " kills, " << journal_->acknowledged
                  << " acts acknowledged" << std::endl;
    }
    checker_.emplace(*journal_, [this](std::string const& what) { fail(what); });
    auto const begun = Clock::now();
    auto const server = start();
    start_takes_ = Clock::now() - begun;
    sign_in(server->port());
}

void CrashTest::round() {
    if (between(1, 5) == 1) kill_while_it_starts();
    else kill_under_load();
}

void CrashTest::kill_while_it_starts() {
    auto const server = start(support::ServerProcess::Wait::no);
    std::this_thread::sleep_for(start_takes_ * (between(0, 1200) / 1000.0));
    server->kill();
}

// At a moment of the clock, at an acknowledgement (one commit ends, the next begins), or while it stops.
void CrashTest::kill_under_load() {
    auto const server = start();
    if (Clock::now() - signed_in_ > std::chrono::minutes(20)) sign_in(server->port());
    auto const begun = Clock::now();
    Clients const clients(options_.clients, server->port(), *journal_, caller_,
                          static_cast<unsigned>(random_()), [this](std::string const& what) { fail(what); });
    auto const latest = begun + milliseconds(between(0, 400));
    bool const at_answer = between(1, 3) == 1;
    auto const answers = at_answer ? between(1, 150) : ~0u;
    while (Clock::now() < latest && clients.answers() < answers)
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    if (between(1, 12) == 1) {
        server->begin_to_stop();
        std::this_thread::sleep_for(milliseconds(between(0, 30)));
    }
    server->kill();
    loaded_ += Clock::now() - begun;
}

void CrashTest::look() {
    auto const database = open_database(options_);
    if ((journal_->kills + 1) % options_.full_every != 0) return checker_->look(*database);
    checker_->look_at_everything(*database, options_.database.empty());
}

// What was begun is carried through and must now succeed; then everything is looked at.
void CrashTest::finish() {
    {
        auto const server = start();
        support::HttpClient client(server->port());
        int patience = 100;
        while (auto const turn = journal_->next_open_turn()) {
            auto const before = wrong_;
            bool const taken =
                take_turn(client, *journal_, *turn, caller_, [this](std::string const& what) { fail(what); });
            if (!taken && --patience == 0) fail("no answer when nothing is killed");
            if (wrong_ > before) break;
        }
        server->stop();
    }
    auto const database = open_database(options_);
    checker_->look_at_everything(*database, options_.database.empty());
}

void CrashTest::report(std::size_t acknowledged_before, Seconds begun_ago) {
    auto const done = journal_->kills - begun_at_;
    auto const left = begun_ago.count() / done * (options_.kills - journal_->kills);
    auto const rate =
        static_cast<double>(journal_->acknowledged - acknowledged_before) / std::max(loaded_.count(), 0.001);
    std::cout << (isatty(1) ? "\r" : "") << "kill " << journal_->kills << '/' << options_.kills << ": "
              << journal_->acknowledged << " acts acknowledged, " << std::lround(rate)
              << " a second under load, " << checker_->looked_at() << " looks at a customer, " << wrong_
              << " wrong, " << minutes_text(left) << " to go" << (isatty(1) ? "   " : "\n") << std::flush;
}

void CrashTest::fail(std::string const& what) {
    std::lock_guard const lock(mutex_);
    if (++wrong_ <= 20) std::cout << "\nFAIL " << what << std::endl;
}

unsigned CrashTest::between(unsigned least, unsigned most) {
    return std::uniform_int_distribution<unsigned>(least, most)(random_);
}

}  // namespace entrepot::crash
