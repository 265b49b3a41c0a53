// Receipts: the same bytes every time, checked without a server, and refused where one byte is another.
#include "agreements/receipt.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "access/gate.hpp"
#include "agreements/agreement_store.hpp"
#include "agreements/receipt_pdf.hpp"
#include "agreements/written_date.hpp"
#include "app/commands.hpp"
#include "support/house.hpp"

using namespace entrepot;
using namespace entrepot::agreements;

namespace {

Receipt sample() {
    Receipt out;
    out.deployment = "Entrepot";
    out.agreement = new_uuid();
    out.type = "MicrosoftCustomerAgreement";
    out.title = "Contrat client";
    out.version = "2026-03";
    out.template_id = templates().front().id;
    out.language = "fr-FR";
    out.text_sha256 = text_sha256(templates().front(), "fr-FR");
    out.method = Method::direct;
    out.signatory = {"Solène", "Kervella", "s@fournil.example", std::nullopt};
    out.accepting = {new_uuid(), "Fournil de la Rade"};
    out.partner = Party{new_uuid(), "Belledonne Cloud Services"};
    out.recorded_by = "Solène Kervella";
    out.agreed = out.recorded = out.business_time = real_time();
    out.origin = origin_from(Path::invitation, "192.0.2.7", "198.51.100.1", "Mozilla/5.0 (\xff\x01X11)");
    return out;
}

std::string refusal(std::string const& file) {
    try {
        check_receipt(file);
    } catch (ReceiptRefused const& refused) {
        return refused.what();
    }
    return {};
}

// Every byte of a short file, every so many of a long one; and each end cut off or grown.
int accepted_alterations(std::string const& file, std::size_t step) {
    int out = 0;
    for (std::size_t i = 0; i < file.size(); i += step)
        for (int const bit : {0, 5}) {
            auto altered = file;
            altered[i] = static_cast<char>(altered[i] ^ (1 << bit));
            if (refusal(altered).empty()) ++out;
        }
    for (auto const& other : {file.substr(1), file.substr(0, file.size() - 1), file + "\n", " " + file})
        if (refusal(other).empty()) ++out;
    return out;
}

int verify(std::vector<std::string> words) {
    words.insert(words.begin(), {"entrepot", "agreement", "verify"});
    std::vector<char*> raw;
    for (auto& word : words) raw.push_back(word.data());
    std::ostringstream said;
    auto* const out = std::cout.rdbuf(said.rdbuf());
    auto* const err = std::cerr.rdbuf(said.rdbuf());
    int const code = app::run_command_line(static_cast<int>(words.size()), raw.data());
    std::cout.rdbuf(out);
    std::cerr.rdbuf(err);
    return code;
}

}  // namespace

TEST_CASE("receipt: JSON that is whole tells what was accepted; any other byte is refused") {
    access::EvidenceKey const key(access::EvidenceKey::make());
    auto const receipt = sample();
    auto const file = sealed_json(receipt, key);
    CHECK(file == sealed_json(receipt, key));
    auto const checked = check_receipt(file);
    CHECK(checked.receipt.accepting.name == "Fournil de la Rade");
    CHECK(checked.receipt.origin.address == "192.0.2.7 (forwarded for 198.51.100.1)");
    CHECK(checked.receipt.origin.agent == "Mozilla/5.0 (X11)");
    CHECK(checked.receipt.agreed == receipt.agreed);
    CHECK(checked.public_key == key.public_key());
    CHECK(accepted_alterations(file, 1) == 0);
    CHECK(!refusal("").empty());
    CHECK(!refusal("{\"receipt\":{}}").empty());
    // Another deployment's signature under this one's key.
    auto const other = sealed_json(receipt, access::EvidenceKey(access::EvidenceKey::make()));
    CHECK(!refusal(file.substr(0, file.size() - 40) + other.substr(other.size() - 40)).empty());
}

