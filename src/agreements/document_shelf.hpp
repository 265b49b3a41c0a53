// PDFs that were rendered, kept by template and language: there are few, and they never change while we run.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "agreements/template.hpp"

namespace entrepot::agreements {

class DocumentShelf {
public:
    // Renders at the first call, one document at a time.
    std::shared_ptr<std::string const> get(Template const& one, std::string const& language,
                                           std::string const& deployment);

private:
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<std::string const>> rendered_;
};

// Made from title and version: contrat-client-2026-03.pdf.
std::string file_name(AgreementText const& text);

}  // namespace entrepot::agreements
