// Putting a server together: see serve.hpp.
#include "app/serve.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <thread>

#include "access/gate.hpp"
#include "api/openapi.hpp"
#include "app/rooms.hpp"
#include "app/system_api.hpp"
#include "base/log.hpp"
#include "catalog/catalogue_store.hpp"
#include "http/server.hpp"
#include "sandbox/world.hpp"

namespace entrepot::app {

namespace {

void make_folder(std::string const& folder) {
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        throw std::runtime_error("the data folder " + folder + " cannot be made: " + std::strerror(errno));
}

void say(std::string const& line) {
    std::fputs((line + '\n').c_str(), stdout);
    std::fflush(stdout);
}

}  // namespace

int serve(ServeOptions const& options) {
    umask(077);  // what a deployment writes is its own
    make_folder(options.data);
    auto const database = db::open_sqlite({.file = options.data + "/entrepot.db"});
    access::Vault vault(options.key_file.empty() ? options.data + "/server.key" : options.key_file,
                        options.key_file.empty());
    access::Keeper keeper(*database, vault, options.sandbox);
    database->write([](db::Tx& tx) { catalog::load(tx); });
    if (options.seeded && sandbox::seed(*database, keeper, options.cloud)) say("a sandbox world was made");

    api::Router router;
    add_all_routes(router);
    keep_openapi_document(api::openapi_document(router));
    api::Dispatcher dispatcher(router, *database, keeper, {.sandbox = options.sandbox, .cloud = options.cloud});
    int const cores = static_cast<int>(std::thread::hardware_concurrency());
    http::Server server(router, dispatcher,
                        {.address = options.address,
                         .port = options.port,
                         .threads = options.threads > 0 ? options.threads : std::max(1, cores)});
    jobs::Worker worker(*database, all_chores());

    auto const url = "http://" + options.address + ':' + std::to_string(server.port());
    if (options.sandbox) sandbox::write_accounts_file(*database, keeper, options.data, url);
    if (options.seeded)
        say("Sign in at " + url + " as one of these (or one click each on the sign-in page):\n" +
            sandbox::describe_people(*database, keeper));
    say("listening on " + url);
    server.run();

    worker.stop();
    dispatcher.stop();
    database->stop();
    return 0;
}

std::string openapi() {
    api::Router router;
    add_all_routes(router);
    return api::openapi_document(router);
}

}  // namespace entrepot::app
