// entrepot keys: the signing keys of tokens, listed and rotated while servers run.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "access/keyring.hpp"
#include "app/commands.hpp"
#include "app/deployment.hpp"

namespace entrepot::app {

namespace {

struct Given {
    DeploymentPlace place;
    bool drop_old = false;
};

void rotate(Given const& given) {
    Deployment deployment(given.place);
    auto const pem = access::SigningKey::make();
    deployment.database().write(
        [&](db::Tx& tx) { access::rotate_keys(tx, deployment.vault(), pem, real_time(), given.drop_old); });
    std::cout << "new key  " << access::SigningKey(pem).id() << '\n'
              << (given.drop_old
                      ? "Every token so far is void within a minute: clients sign in again.\n"
                      : "It signs in a minute, when every server and client knows it; tokens of the "
                        "one before verify until they end.\n");
}

void list(Given const& given) {
    Deployment deployment(given.place);
    std::vector<access::DeploymentKey> stored;
    deployment.database().read([&](db::Tx& tx) { stored = access::deployment_keys(tx, "signing-"); });
    std::vector<Time> made;
    for (auto const& one : stored) made.push_back(one.created);
    auto const spans = access::key_spans(made);
    auto const now = real_time();
    for (std::size_t i = 0; i < stored.size(); ++i) {
        bool const is_last = i + 1 == stored.size();
        std::cout << stored[i].name << "  signs from "
                  << format_time(std::chrono::floor<seconds>(spans[i].signs));
        if (!is_last)
            std::cout << ", verifies until " << format_time(std::chrono::floor<seconds>(spans[i].ends));
        std::cout << (spans[i].ends <= now ? "  (ended)\n" : "\n");
    }
}

}  // namespace

void add_keys(CLI::App& app, Exit& outcome) {
    auto& parent = *app.add_subcommand("keys", "Signing keys of tokens: list, rotate");
    parent.require_subcommand(1);
    auto const given = std::make_shared<Given>();
    auto& listing = *parent.add_subcommand("list", "Which there are, and when they sign");
    given->place.add_options(listing);
    listing.callback([given, &outcome] {
        list(*given);
        outcome = Exit::done;
    });
    auto& rotating = *parent.add_subcommand("rotate", "A new key; the old one verifies what it signed");
    given->place.add_options(rotating);
    rotating.add_flag("--drop-old", given->drop_old, "The old keys are known to others: void all tokens now");
    rotating.callback([given, &outcome] {
        rotate(*given);
        outcome = Exit::done;
    });
}

}  // namespace entrepot::app
