// An agreement's text as a PDF that reads like a contract.
#pragma once

#include <string>

#include "agreements/template.hpp"

namespace entrepot::agreements {

struct PdfFrame {
    std::string deployment;  // stands at the top of every page
    std::string sha256;      // of the text: stands at its end, so that a copy can be held against the record
};

// A4. Takes some tens of milliseconds and a few megabytes: for the heavy pool, one at a time.
std::string render_pdf(AgreementText const& text, PdfFrame const& frame);

}  // namespace entrepot::agreements
