// Sending mail through libcurl: see mail_flow.hpp.
#include "events/mail_flow.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/base64.hpp"
#include "base/log.hpp"
#include "events/mail_store.hpp"

namespace entrepot::events {

namespace {

using namespace std::chrono_literals;

constexpr int a_round = 50;
constexpr int most_attempts = 10;
constexpr auto between_rounds = 3s;
constexpr auto claimed_for = minutes{5};  // longer than one sending takes
constexpr long connect_ms = 10'000, whole_ms = 60'000;

struct Reading {
    std::string_view rest;
};

std::size_t read_some(char* out, std::size_t size, std::size_t count, void* user) {
    auto& reading = *static_cast<Reading*>(user);
    auto const taken = std::min(size * count, reading.rest.size());
    std::memcpy(out, reading.rest.data(), taken);
    reading.rest.remove_prefix(taken);
    return taken;
}

struct Outcome {
    bool taken = false, for_good = false;  // for good: asking again would not help
    std::string error;
};

Outcome send(SmtpOptions const& options, std::string const& recipient, std::string const& message) {
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> const curl(curl_easy_init(), curl_easy_cleanup);
    if (!curl) return {false, false, "no memory"};
    auto* handle = curl.get();
    char words[CURL_ERROR_SIZE] = "";
    Reading reading{message};
    auto const sender = '<' + options.from + '>', to = '<' + recipient + '>';
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> const recipients(
        curl_slist_append(nullptr, to.c_str()), curl_slist_free_all);
    curl_easy_setopt(handle, CURLOPT_URL, options.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, read_some);
    curl_easy_setopt(handle, CURLOPT_READDATA, &reading);
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, whole_ms);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, words);
    curl_easy_setopt(handle, CURLOPT_USE_SSL,
                     static_cast<long>(options.require_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (!options.user.empty()) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, options.user.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, options.password.c_str());
    }
    auto const result = curl_easy_perform(handle);
    if (result == CURLE_OK) return {true, false, {}};
    long code = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    return {false, code >= 500 && code < 600, *words ? words : curl_easy_strerror(result)};
}

// 1 minute, 2, 4 … up to six hours.
std::chrono::seconds pause_after(std::int64_t attempts) {
    return std::min<std::chrono::seconds>(60s * (std::int64_t{1} << std::min<std::int64_t>(attempts, 10)),
                                          6h);
}

}  // namespace

Postman::Postman(db::Database& database, Safe& safe, SmtpOptions options)
    : database_(database), safe_(safe), options_(std::move(options)) {
    static bool const begun = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    check(begun, "libcurl starts");
}

Postman::~Postman() { stop(); }

void Postman::start() {
    if (!options_.url.empty()) thread_ = std::thread([this] { loop(); });
}

void Postman::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

int Postman::deliver_due(Time real_now) {
    // Sending takes seconds: each mail has its own moment.
    auto const begun = std::chrono::steady_clock::now();
    auto const now = [&] {
        return real_now + std::chrono::duration_cast<std::chrono::microseconds>(
                              std::chrono::steady_clock::now() - begun);
    };
    std::vector<Mail> due;
    database_.read([&](db::Tx& tx) { due = due_mails(tx, real_now, a_round); });
    int taken = 0;
    for (auto const& mail : due) {
        {
            std::lock_guard const lock(mutex_);
            if (stopping_) break;
        }
        bool mine = false;
        database_.write([&](db::Tx& tx) { mine = claim(tx, mail, now() + claimed_for); });
        if (!mine) continue;
        auto const sealed = from_base64url(mail.sealed);
        auto const text = sealed ? safe_.open(*sealed) : std::nullopt;
        auto const outcome = text ? send(options_, mail.recipient,
                                         mail_message(options_.from, mail.recipient,
                                                      json::read<MailText>(*text), mail.id, now()))
                                  : Outcome{false, true, "the mail was sealed with another key file"};
        bool const over = outcome.for_good || mail.attempts + 1 >= most_attempts;
        database_.write([&](db::Tx& tx) {
            if (outcome.taken) mark_sent(tx, mail.id, now());
            else
                mark_failed(tx, mail.id, outcome.error,
                            over ? std::nullopt : std::optional<Time>(now() + pause_after(mail.attempts)));
        });
        if (outcome.taken) ++taken;
        else log(Level::warning, "a mail was not taken", {{"mail", mail.id.text()}, {"why", outcome.error}});
    }
    return taken;
}

void Postman::loop() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        try {
            while (deliver_due(real_time()) == a_round) {}
        } catch (std::exception const& error) {
            log(Level::warning, "the postman's round failed and is tried again", {{"why", error.what()}});
        }
        lock.lock();
        wake_.wait_for(lock, between_rounds, [&] { return stopping_; });
    }
}

}  // namespace entrepot::events
