// Workbooks for tests, made part by part: good ones, and ones that no spreadsheet would write.
#pragma once

#include <zip.h>

#include <map>
#include <stdexcept>
#include <string>

namespace entrepot::imports {

using Parts = std::map<std::string, std::string>;

inline std::string zip_of(Parts const& parts) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    if (!archive) throw std::runtime_error("no archive");
    for (auto const& [name, text] : parts)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0),
                     ZIP_FL_ENC_UTF_8);
    if (zip_close(archive) != 0) throw std::runtime_error("the archive is not written");
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    std::string out(stat.size, '\0');
    zip_source_open(source);
    zip_source_read(source, out.data(), out.size());
    zip_source_close(source);
    zip_source_free(source);
    return out;
}

// A workbook whose first sheet has these rows (XML of <row> elements).
inline Parts workbook_parts(std::string const& rows) {
    std::string const head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    std::string const main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    return {
        {"xl/workbook.xml", head + "<workbook " + main +
                                " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                                "relationships\"><sheets><sheet "
                                "name=\"Clients\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Other\" "
                                "sheetId=\"2\" r:id=\"rId2\"/>"
                                "</sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         head + "<Relationships><Relationship Id=\"rId2\" Target=\"worksheets/other.xml\"/><Relationship "
                "Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
        {"xl/worksheets/sheet1.xml",
         head + "<worksheet " + main + "><sheetData>" + rows + "</sheetData></worksheet>"},
    };
}

}  // namespace entrepot::imports
