// A load whose latencies are kept apart by kind, which wrk does not: so many connections, each asking the next
// target as soon as the last was answered. Prints a line a kind: name, answers, requests/s, p50, p99, p99.9
// and the longest in µs, how many were not 2xx.
//
//   entrepot_loader PORT SECONDS CONNECTIONS TARGETS TOKEN [RUN]
//
// A line of TARGETS is KIND PATH, or KIND PATH BODY for a POST, where @@ becomes a name that nobody else has.
// In a path {from:TEXT} becomes the cursor of the list that begins with the names after TEXT.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "api/paging.hpp"
#include "base/uuid.hpp"

namespace {

using Clock = std::chrono::steady_clock;

struct Target {
    std::string kind, path, body;
};
struct Heard {
    std::vector<std::uint32_t> micros;
    std::size_t refused = 0;
    std::string first_refusal;
};

std::vector<Target> read_targets(std::string const& file) {
    std::vector<Target> out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        Target one;
        words >> one.kind >> one.path >> std::ws;
        std::getline(words, one.body);
        if (auto const at = one.path.find("{from:"); at != std::string::npos) {
            auto const end = one.path.find('}', at);
            one.path.replace(at, end + 1 - at,
                             entrepot::api::make_cursor({"f", "", "", one.path.substr(at + 6, end - at - 6),
                                                         std::string(16, '\0')}));
        }
        if (!one.path.empty()) out.push_back(std::move(one));
    }
    if (out.empty()) throw std::runtime_error(file + " holds no target");
    return out;
}

class Connection {
public:
    Connection(int port, std::string token) : token_(std::move(token)) {
        socket_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        int const on = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
            throw std::runtime_error("nobody listens on port " + std::to_string(port));
    }
    ~Connection() { close(socket_); }
    Connection(Connection const&) = delete;

    // The status; the body is kept where it is not 2xx.
    int ask(Target const& target, std::string const& name, std::string& refusal) {
        auto body = target.body;
        for (auto at = body.find("@@"); at != std::string::npos; at = body.find("@@", at))
            body.replace(at, 2, name);
        std::string out = (body.empty() ? "GET " : "POST ") + target.path +
                          " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + "Authorization: Bearer " + token_ + "\r\n";
        if (!body.empty())
            out += "Content-Type: application/json\r\nMS-RequestId: " + entrepot::new_uuid().text() +
                   "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        out += "\r\n" + body;
        for (std::size_t sent = 0; sent < out.size();) {
            auto const more = send(socket_, out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
            if (more <= 0) throw std::runtime_error("the server closed a connection");
            sent += static_cast<std::size_t>(more);
        }
        return read_answer(refusal);
    }

private:
    void receive() {
        char more[65536];
        auto const got = recv(socket_, more, sizeof more, 0);
        if (got <= 0) throw std::runtime_error("the server closed a connection");
        in_.append(more, static_cast<std::size_t>(got));
    }
    int read_answer(std::string& refusal) {
        std::size_t end = 0;
        while ((end = in_.find("\r\n\r\n")) == std::string::npos) receive();
        int const status = std::stoi(in_.substr(9, 3));
        auto const at = in_.find("Content-Length: ");
        std::size_t const length = at < end ? std::stoul(in_.substr(at + 16)) : 0;
        while (in_.size() < end + 4 + length) receive();
        if (status / 100 != 2)
            refusal = in_.substr(0, 15) + in_.substr(end + 4, std::min<std::size_t>(length, 300));
        in_.erase(0, end + 4 + length);
        return status;
    }

    int socket_ = -1;
    std::string token_, in_;
};

std::atomic<int> next_name = 0;

void load(int port, std::string const& token, std::string const& run, std::vector<Target> const& targets,
          int seed, Clock::time_point until, std::map<std::string, Heard>& heard) {
    std::minstd_rand random(static_cast<unsigned>(seed) * 7919 + 1);
    Connection connection(port, token);
    while (Clock::now() < until) {
        auto const& target = targets[random() % targets.size()];
        auto const name = target.body.empty() ? std::string() : run + '-' + std::to_string(++next_name);
        auto& of = heard[target.kind];
        std::string refusal;
        auto const begun = Clock::now();
        int const status = connection.ask(target, name, refusal);
        auto const took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun);
        of.micros.push_back(static_cast<std::uint32_t>(took.count()));
        if (status / 100 == 2) continue;
        ++of.refused;
        if (of.first_refusal.empty()) of.first_refusal = refusal;
    }
}

int run(char** argv, std::string const& name) {
    int const port = std::atoi(argv[1]), connections = std::atoi(argv[3]);
    double const seconds = std::atof(argv[2]);
    auto const targets = read_targets(argv[4]);
    auto const until =
        Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    std::vector<std::map<std::string, Heard>> heard(static_cast<std::size_t>(connections));
    std::vector<std::thread> threads;
    std::atomic<bool> failed = false;
    for (int i = 0; i < connections; ++i)
        threads.emplace_back([&, i] {
            try {
                load(port, argv[5], name, targets, i, until, heard[static_cast<std::size_t>(i)]);
            } catch (std::exception const& error) {
                if (!failed.exchange(true)) std::cerr << error.what() << '\n';
            }
        });
    for (auto& thread : threads) thread.join();
    std::map<std::string, Heard> all;
    for (auto& one : heard)
        for (auto& [kind, of] : one) {
            auto& sum = all[kind];
            sum.micros.insert(sum.micros.end(), of.micros.begin(), of.micros.end());
            sum.refused += of.refused;
            if (sum.first_refusal.empty()) sum.first_refusal = of.first_refusal;
        }
    for (auto& [kind, of] : all) {
        std::sort(of.micros.begin(), of.micros.end());
        auto const at = [&](double share) {
            return of.micros[static_cast<std::size_t>(share * static_cast<double>(of.micros.size() - 1))];
        };
        std::cout << kind << ' ' << of.micros.size() << ' '
                  << static_cast<long>(static_cast<double>(of.micros.size()) / seconds) << ' ' << at(0.5)
                  << ' ' << at(0.99) << ' ' << at(0.999) << ' ' << of.micros.back() << ' ' << of.refused
                  << '\n';
        if (of.refused > 0) std::cerr << kind << " was refused: " << of.first_refusal << '\n';
    }
    return failed ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 6 || argc > 7)
        return std::cerr << "entrepot_loader PORT SECONDS CONNECTIONS TARGETS TOKEN [RUN]\n", 2;
    try {
        return run(argv, argc > 6 ? argv[6] : "l");
    } catch (std::exception const& error) {
        return std::cerr << "entrepot_loader: " << error.what() << '\n', 1;
    }
}
