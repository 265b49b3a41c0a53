// How a receipt looks on paper: see receipt_pdf.hpp.
#include "agreements/receipt_pdf.hpp"

#include <vector>

#include "agreements/pdf_sheet.hpp"
#include "agreements/written_date.hpp"
#include "json/json.hpp"

namespace entrepot::agreements {

namespace {

constexpr Colour grey{0.34, 0.38, 0.39}, line{0.80, 0.84, 0.85}, accent{0.0, 0.41, 0.44};
constexpr double label_width = 150, full_width = Sheet::right - Sheet::left;

struct ReceiptWords {
    std::string title, attested, direct, accepting, partner, signatory, agreed, recorded, recorded_by, path,
        address, agent, agreement, language, text, record, key, how;
};

ReceiptWords const& words_of(std::string_view language) {
    static ReceiptWords const en{
        "Receipt of acceptance",
        "The partner attested that the agreement was accepted.",
        "The accepting party accepted the agreement by its own hand.",
        "Accepting party",
        "Partner",
        "Signatory",
        "Accepted on",
        "Recorded on",
        "Recorded by",
        "Way",
        "Address",
        "Program",
        "Agreement",
        "Language of the text",
        "SHA-256 of the text",
        "Record",
        "SHA-256 of the public key",
        "This file carries the same statements for machines, signed with Ed25519. To check that no byte of "
        "it "
        "was altered, without any connection: entrepot agreement verify FILE. Compare the key's SHA-256 with "
        "the one that the platform publishes."};
    static ReceiptWords const fr{
        "Reçu d’acceptation",
        "Le partenaire a attesté que le contrat a été accepté.",
        "La partie acceptante a accepté le contrat elle-même.",
        "Partie acceptante",
        "Partenaire",
        "Signataire",
        "Accepté le",
        "Enregistré le",
        "Enregistré par",
        "Voie",
        "Adresse",
        "Programme",
        "Contrat",
        "Langue du texte",
        "SHA-256 du texte",
        "Enregistrement",
        "SHA-256 de la clé publique",
        "Ce fichier porte les mêmes indications pour les machines, signées avec Ed25519. Pour vérifier, sans "
        "aucune connexion, qu’aucun octet n’a été modifié\u00a0: entrepot agreement verify FICHIER. Comparez "
        "l’empreinte de la clé à celle que la plateforme publie."};
    return language.starts_with("fr") ? fr : en;
}

std::string path_words(Path path, bool french) {
    switch (path) {
        case Path::portal: return french ? "portail" : "portal";
        case Path::onboarding: return french ? "ajout du client" : "adding the customer";
        case Path::api: return "API";
        case Path::embedded: return french ? "texte présenté par le partenaire" : "text shown by the partner";
        case Path::invitation: return french ? "lien d’invitation" : "invitation link";
        case Path::own_page: return french ? "page du client" : "customer’s own page";
        case Path::campaign: return french ? "campagne" : "campaign";
        case Path::imported: return french ? "importation en masse" : "bulk import";
        case Path::seeded: return french ? "données du bac à sable" : "sandbox data";
        case Path::unknown: break;
    }
    return french ? "non enregistrée" : "not recorded";
}

using Row = std::pair<std::string, std::string>;

std::string party(Party const& one) { return one.name + "\n" + one.id.text(); }

std::vector<Row> rows_of(Receipt const& receipt, std::string_view public_key) {
    auto const& words = words_of(receipt.language);
    bool const french = receipt.language.starts_with("fr");
    auto const& who = receipt.signatory;
    std::vector<Row> rows = {{words.accepting, party(receipt.accepting)}};
    if (receipt.partner) rows.emplace_back(words.partner, party(*receipt.partner));
    auto signatory = who.first_name + ' ' + who.last_name + "\n" + who.email;
    if (who.phone) signatory += "\n" + *who.phone;
    rows.emplace_back(words.signatory, signatory);
    rows.emplace_back(words.agreed, written_moment(receipt.agreed, receipt.language));
    rows.emplace_back(words.recorded, written_moment(receipt.recorded, receipt.language));
    auto by = receipt.recorded_by;
    if (receipt.user) by += "\n" + receipt.user->text();
    rows.emplace_back(words.recorded_by, by);
    rows.emplace_back(words.path, path_words(receipt.origin.path, french));
    if (!receipt.origin.address.empty()) rows.emplace_back(words.address, receipt.origin.address);
    if (!receipt.origin.agent.empty()) rows.emplace_back(words.agent, receipt.origin.agent);
    rows.emplace_back(words.agreement, receipt.title + " " + receipt.version + "\n" + receipt.type + "\n" +
                                           receipt.template_id.text());
    rows.emplace_back(words.language, receipt.language);
    rows.emplace_back(words.text, receipt.text_sha256);
    rows.emplace_back(words.record, receipt.agreement.text());
    rows.emplace_back(words.key, access::fingerprint(public_key));
    return rows;
}

void put_row(Sheet& sheet, Row const& row) {
    auto const value = sheet.layout(row.second, {.size = 9.2, .line_height = 1.35}, full_width - label_width);
    sheet.put(sheet.layout(row.first, {.size = 9, .colour = grey}, label_width - 10), Sheet::left, sheet.y(),
              "P");
    sheet.flow(value, Sheet::left + label_width, "P");
    sheet.advance(4);
    sheet.rule(Sheet::left, Sheet::right, sheet.y(), 0.5, line);
    sheet.advance(5);
}

}  // namespace

std::string render_receipt(Receipt const& receipt, std::string_view public_key) {
    auto const& words = words_of(receipt.language);
    Sheet sheet(words.title + ' ' + receipt.agreement.text(), receipt.deployment, receipt.language,
                format_time(receipt.recorded));
    sheet.advance(10);
    sheet.flow(sheet.layout(words.title, {.size = 25, .weight = PANGO_WEIGHT_SEMIBOLD, .line_height = 1.2},
                            full_width),
               Sheet::left, "H1");
    sheet.advance(6);
    auto const& how = receipt.method == Method::direct ? words.direct : words.attested;
    sheet.flow(sheet.layout(how, {.size = 10.5}, full_width), Sheet::left, "P");
    sheet.advance(12);
    sheet.rule(Sheet::left, Sheet::left + 48, sheet.y(), 2.2, accent);
    sheet.advance(16);
    for (auto const& row : rows_of(receipt, public_key)) put_row(sheet, row);
    sheet.advance(10);
    sheet.flow(sheet.layout(words.how, {.size = 8.4, .colour = grey}, full_width), Sheet::left, "P");
    return sheet.finish([&](int, int) {
        sheet.put(
            sheet.layout(receipt.deployment, {.size = 9, .weight = PANGO_WEIGHT_SEMIBOLD, .colour = accent},
                         full_width / 2),
            Sheet::left, 42, "P");
        sheet.rule(Sheet::left, Sheet::right, 61, 0.6, line);
    });
}

}  // namespace entrepot::agreements
