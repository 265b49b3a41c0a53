// entrepot review: the operator's decisions on qualifications and accounts, beside a running server or not.
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <memory>

#include "app/commands.hpp"
#include "customers/account_review_flow.hpp"
#include "customers/customer_store.hpp"
#include "customers/qualification_flow.hpp"
#include "customers/qualification_store.hpp"
#include "db/database.hpp"
#include "json/json.hpp"

namespace entrepot::app {

namespace {

auto const operators = Scope::everyone("the operator reviews every partner's requests");

struct Given {
    std::string data = "data", database;
    std::string id, reason, status;
    bool approve = false;
};

std::unique_ptr<db::Database> open(Given const& given) {
    return db::open_database(
        {.file = given.data + "/entrepot.db", .url = given.database, .beside_a_server = true});
}

// The operator acts in the partner's own log.
Act act_for(Id<Tenant> partner) {
    auto act = Act::system(real_time(), real_time());
    act.caller.tenant = partner;
    act.caller.kind = TenantKind::direct_bill;
    return act;
}

Uuid id_of(Given const& given) {
    auto const id = Uuid::parse(given.id);
    if (!id) throw CLI::ValidationError("ID", "expected an id of 36 characters");
    return *id;
}

void list(Given const& given) {
    auto const database = open(given);
    database->read([](db::Tx& tx) {
        for (auto const& one : customers::qualifications_in_review(tx, operators, {}, 500))
            std::cout << one.id.text() << "  " << json::word(one.qualification) << "  " << one.name << " ("
                      << one.domain << ", " << one.profile.email << ")\n";
    });
    database->stop();
}

void decide(Given const& given) {
    auto const id = Id<customers::QualificationRequest>{id_of(given)};
    auto const database = open(given);
    database->write([&](db::Tx& tx) {
        auto const found = customers::find_qualification(tx, operators, id);
        if (!found) throw std::runtime_error("there is no request " + given.id);
        customers::decide(tx, act_for(found->partner), operators, id, {given.approve, given.reason});
    });
    database->stop();
}

void set_account(Given const& given) {
    customers::CustomerId const id{id_of(given)};
    auto const status = json::parse_word<customers::Status>(given.status);
    if (!status) throw CLI::ValidationError("STATUS", "expected active, under_review or refused");
    auto const database = open(given);
    database->write([&](db::Tx& tx) {
        auto const customer = customers::find(tx, operators, id);
        if (!customer) throw std::runtime_error("there is no customer " + given.id);
        customers::change_status(tx, act_for(customer->partner), *customer, *status);
    });
    database->stop();
}

void run(Exit& outcome, std::function<void()> const& work) {
    try {
        work();
        outcome = std::cout.flush() ? Exit::done : Exit::failed;
    } catch (Problem const& problem) {
        throw std::runtime_error(problem.code);
    }
}

}  // namespace

void add_review(CLI::App& app, Exit& outcome) {
    auto& command = *app.add_subcommand("review", "The operator's decisions on qualifications and accounts");
    command.require_subcommand(1);
    command.fallthrough();  // options may stand after what is done
    auto const given = std::make_shared<Given>();
    command.add_option("--data", given->data, "The data folder")->capture_default_str();
    command.add_option("--database", given->database, "postgresql://… instead of a file in the data folder")
        ->envname("ENTREPOT_DATABASE");
    command.add_subcommand("list", "What waits, oldest first")->callback([given, &outcome] {
        run(outcome, [&] { list(*given); });
    });
    auto& approve = *command.add_subcommand("approve", "Approve a qualification");
    approve.add_option("ID", given->id, "The request")->required();
    approve.callback([given, &outcome] {
        given->approve = true;
        run(outcome, [&] { decide(*given); });
    });
    auto& refuse = *command.add_subcommand("refuse", "Refuse a qualification");
    refuse.add_option("ID", given->id, "The request")->required();
    refuse.add_option("--reason", given->reason, "For the partner, who may correct it")->required();
    refuse.callback([given, &outcome] { run(outcome, [&] { decide(*given); }); });
    auto& account = *command.add_subcommand("account", "Set a customer's account");
    account.add_option("ID", given->id, "The customer")->required();
    account.add_option("STATUS", given->status, "active, under_review or refused")->required();
    account.callback([given, &outcome] { run(outcome, [&] { set_account(*given); }); });
}

}  // namespace entrepot::app
