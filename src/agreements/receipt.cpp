// Sealing receipts and holding them against their seal: see receipt.hpp.
#include "agreements/receipt.hpp"

#include "access/sha256.hpp"
#include "base/base64.hpp"
#include "json/json.hpp"

namespace entrepot::agreements {

namespace {

constexpr std::string_view head = "{\"receipt\":";
constexpr std::string_view before_key = ",\"signature\":{\"algorithm\":\"Ed25519\",\"publicKey\":\"";
constexpr std::string_view before_value = "\",\"value\":\"";
constexpr std::string_view end = "\"}}\n";
constexpr std::size_t key_letters = 43, value_letters = 86;  // of 32 and 64 bytes
constexpr std::size_t tail_size =
    before_key.size() + key_letters + before_value.size() + value_letters + end.size();

constexpr std::string_view line_mark = "%Entrepot-Receipt ", seal_mark = "%Entrepot-Seal ";

// Two kinds of messages under one key: neither can pass for the other.
std::string message_of_line(std::string_view payload) {
    return "entrepot receipt 1\n" + std::string(payload);
}
std::string message_of_pdf(std::string_view before) {
    return "entrepot receipt pdf 1\n" + access::sha256_hex(before);
}

// One spelling only: bits that base64url leaves over may not differ either.
std::string bytes_of(std::string_view letters) {
    auto const bytes = from_base64url(letters);
    if (!bytes || base64url(*bytes) != letters)
        throw ReceiptRefused("a key or signature in it is no clean base64url");
    return *bytes;
}

CheckedReceipt check_line(std::string_view file) {
    if (file.size() < head.size() + 2 + tail_size || !file.starts_with(head))
        throw ReceiptRefused("this is no receipt, or its beginning was altered");
    auto const payload = file.substr(head.size(), file.size() - head.size() - tail_size);
    auto tail = file.substr(file.size() - tail_size);
    auto const take = [&](std::size_t size) {
        auto const part = tail.substr(0, size);
        tail.remove_prefix(size);
        return part;
    };
    bool const framed = take(before_key.size()) == before_key;
    auto const key = take(key_letters);
    bool const parted = take(before_value.size()) == before_value;
    auto const value = take(value_letters);
    if (!framed || !parted || tail != end) throw ReceiptRefused("the end of the receipt was altered");
    CheckedReceipt out{{}, bytes_of(key), false};
    if (!access::signature_holds(out.public_key, message_of_line(payload), bytes_of(value)))
        throw ReceiptRefused(
            "the signature does not hold: the receipt, the key or the signature was altered");
    out.receipt = json::read<Receipt>(payload);
    return out;
}

// What readers of PDF look for at the very end: where the table of its parts stands, and the end mark.
std::string_view closing_of(std::string_view pdf) {
    auto const at = pdf.rfind("startxref");
    if (at == std::string_view::npos) throw ReceiptRefused("this PDF has no end mark");
    return pdf.substr(at);
}

CheckedReceipt check_pdf(std::string_view file) {
    auto const seal = file.rfind(seal_mark);
    auto const line = seal == std::string_view::npos ? seal : file.rfind(line_mark, seal);
    if (line == std::string_view::npos) throw ReceiptRefused("this PDF carries no receipt");
    auto const before = file.substr(0, seal);
    auto rest = file.substr(seal + seal_mark.size());
    if (rest.size() < value_letters + 1 || rest[value_letters] != '\n')
        throw ReceiptRefused("the seal of the PDF was altered");
    auto const value = bytes_of(rest.substr(0, value_letters));
    rest.remove_prefix(value_letters + 1);
    auto const letters = before.substr(line + line_mark.size());
    if (letters.empty() || letters.back() != '\n') throw ReceiptRefused("the receipt in the PDF was altered");
    auto out = check_line(bytes_of(letters.substr(0, letters.size() - 1)));
    if (!access::signature_holds(out.public_key, message_of_pdf(before), value))
        throw ReceiptRefused("the seal does not hold: the PDF was altered");
    if (rest != closing_of(before.substr(0, line))) throw ReceiptRefused("the end of the PDF was altered");
    out.is_pdf = true;
    return out;
}

}  // namespace

Receipt receipt_of(Agreement const& agreement, std::string const& title, std::string const& deployment) {
    Receipt out;
    out.deployment = deployment;
    out.agreement = agreement.id;
    out.type = json::word(agreement.type);
    out.title = title;
    out.version = agreement.version;
    out.template_id = agreement.template_id;
    out.language = agreement.language;
    out.text_sha256 = agreement.sha256;
    out.method = agreement.method;
    out.signatory = agreement.signatory;
    out.accepting = {agreement.customer, agreement.customer_name};
    out.partner = Party{agreement.partner, agreement.partner_name};
    out.reseller = agreement.reseller;
    out.user = agreement.user;
    out.recorded_by = agreement.attested_by;
    out.agreed = agreement.agreed;
    out.recorded = agreement.real_created;
    out.business_time = agreement.created;
    out.origin = agreement.origin;
    return out;
}

std::string sealed_json(Receipt const& receipt, access::EvidenceKey const& key) {
    auto const payload = json::write(receipt);
    return std::string(head) + payload + std::string(before_key) + base64url(key.public_key()) +
           std::string(before_value) + base64url(key.sign(message_of_line(payload))) + std::string(end);
}

std::string sealed_pdf(std::string const& pdf, Receipt const& receipt, access::EvidenceKey const& key) {
    // Lines that begin with % are comments to every reader; the end is then said once more, because readers
    // look for it in the last kilobyte.
    auto out = pdf + std::string(line_mark) + base64url(sealed_json(receipt, key)) + '\n';
    auto const seal = base64url(key.sign(message_of_pdf(out)));
    return out + std::string(seal_mark) + seal + '\n' + std::string(closing_of(pdf));
}

CheckedReceipt check_receipt(std::string_view file) {
    try {
        return file.starts_with("%PDF-") ? check_pdf(file) : check_line(file);
    } catch (Problem const&) {
        throw ReceiptRefused("what was signed is no receipt of this format");
    }
}

}  // namespace entrepot::agreements
