// entrepot sandbox fill: a world of millions of customers, to measure and to try things on.
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <iostream>
#include <memory>

#include "access/gate.hpp"
#include "app/commands.hpp"
#include "app/progress.hpp"
#include "catalog/catalogue_store.hpp"
#include "db/bulk.hpp"
#include "sandbox/fill_flow.hpp"
#include "sandbox/world.hpp"

namespace entrepot::app {

namespace {

struct Given {
    std::string data = "data", database, key_file;
    sandbox::FillOptions fill;
};

// One bar for the customers, then a line for each step that sorts.
class Narrator {
public:
    void hear(sandbox::FillStage stage, std::int64_t done, std::int64_t total) {
        if (stage == sandbox::FillStage::customers) {
            if (!bar_) bar_.emplace("fill", "customers", total, done);
            bar_->at(done);
            if (done == total) bar_->end(done);
            return;
        }
        bar_.reset();
        if (stage == sandbox::FillStage::words) std::cerr << "sorting what they are found by\n";
        else std::cerr << "building index " << done + 1 << " of " << total << '\n';
    }
    void end() { bar_.reset(); }

private:
    std::optional<Progress> bar_;
};

void make_folder(std::string const& folder) {
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        throw std::runtime_error("the data folder " + folder + " cannot be made: " + std::strerror(errno));
}

void run_fill(Given const& given) {
    auto const begun = std::chrono::steady_clock::now();
    umask(077);  // what a deployment writes is its own
    make_folder(given.data);
    auto const database = db::open_for_filling({.file = given.data + "/entrepot.db", .url = given.database});
    access::Vault vault(given.key_file.empty() ? given.data + "/server.key" : given.key_file,
                        given.key_file.empty());
    access::Keeper keeper(*database, vault, true);
    sandbox::refuse_real_tenants(*database);
    database->write([](db::Tx& tx) { catalog::load(tx); });
    sandbox::seed(*database, keeper, "global");
    Narrator narrator;
    auto const added = sandbox::fill(*database, keeper, given.fill, [&](auto stage, auto done, auto total) {
        narrator.hear(stage, done, total);
    });
    database->stop();
    narrator.end();
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begun;
    std::cout << grouped(added) << " customers in " << duration_words(took.count()) << ", "
              << grouped(static_cast<std::int64_t>(static_cast<double>(added) / took.count()))
              << " a second over the whole, indexes included\n";
}

}  // namespace

void add_sandbox(CLI::App& app, Exit& outcome) {
    auto& sandbox = *app.add_subcommand("sandbox", "Work on a sandbox's world");
    sandbox.require_subcommand(1);
    auto& command = *sandbox.add_subcommand(
        "fill", "Customers by the million, with their history; stop it when you like, it goes on");
    auto const given = std::make_shared<Given>();
    command.add_option("--data", given->data, "The data folder; made at first start")->capture_default_str();
    command
        .add_option("--database", given->database,
                    "postgresql://user@host:5432/entrepot instead of a file in the data folder")
        ->envname("ENTREPOT_DATABASE");
    command.add_option("--key-file", given->key_file,
                       "The key file; made in the data folder where not given");
    command.add_option("--customers", given->fill.customers, "How many there are to be")
        ->required()
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{50'000'000}));
    command.callback([given, &outcome] {
        run_fill(*given);
        outcome = Exit::done;
    });
}

}  // namespace entrepot::app
