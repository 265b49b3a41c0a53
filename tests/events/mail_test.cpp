// Mail on its way to a small SMTP server of our own: taken, refused, tried again.
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include "base/base64.hpp"
#include "events/mail_flow.hpp"
#include "events/mail_store.hpp"
#include "support/house.hpp"

using namespace entrepot;
using namespace entrepot::events;

namespace {

// Speaks enough SMTP for one client at a time; recipients that begin with "no" are refused for good, "later"
// for now.
class SmallSmtpServer {
public:
    SmallSmtpServer() : listener_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(listen(listener_, 4) == 0);
        socklen_t size = sizeof address;
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~SmallSmtpServer() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        close(listener_);
    }
    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    // Called before a message is taken.
    void while_sending(std::function<void()> what) { while_sending_ = std::move(what); }
    std::vector<std::string> messages() {
        std::lock_guard const lock(mutex_);
        return messages_;
    }

private:
    void serve() {
        for (;;) {
            int const client = accept(listener_, nullptr, nullptr);
            if (client < 0) return;
            talk(client);
            close(client);
        }
    }

    static void say(int client, std::string const& line) {
        auto const text = line + "\r\n";
        [[maybe_unused]] auto const written = send(client, text.data(), text.size(), MSG_NOSIGNAL);
    }

    std::string read_until(int client, std::string const& end) {
        while (pending_.find(end) == std::string::npos) {
            char bytes[4096];
            auto const size = recv(client, bytes, sizeof bytes, 0);
            if (size <= 0) return {};
            pending_.append(bytes, static_cast<std::size_t>(size));
        }
        auto const at = pending_.find(end);
        auto out = pending_.substr(0, at);
        pending_.erase(0, at + end.size());
        return out;
    }

    void talk(int client) {
        pending_.clear();
        say(client, "220 small");
        for (;;) {
            auto const line = read_until(client, "\r\n");
            if (line.empty()) return;
            if (line.starts_with("EHLO") || line.starts_with("HELO")) say(client, "250 small");
            else if (line.starts_with("RCPT TO:<no")) say(client, "550 nobody of that name");
            else if (line.starts_with("RCPT TO:<later")) say(client, "451 come back");
            else if (line.starts_with("DATA")) {
                say(client, "354 go on");
                auto message = read_until(client, "\r\n.\r\n");
                if (while_sending_) while_sending_();
                std::lock_guard const lock(mutex_);
                messages_.push_back(std::move(message));
                say(client, "250 taken");
            } else if (line.starts_with("QUIT")) {
                return say(client, "221 bye");
            } else say(client, "250 fine");
        }
    }

    int listener_;
    unsigned short port_ = 0;
    std::thread thread_;
    std::mutex mutex_;
    std::vector<std::string> messages_;
    std::string pending_;
    std::function<void()> while_sending_;
};

std::string body_of(std::string const& message) {
    auto encoded = message.substr(message.find("\r\n\r\n") + 4);
    std::erase_if(encoded, [](char c) { return c == '\r' || c == '\n'; });
    return from_base64url(encoded).value_or("");
}

// Mails of one partner, and where they go.
struct Outbox {
    support::House house;
    SmallSmtpServer server;
    access::Keeper& keeper = house.inside().keeper();
    Id<Tenant> const partner = house.tenant("directfr").id;
    Time const now = real_time();

    Id<Mail> queue(db::Tx& tx, std::string const& recipient) {
        return queue_mail(tx, keeper, Act::system(now, now), partner, recipient, {"a", "b"});
    }
};

}  // namespace

