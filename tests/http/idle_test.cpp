// Thousands of connections that say nothing: they cost little, and the server answers as before.
#include <filesystem>
#include <fstream>

#include "http/limits.hpp"
#include "http/running.hpp"
#include "support/server_process.hpp"

namespace entrepot::http {

namespace {

// KiB of memory that the process holds.
long resident(pid_t process) {
    std::ifstream in("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
    return 0;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr long most_kib = 200;  // the sanitizers keep books of every byte
#else
constexpr long most_kib = 16;
#endif

}  // namespace

TEST_CASE("pressure: 5,000 idle connections") {
    // Its own process: its memory is to be measured. Both sides need a descriptor for each.
    auto const count = std::min<std::size_t>(5000, raise_limits(5000).connections);
    if (count < 5000) MESSAGE("only ", count, ": raise the hard limit of open files");
    auto const program = std::filesystem::canonical("/proc/self/exe").parent_path() / "entrepot";
    support::TemporaryFolder folder;
    support::ServerProcess server(program.string(),
                                  {"serve", "--sandbox", "--data", (folder.path() / "data").string(),
                                   "--listen", "127.0.0.1:0", "--threads", "2"},
                                  (folder.path() / "log").string());
    std::string const health = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    std::vector<Peer> idle;
    auto const open = [&](std::size_t upto) {
        while (idle.size() < upto) {
            idle.emplace_back(server.port());
            REQUIRE(idle.back().say(health));  // used once: then it is idle for good
            REQUIRE(starts(idle.back().hear_answer(), "200"));
        }
    };
    open(100);
    auto const before = resident(server.process());
    open(count);
    auto const each = (resident(server.process()) - before) / static_cast<long>(count - 100);
    MESSAGE(each, " KiB for an idle connection");
    CHECK(each <= most_kib);
    for (std::size_t i = 0; i < idle.size(); i += 97) {
        idle[i].say(health);
        CHECK(starts(idle[i].hear_answer(), "200"));
    }
    Peer another(server.port());
    another.say(health);
    CHECK(starts(another.hear_answer(), "200"));
    idle.clear();
    Peer after(server.port());
    after.say(health);
    CHECK(starts(after.hear_answer(), "200"));
}

}  // namespace entrepot::http
