// The postman: a thread that gives waiting mail to an SMTP server, and tries again what was not taken.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "base/safe.hpp"
#include "db/database.hpp"

namespace entrepot::events {

struct SmtpOptions {
    std::string url;   // smtp://host:25 or smtps://host:465; empty: nothing is sent
    std::string from;  // the sender's address
    std::string user, password;
    bool require_tls = false;
};

class Postman {
public:
    Postman(db::Database& database, Safe& safe, SmtpOptions options);
    ~Postman();
    void stop();

    // One round: how many were taken by the server. Each is claimed before, so that two of our servers do not
    // send it twice, and marked after: where we die between, it is sent again rather than never.
    int deliver_due(Time real_now);

    // From now on a round every few seconds, on a thread of its own.
    void start();

private:
    void loop();

    db::Database& database_;
    Safe& safe_;
    SmtpOptions options_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace entrepot::events
