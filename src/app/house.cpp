// Putting a house together: see house.hpp.
#include "app/house.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "api/openapi.hpp"
#include "app/clouds.hpp"
#include "app/rooms.hpp"
#include "app/system_api.hpp"
#include "catalog/catalogue_store.hpp"
#include "db/files.hpp"
#include "db/let_go.hpp"
#include "sandbox/fill_flow.hpp"
#include "sandbox/world.hpp"

namespace entrepot::app {

namespace {

std::string const& make_folder(std::string const& folder) {
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        throw std::runtime_error("the data folder " + folder + " cannot be made: " + std::strerror(errno));
    return folder;
}

// A first start makes the database before the key: a key alone is of a database that is elsewhere, and a new
// one beside it would be served as if all were lost. A sandbox may be begun anew.
std::string const& refuse_lost_database(HouseOptions const& options) {
    auto const file = options.data + "/entrepot.db", key = options.data + "/server.key";
    if (options.sandbox || !options.database.empty() || !options.key_file.empty() || !db::exists(key) ||
        db::size_of(file) > 0)
        return options.data;
    throw std::runtime_error(
        "the key file " + key + " is there, but its database " + file +
        (db::exists(file) ? " is empty" : " is not") +
        ": put the database back (entrepot restore), or name it (--database, ENTREPOT_DATABASE). To begin a "
        "new deployment use another --data folder, or name the key with --key-file");
}

std::string key_file(HouseOptions const& options) {
    return options.key_file.empty() ? options.data + "/server.key" : options.key_file;
}

}  // namespace

House::House(HouseOptions const& options)
    : options_(options),
      database_(db::open_database(
          {.file = make_folder(refuse_lost_database(options)) + "/entrepot.db", .url = options.database})),
      alone_(database_->alone()),
      vault_(key_file(options), options.key_file.empty()),
      keeper_(*database_, vault_, options.sandbox, options.switches) {
    auto const prepare = [&] {
        sandbox::refuse_half_filled(*database_);
        keep_cloud(*database_, options.cloud);
        if (!options.sign_in_providers.empty())
            keeper_.set_outside(access::read_outside_providers(options.sign_in_providers));
        database_->write([](db::Tx& tx) { catalog::load(tx); });
        made_world_ = options.seeded && sandbox::seed(*database_, keeper_, options.cloud);
    };
    if (options.database.empty()) db::with_room(options.data + "/entrepot.db", prepare);
    else prepare();
    add_all_routes(router_);
    leave_out(router_, options.cloud);
    add_all_jobs(handlers_);
    keep_openapi_document(api::openapi_document(router_));
    dispatcher_ = std::make_unique<api::Dispatcher>(
        router_, *database_, keeper_,
        api::Dispatcher::Options{
            .sandbox = options.sandbox,
            .cloud = options.cloud,
            .requests_a_minute = options.requests_a_minute.value_or(options.sandbox ? 0 : 500),
            .failures_a_minute = options.failures_a_minute.value_or(options.sandbox ? 0 : 60)});
    alone_.reset();
}

House::~House() { stop(); }

void House::stop() {
    db::let_go(*database_);
    dispatcher_->stop();
    database_->stop();
}

}  // namespace entrepot::app
