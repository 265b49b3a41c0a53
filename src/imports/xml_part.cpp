// Reading XML with libxml2's reader: see xml_part.hpp.
#include "imports/xml_part.hpp"

#include <libxml/xmlreader.h>

#include "base/problem.hpp"

namespace entrepot::imports {

namespace {

xmlTextReaderPtr reader_of(void* reader) { return static_cast<xmlTextReaderPtr>(reader); }

std::string_view chars(xmlChar const* text) {
    return text ? std::string_view(reinterpret_cast<char const*>(text)) : std::string_view();
}

void say_nothing(void*, char const*, xmlParserSeverities, xmlTextReaderLocatorPtr) {}
void print_nothing(void*, char const*, ...) {}

}  // namespace

XmlPart::XmlPart(Archive& archive, std::string const& name) : part_(archive.open(name)) {
    // Without XML_PARSE_NOENT, DTDLOAD and HUGE: entities stay unread, nothing is loaded, texts are bounded.
    reader_ = xmlReaderForIO(read, nullptr, this, nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    if (!reader_) throw Problem("import_workbook_broken");
    xmlTextReaderSetErrorHandler(reader_of(reader_), say_nothing, nullptr);
    // What is wrong with bytes of an encoding goes to the thread's own, which is standard error, with a
    // stranger's bytes: found by the fuzzer.
    xmlSetGenericErrorFunc(nullptr, print_nothing);
}

XmlPart::~XmlPart() { xmlFreeTextReader(reader_of(reader_)); }

int XmlPart::read(void* part, char* out, int size) {
    auto& self = *static_cast<XmlPart*>(part);
    try {
        return static_cast<int>(self.part_->read(out, static_cast<std::size_t>(size)));
    } catch (...) {
        self.broken_ = std::current_exception();
        return -1;
    }
}

XmlPart::What XmlPart::next() {
    for (;;) {
        int const more = xmlTextReaderRead(reader_of(reader_));
        if (broken_) std::rethrow_exception(broken_);
        if (more < 0) throw Problem("import_workbook_broken");
        if (more == 0) return What::done;
        switch (xmlTextReaderNodeType(reader_of(reader_))) {
            case XML_READER_TYPE_ELEMENT: return What::begin;
            case XML_READER_TYPE_END_ELEMENT: return What::end;
            case XML_READER_TYPE_TEXT:
            case XML_READER_TYPE_CDATA:
            case XML_READER_TYPE_WHITESPACE:
            case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return What::text;
            case XML_READER_TYPE_DOCUMENT_TYPE:
            case XML_READER_TYPE_ENTITY_REFERENCE: throw Problem("import_workbook_broken");
            default: break;
        }
    }
}

std::string_view XmlPart::name() const { return chars(xmlTextReaderConstLocalName(reader_of(reader_))); }
bool XmlPart::is_empty() const { return xmlTextReaderIsEmptyElement(reader_of(reader_)) == 1; }
std::string_view XmlPart::text() const { return chars(xmlTextReaderConstValue(reader_of(reader_))); }

std::string XmlPart::attribute(char const* name) const {
    std::string out;
    auto const reader = reader_of(reader_);
    for (int more = xmlTextReaderMoveToFirstAttribute(reader); more == 1;
         more = xmlTextReaderMoveToNextAttribute(reader))
        if (chars(xmlTextReaderConstLocalName(reader)) == name) {
            out = chars(xmlTextReaderConstValue(reader));
            break;
        }
    xmlTextReaderMoveToElement(reader);
    return out;
}

}  // namespace entrepot::imports
