// The shelf of rendered documents: see document_shelf.hpp.
#include "agreements/document_shelf.hpp"

#include "agreements/pdf.hpp"
#include "base/fold.hpp"

namespace entrepot::agreements {

std::shared_ptr<std::string const> DocumentShelf::get(Template const& one, std::string const& language,
                                                      std::string const& deployment) {
    std::lock_guard const lock(mutex_);
    auto& kept = rendered_[one.id.text() + '\n' + language + '\n' + deployment];
    if (!kept)
        kept = std::make_shared<std::string const>(
            render_pdf(text_of(one, language), {deployment, text_sha256(one, language)}));
    return kept;
}

std::string file_name(AgreementText const& text) {
    std::string out;
    for (auto const& word : fold_words(text.title)) out += word + '-';
    return out + text.version + ".pdf";
}

}  // namespace entrepot::agreements
