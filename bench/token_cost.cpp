// What tokens cost: a check that is remembered, a first check, a grant to an app alone; processor time, one thread.
// entrepot_token_cost prints the µs of each, and the grants a second of one core.
#include <sys/resource.h>

#include <filesystem>
#include <iomanip>
#include <iostream>

#include "app/house.hpp"
#include "base/check.hpp"
#include "sandbox/world.hpp"
#include "sandbox/world_data.hpp"

namespace {

using namespace entrepot;

double processor_us() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    auto const us = [](timeval const& time) { return time.tv_sec * 1e6 + static_cast<double>(time.tv_usec); };
    return us(used.ru_utime) + us(used.ru_stime);
}

template <class Work>
double cost_us(int times, Work work) {
    auto const before = processor_us();
    for (int i = 0; i < times; ++i) work(i);
    return (processor_us() - before) / times;
}

struct Folder {
    std::filesystem::path path;
    Folder() {
        auto name = (std::filesystem::temp_directory_path() / "entrepot-tokens-XXXXXX").string();
        check(mkdtemp(name.data()) != nullptr, "a folder for the measurement");
        path = name;
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

std::string token_of(std::string const& body) {
    auto const at = body.find("\"access_token\":\"");
    check(at != std::string::npos, "a token came");
    return body.substr(at + 16, body.find('"', at + 16) - at - 16);
}

void row(char const* what, double us, char const* goal) {
    std::cout << "| " << what << " | " << std::fixed << std::setprecision(1) << us << " | " << goal << " |\n";
}

}  // namespace

int main() {
    Folder const folder;
    app::House house({.data = folder.path.string(), .sandbox = true, .seeded = true});
    auto const accounts = sandbox::seeded_accounts(house.database(), house.keeper());
    auto const& tenant = accounts.tenants.front();
    api::Request ask;
    ask.method = api::Method::post;
    ask.path = '/' + tenant.id.text() + "/oauth2/v2.0/token";
    ask.body = "grant_type=client_credentials&client_id=" + tenant.apps.front().id.text() +
               "&client_secret=" + tenant.apps.front().secret +
               "&scope=https%3A%2F%2Fgraph.windows.net%2F.default";
    std::vector<std::string> tokens;
    auto const grant =
        cost_us(2000, [&](int) { tokens.push_back(token_of(house.dispatcher().answer(ask).body)); });
    auto const request_with = [](std::string const& token) {
        api::Request out;
        out.headers.emplace_back("Authorization", "Bearer " + token);
        return out;
    };
    auto const first = cost_us(
        2000, [&](int i) { house.keeper().identify(request_with(tokens[static_cast<std::size_t>(i)])); });
    auto const known = request_with(tokens.front());
    auto const again = cost_us(200'000, [&](int) { house.keeper().identify(known); });
    row("A token that was checked before", again, "at most 40 µs");
    row("A token that comes the first time", first, "");
    row("A grant to an app alone", grant, "at most 2,000 µs: 500 a second of one core");
    std::cerr << static_cast<int>(1e6 / grant) << " grants a second of one core\n";
    house.stop();
    return 1e6 / grant >= 500 && again <= 40 ? 0 : 1;
}
