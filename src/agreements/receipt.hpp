// The receipt of an acceptance: what was shown to whom, who accepted, when, from where and by which way,
// signed by the deployment, so that anybody can check it without asking us.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "access/evidence_key.hpp"
#include "agreements/agreement.hpp"

namespace entrepot::agreements {

// Somebody by id and name, as they were called then.
struct Party {
    Uuid id;
    std::string name;
    static constexpr std::string_view schema_name = "ReceiptParty";
    static constexpr auto fields() {
        return Fields{field("id", &Party::id, "The tenant or the user."),
                      field("name", &Party::name, "Its name at that time.")};
    }
};

struct Receipt {
    int format = 1;
    std::string deployment;
    Uuid agreement;
    std::string type, title, version;
    Uuid template_id;
    std::string language, text_sha256;
    Method method = Method::attested;
    Contact signatory;
    Party accepting;               // the customer; of a partner agreement: the partner
    std::optional<Party> partner;  // who sells; of a partner agreement: nobody
    std::optional<Uuid> reseller;
    std::optional<Uuid> user;  // who recorded it
    std::string recorded_by;
    Time agreed, recorded, business_time;
    Origin origin;

    static constexpr std::string_view schema_name = "AgreementReceipt";
    static constexpr auto fields() {
        using R = Receipt;
        return Fields{
            field("format", &R::format, "1."),
            field("deployment", &R::deployment, "Whose platform recorded it."),
            field("agreementId", &R::agreement, "The record."),
            field("agreementType", &R::type, "Which agreement it is."),
            field("title", &R::title, "As it stood over the text."),
            field("version", &R::version, "Of the text."),
            field("templateId", &R::template_id, "The template."),
            field("language", &R::language, "In which the text was shown."),
            field("textSha256", &R::text_sha256, "Of the text that was shown."),
            field("method", &R::method, "attested by a partner, or direct."),
            field("signatory", &R::signatory, "Who accepted."),
            field("acceptingParty", &R::accepting, "For whom."),
            field("partner", &R::partner, "Towards whom."),
            field("resellerId", &R::reseller, "The customer's reseller at that time."),
            field("userId", &R::user, "Who recorded it."),
            field("recordedBy", &R::recorded_by, "Their name."),
            field("dateAgreed", &R::agreed, "When it was accepted."),
            field("recordedAt", &R::recorded, "When it was recorded, real time."),
            field("businessTime", &R::business_time, "The same in the partner's business time."),
            field("origin", &R::origin, "By which way and from where."),
        };
    }
};

Receipt receipt_of(Agreement const& agreement, std::string const& title, std::string const& deployment);

// One line of JSON: the receipt, the public key and the signature. The same bytes every time.
std::string sealed_json(Receipt const& receipt, access::EvidenceKey const& key);
// A PDF with that line inside, after its end mark, and a signature over everything before.
std::string sealed_pdf(std::string const& pdf, Receipt const& receipt, access::EvidenceKey const& key);

// Says in a sentence what does not hold.
struct ReceiptRefused : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct CheckedReceipt {
    Receipt receipt;
    std::string public_key;  // 32 bytes: the reader decides whether to trust it
    bool is_pdf = false;
};
// Of either form. Every byte of the file counts: throws ReceiptRefused where one is another.
CheckedReceipt check_receipt(std::string_view file);

}  // namespace entrepot::agreements
