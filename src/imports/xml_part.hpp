// A part of a workbook as a stream of XML: no document type, no entities, nothing from the net.
#pragma once

#include <string>
#include <string_view>

#include "imports/archive.hpp"

namespace entrepot::imports {

class XmlPart {
public:
    XmlPart(Archive& archive, std::string const& name);
    ~XmlPart();
    XmlPart(XmlPart const&) = delete;

    enum class What { begin, end, text, done };
    // The next element's begin or end, or text. Throws Problem import_workbook_broken where it is no XML, or
    // has a document type, which workbooks have not.
    What next();

    // Of the element: its name without prefix, and whether it ends where it begins.
    std::string_view name() const;
    bool is_empty() const;
    // Of a begin; empty where absent. By the name without prefix; good until the next attribute or step.
    std::string attribute(char const* name) const;
    // Of text.
    std::string_view text() const;

private:
    static int read(void* part, char* out, int size);

    std::unique_ptr<Archive::Part> part_;
    void* reader_ = nullptr;
    std::exception_ptr broken_;  // thrown in the middle of the library's own calls
};

}  // namespace entrepot::imports