TEST_CASE("mail: what was asked for in a request arrives, once, with its link") {
    support::House house;
    SmallSmtpServer server;
    auto request = support::request(
        api::Method::post, "/ext/v1/invitations",
        R"({"kind":"relationship","sendMail":true,"recipient":{"name":"Ana","email":"ana@fournil.example","language":"fr"}})");
    for (auto const& header : house.caller("sales@directfr")) request.headers.push_back(header);
    auto const answer = house.ask(std::move(request));
    REQUIRE(answer.status == 201);
    auto const at = answer.body.find("\"link\":\"") + 8;
    auto const link = answer.body.substr(at, answer.body.find('"', at) - at);

    Postman postman(house.database(), house.inside().keeper(),
                    {.url = server.url(), .from = "portal@entrepot.example"});
    CHECK(postman.deliver_due(real_time()) == 1);
    CHECK(postman.deliver_due(real_time()) == 0);
    auto const messages = server.messages();
    REQUIRE(messages.size() == 1);
    CHECK(messages[0].find("To: <ana@fournil.example>") != std::string::npos);
    CHECK(messages[0].find("From: <portal@entrepot.example>") != std::string::npos);
    CHECK(messages[0].find("Subject: =?UTF-8?B?") != std::string::npos);
    CHECK(body_of(messages[0]).find(link) != std::string::npos);
    // Nothing that opens anything stays behind.
    house.database().read([&](db::Tx& tx) {
        auto const mail =
            tx.find<Mail>(Scope::partner(house.tenant("directfr").id), "SELECT {*} FROM mails WHERE {scope}");
        REQUIRE(mail);
        CHECK(mail->state == MailState::sent);
        CHECK(mail->sealed.empty());
    });
}

TEST_CASE("mail: refused for good is given up, refused for now is tried again later") {
    Outbox outbox;
    auto& house = outbox.house;
    auto& server = outbox.server;
    auto const partner = outbox.partner;
    auto const now = outbox.now;
    Id<Mail> none, later;
    house.database().write([&](db::Tx& tx) {
        none = outbox.queue(tx, "nobody@fournil.example");
        later = outbox.queue(tx, "later@fournil.example");
    });
    Postman postman(house.database(), outbox.keeper,
                    {.url = server.url(), .from = "portal@entrepot.example"});
    CHECK(postman.deliver_due(now) == 0);
    auto const row = [&](Id<Mail> id) {
        std::optional<Mail> out;
        house.database().read([&](db::Tx& tx) {
            out = tx.find<Mail>(Scope::partner(partner),
                                "SELECT {*} FROM mails WHERE mail_id = $1 AND {scope}", id);
        });
        REQUIRE(out);
        return *out;
    };
    CHECK(row(none).state == MailState::failed);
    CHECK(row(none).sealed.empty());
    CHECK(row(later).state == MailState::waiting);
    CHECK(row(later).attempts == 1);
    CHECK(row(later).due > now);
    CHECK(!row(later).error.empty());
    CHECK(postman.deliver_due(now) == 0);
    CHECK(row(later).attempts == 1);  // not before its time
    CHECK(postman.deliver_due(now + hours{1}) == 0);
    CHECK(row(later).attempts == 2);
    CHECK(server.messages().empty());
}

TEST_CASE("mail: each is claimed for as long as its own sending takes, however long those before it took") {
    Outbox outbox;
    auto& house = outbox.house;
    auto& server = outbox.server;
    auto const partner = outbox.partner;
    auto const now = outbox.now;
    house.database().write([&](db::Tx& tx) {
        for (auto const* one : {"ana@fournil.example", "bob@fournil.example"}) outbox.queue(tx, one);
    });
    // What other servers may take while each of them is on its way, later and later.
    std::vector<Time> until;
    server.while_sending([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        house.database().read([&](db::Tx& tx) {
            until.push_back(
                *tx.find<Time>(Scope::partner(partner),
                               "SELECT MAX(due_at) FROM mails WHERE state = 'waiting' AND {scope}"));
        });
    });
    Postman postman(house.database(), outbox.keeper,
                    {.url = server.url(), .from = "portal@entrepot.example"});
    CHECK(postman.deliver_due(now) == 2);
    REQUIRE(until.size() == 2);
    CHECK(until[1] - until[0] >= std::chrono::milliseconds(5));
}

TEST_CASE("mail: a message of plain headers, whatever its subject") {
    CHECK(is_mail_address("ana@fournil.example"));
    for (std::string const bad : {"", "ana", "@a", "a@", "a b@c.d", "a@b@c", "a@b\r\nBcc: x@y.z", "<a@b.c>"})
        CHECK_FALSE(is_mail_address(bad));
    auto const message =
        mail_message("p@e.example", "a@b.example", {std::string(300, 'e') + "é\r\nBcc: x@y.z", "Bonjour\n"},
                     Id<Mail>(new_uuid()), real_time());
    auto const head = message.substr(0, message.find("\r\n\r\n"));
    CHECK(head.find("\r\nBcc:") == std::string::npos);
    for (std::size_t at = 0; at < message.size();) {
        auto const end = message.find("\r\n", at);
        CHECK(end - at <= 78);
        at = end + 2;
    }
}
