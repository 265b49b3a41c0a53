// Clients that are a burden: silent, slow to say and slow to read, half gone, greedy, hasty. Says "ready" when all
// are there, and goes on until its standard input ends.
//
//   entrepot_bad_clients PORT IDLE OTHERS      OTHERS: of each kind but the idle
#include <arpa/inet.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr auto turn_time = std::chrono::milliseconds(20);
constexpr int turns_of_patience = 900;  // then who sends byte by byte begins anew, before the server says no

std::string const healthy = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
std::string const reads_much = "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n";
std::string const half_a_head = "GET /v1/cust",
                  half_a_body = "POST /v1/customers HTTP/1.1\r\nContent-Length: 100\r\n\r\n{";

// A small window lets the server wait.
int connected(int port, int window = 0) {
    int const out = socket(AF_INET, SOCK_STREAM, 0);
    if (window > 0) setsockopt(out, SOL_SOCKET, SO_RCVBUF, &window, sizeof window);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (out < 0 || connect(out, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("no connection; is the limit of open files too low?");
    return out;
}

bool say(int to, std::string_view text) {
    return send(to, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT) ==
           static_cast<ssize_t>(text.size());
}

// What is there, up to `most` bytes; -1 where the server has closed.
ssize_t hear(int from, std::size_t most) {
    static std::array<char, 1 << 16> place;
    auto const got = recv(from, place.data(), std::min(most, place.size()), MSG_DONTWAIT);
    return got == 0 ? -1 : got < 0 ? 0 : got;
}

class Burden {
public:
    Burden(int port, int idle, int others) : port_(port) {
        for (int i = 0; i < idle; ++i) {
            idle_.push_back(connected(port));
            say(idle_.back(), healthy);
        }
        for (int i = 0; i < others; ++i) {
            half_.push_back(connected(port));
            slow_readers_.push_back(connected(port, 2048));
            slow_writers_.push_back({connected(port), 0, 0});
            say(half_.back(), i % 2 ? half_a_head : half_a_body);
            say(slow_readers_.back(), reads_much);
        }
        for (auto& one : greedy_) one = connected(port);
        for (auto& one : hasty_) one = connected(port);
    }

    void turn(int number) {
        for (auto& one : slow_readers_)
            if (hear(one, 1) < 0) renew(one, 2048, reads_much);
        for (auto& one : slow_writers_) write_slowly(one);
        // Each in turn, some ten a second: a body that is refused, and a hundred requests at once.
        auto& greedy = greedy_[static_cast<std::size_t>(number) % greedy_.size()];
        static std::string const too_much =
            "POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" +
            std::string(100'000, ' ');
        renew(greedy, 0, too_much);
        auto& hasty = hasty_[static_cast<std::size_t>(number) % hasty_.size()];
        while (hear(hasty, 1 << 16) > 0) {}
        static std::string const many = [] {
            std::string out;
            for (int i = 0; i < 100; ++i) out += healthy;
            return out;
        }();
        if (number % 5 == 0 && !say(hasty, many)) renew(hasty, 0, "");
        // Half-open ones leave without a word now and then.
        auto& half = half_[static_cast<std::size_t>(number) % half_.size()];
        renew(half, 0, number % 2 ? half_a_head : half_a_body);
    }

private:
    struct Slow {
        int socket = -1;
        std::size_t said = 0;
        int turns = 0;
    };

    void renew(int& one, int window, std::string const& first) {
        close(one);
        one = connected(port_, window);
        say(one, first);
    }
    void write_slowly(Slow& one) {
        static std::string const request = half_a_body + std::string(99, ' ');
        if (++one.turns > turns_of_patience || one.said == request.size() || hear(one.socket, 1) < 0 ||
            !say(one.socket, std::string_view(request).substr(one.said++, 1))) {
            renew(one.socket, 0, "");
            one.said = 0;
            one.turns = 0;
        }
    }

    int port_;
    std::vector<int> idle_, half_, slow_readers_;
    std::vector<Slow> slow_writers_;
    std::array<int, 4> greedy_{}, hasty_{};
};

bool input_has_ended() {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    char byte = 0;
    return poll(&input, 1, 0) > 0 && read(STDIN_FILENO, &byte, 1) <= 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc != 4) throw std::runtime_error("entrepot_bad_clients PORT IDLE OTHERS");
        rlimit files{};
        getrlimit(RLIMIT_NOFILE, &files);
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
        Burden burden(std::stoi(argv[1]), std::stoi(argv[2]), std::stoi(argv[3]));
        std::cout << "ready" << std::endl;
        for (int number = 0; !input_has_ended(); ++number) {
            burden.turn(number);
            std::this_thread::sleep_for(turn_time);
        }
        return 0;
    } catch (std::exception const& error) {
        std::cerr << error.what() << std::endl;
        return 1;
    }
}
