// Putting a server together: see serve.hpp.
#include "app/serve.hpp"

#include <sys/stat.h>

#include <csignal>
#include <thread>

#include "api/openapi.hpp"
#include "app/clouds.hpp"
#include "app/place.hpp"
#include "app/rooms.hpp"
#include "db/let_go.hpp"
#include "http/server.hpp"
#include "jobs/worker.hpp"
#include "onboarding/first_partner.hpp"
#include "sandbox/world.hpp"

namespace entrepot::app {

namespace {

// A fresh deployment has nobody who could sign in: whoever reads this terminal makes the first administrator.
void say_setup_link(House& house, std::string const& url) {
    bool fresh = false;
    house.database().read([&](db::Tx& tx) { fresh = onboarding::has_no_tenant(tx); });
    if (fresh)
        say("Nobody can sign in yet. Make your organisation and its first administrator here; the link ends "
            "with that:\n  " +
            url + "/setup#" + onboarding::setup_word(house.keeper()));
}

}  // namespace

bool is_loopback(std::string const& address) {
    return address.starts_with("127.") || address == "localhost" || address == "::1" || address == "[::1]";
}

int serve(ServeOptions const& options) {
    umask(077);  // what a deployment writes is its own
    // Whoever reads the log may go: what is said then is lost, and nothing else.
    std::signal(SIGPIPE, SIG_IGN);
    House house(options);
    if (house.made_world()) say("a sandbox world was made");
    int const cores = static_cast<int>(std::thread::hardware_concurrency());
    http::Server server(house.router(), house.dispatcher(),
                        {.address = options.address,
                         .port = options.port,
                         .threads = options.threads > 0 ? options.threads : std::max(1, cores),
                         .connections = options.connections,
                         .tls_certificate = options.tls_certificate,
                         .tls_key = options.tls_key,
                         .reached_by_tls = options.public_url.starts_with("https://"),
                         .trusted_proxies = options.trusted_proxies,
                         .origins = options.origins,
                         .folder = options.data,
                         .on_stopping = [&] { db::let_go(house.database()); }});
    jobs::Worker worker(house.surroundings(), house.handlers());
    events::Postman postman(house.database(), house.keeper(), options.smtp);
    postman.start();

    auto const port = ':' + std::to_string(server.port());
    std::string const scheme = options.tls_certificate.empty() ? "http://" : "https://";
    auto const local = scheme + (is_loopback(options.address) ? options.address : "localhost") + port;
    auto const url = options.public_url.empty() ? local : options.public_url;
    house.keeper().set_public_url(url);
    if (options.sandbox) sandbox::write_accounts_file(house.database(), house.keeper(), options.data, url);
    if (options.seeded)
        say("Sign in at " + url + " as one of these (or one click each on the sign-in page):\n" +
            sandbox::describe_people(house.database(), house.keeper()));
    if (!options.sandbox) say_setup_link(house, url);
    say("listening on " + scheme + options.address + port);
    server.run();

    postman.stop();
    worker.stop();
    house.stop();
    return 0;
}

std::string openapi(std::string const& cloud) {
    api::Router router;
    add_all_routes(router);
    leave_out(router, cloud);
    return api::openapi_document(router);
}

}  // namespace entrepot::app