TEST_CASE("receipt: a PDF carries the same, and no byte of it may change") {
    access::EvidenceKey const key(access::EvidenceKey::make());
    auto const receipt = sample();
    auto const file = sealed_pdf(render_receipt(receipt, key.public_key()), receipt, key);
    CHECK(file.starts_with("%PDF-"));
    CHECK(file.ends_with("%%EOF\n"));
    auto const checked = check_receipt(file);
    CHECK(checked.is_pdf);
    CHECK(checked.receipt.agreement == receipt.agreement);
    auto const step = file.size() / 400 + 1;
    CHECK(accepted_alterations(file, step) == 0);
    // The part after the pages, where receipt and seal stand, byte by byte.
    auto const line = file.rfind("%Entrepot-Receipt ");
    REQUIRE(line != std::string::npos);
    int passed = 0;
    for (auto i = line; i < file.size(); ++i) {
        auto altered = file;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        if (refusal(altered).empty()) ++passed;
    }
    CHECK(passed == 0);
    CHECK(!refusal(render_receipt(receipt, key.public_key())).empty());
}

TEST_CASE("receipt: entrepot agreement verify") {
    support::TemporaryFolder const folder;
    access::EvidenceKey const key(access::EvidenceKey::make());
    auto const path = (folder.path() / "receipt.json").string();
    auto const file = sealed_json(sample(), key);
    std::ofstream(path, std::ios::binary) << file;
    CHECK(verify({path}) == 0);
    CHECK(verify({path, "--key", "AAAA"}) == 1);
    auto altered = file;
    altered[altered.find("Kervella")] = 'k';
    std::ofstream(path, std::ios::binary) << altered;
    CHECK(verify({path}) == 1);
    CHECK(verify({path + ".missing"}) == 1);
    CHECK(verify({}) == 2);
}

TEST_CASE("receipt: days and moments stand in the words of its language, and the JSON keeps them exact") {
    auto const at = [](char const* text) { return parse_time(text).value(); };
    CHECK(written_moment(at("2026-11-28T09:07:12Z"), "fr-FR") ==
          "28 novembre 2026 à 9\u00a0h\u00a007\u00a0UTC");
    CHECK(written_moment(at("2026-11-28T09:07:12Z"), "en-US") == "28 November 2026 at 9:07 am UTC");
    CHECK(written_moment(at("2026-08-01T12:30:00Z"), "fr-CA") ==
          "1er août 2026 à 12\u00a0h\u00a030\u00a0UTC");
    CHECK(written_moment(at("2026-08-01T12:30:00Z"), "en-US") == "1 August 2026 at 12:30 pm UTC");
    CHECK(written_moment(at("2026-02-28T00:30:00Z"), "de-DE") == "28 February 2026 at 12:30 am UTC");
    // A day is kept as its midnight, and is said as a day.
    CHECK(written_moment(at("2026-02-28T00:00:00Z"), "fr-FR") == "28 février 2026");
    CHECK(written_day(std::chrono::year{2028} / 2 / 29, "en-US") == "29 February 2028");
}

TEST_CASE("receipt: as served, of a seeded acceptance, in both forms") {
    support::House house;
    auto const scope = Scope::partner(house.tenant("provider").id);
    std::optional<Agreement> some;
    house.database().read([&](db::Tx& tx) {
        some = tx.find<Agreement>(scope, "SELECT {*} FROM agreements WHERE {scope} LIMIT 1");
    });
    REQUIRE(some);
    for (std::string const form : {".json", ".pdf"}) {
        auto request =
            support::request(api::Method::get, "/ext/v1/agreement-receipts/" + some->id.text() + form);
        for (auto const& header : house.caller("helpdesk@provider")) request.headers.push_back(header);
        auto const first = house.ask(request), second = house.ask(request);
        REQUIRE(first.status == 200);
        if (form == ".json") CHECK(first.body == second.body);
        auto const checked = check_receipt(first.body);
        CHECK(checked.receipt.agreement == some->id);
        CHECK(checked.receipt.signatory.email == some->signatory.email);
        CHECK(checked.receipt.origin.path == Path::seeded);
        CHECK(checked.public_key == house.inside().keeper().evidence().public_key());
    }
}
