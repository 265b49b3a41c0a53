// entrepot agreement verify FILE: a receipt held against its signature, without a server or a connection.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "agreements/receipt.hpp"
#include "app/commands.hpp"
#include "base/base64.hpp"
#include "json/json.hpp"

namespace entrepot::app {

namespace {

std::string read_file(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error(path + " cannot be read");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void print(agreements::CheckedReceipt const& checked) {
    auto const& receipt = checked.receipt;
    auto const& who = receipt.signatory;
    auto const say = [](char const* name, std::string const& value) {
        if (!value.empty()) std::cout << name << value << '\n';
    };
    std::cout << "The receipt is whole: no byte of this " << (checked.is_pdf ? "PDF" : "file")
              << " was altered since it was signed.\n";
    say("accepted by   ", receipt.accepting.name + " (" + receipt.accepting.id.text() + ')');
    if (receipt.partner)
        say("towards       ", receipt.partner->name + " (" + receipt.partner->id.text() + ')');
    say("signatory     ", who.first_name + ' ' + who.last_name + " <" + who.email + '>');
    say("how           ", json::word(receipt.method) + ", by way of " + json::word(receipt.origin.path));
    say("accepted      ", format_time(receipt.agreed));
    say("recorded      ", format_time(receipt.recorded) + " by " + receipt.recorded_by);
    say("from          ", receipt.origin.address);
    say("agreement     ", receipt.type + ' ' + receipt.version + ", " + receipt.language);
    say("text SHA-256  ", receipt.text_sha256);
    say("deployment    ", receipt.deployment);
    say("public key    ", base64url(checked.public_key));
    say("its SHA-256   ", access::fingerprint(checked.public_key));
}

Exit verify(std::string const& file, std::string const& key) {
    try {
        auto const checked = agreements::check_receipt(read_file(file));
        if (!key.empty() && key != base64url(checked.public_key))
            throw agreements::ReceiptRefused("it was signed with another key than the one given");
        print(checked);
        if (key.empty())
            std::cout
                << "Whose key it is, compare with /ext/v1/evidence-keys of the deployment, or give --key.\n";
        return Exit::done;
    } catch (agreements::ReceiptRefused const& refused) {
        std::cerr << "refused: " << refused.what() << '\n';
        return Exit::failed;
    }
}

}  // namespace

void add_agreement(CLI::App& app, Exit& outcome) {
    auto* const agreement = app.add_subcommand("agreement", "Receipts of accepted agreements");
    agreement->require_subcommand(1);
    auto* const command = agreement->add_subcommand(
        "verify", "Check offline that a receipt, JSON or PDF, is as it was signed; exit code 1 where not");
    auto const file = std::make_shared<std::string>();
    auto const key = std::make_shared<std::string>();
    command->add_option("FILE", *file, "The receipt")->required();
    command->add_option("--key", *key, "The public key that it must be signed with, base64url");
    command->callback([file, key, &outcome] { outcome = verify(*file, *key); });
}

}  // namespace entrepot::app
