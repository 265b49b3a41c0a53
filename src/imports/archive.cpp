// Reading zip archives with libzip: see archive.hpp.
#include "imports/archive.hpp"

#include <zip.h>

#include "base/problem.hpp"

namespace entrepot::imports {

namespace {

zip_t* archive_of(void* zip) { return static_cast<zip_t*>(zip); }

// What went wrong does not matter: a file that is cut or broken is refused.
zip_error_t* broken() {
    static thread_local zip_error_t error;
    zip_error_init_with_code(&error, ZIP_ER_READ);
    return &error;
}

[[noreturn]] void refuse() { throw Problem("import_workbook_broken"); }
[[noreturn]] void refuse_bomb() { throw Problem("import_zip_bomb"); }

}  // namespace

std::int64_t Archive::read(void* reading, void* out, std::uint64_t size, int command) {
    auto& self = *static_cast<Reading*>(reading);
    switch (static_cast<zip_source_cmd_t>(command)) {
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                                  ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                                  ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, -1);
        case ZIP_SOURCE_OPEN: self.at = 0; return 0;
        case ZIP_SOURCE_READ: {
            auto const got = self.source.read(self.at, static_cast<char*>(out), size);
            self.at += got;
            return static_cast<std::int64_t>(got);
        }
        case ZIP_SOURCE_STAT: {
            auto& stat = *static_cast<zip_stat_t*>(out);
            zip_stat_init(&stat);
            stat.valid = ZIP_STAT_SIZE;
            stat.size = self.source.size();
            return sizeof stat;
        }
        case ZIP_SOURCE_SEEK: {
            zip_error_t error;
            zip_error_init(&error);
            auto const to = zip_source_seek_compute_offset(self.at, self.source.size(), out, size, &error);
            if (to >= 0) self.at = static_cast<std::size_t>(to);
            return to < 0 ? -1 : 0;
        }
        case ZIP_SOURCE_TELL: return static_cast<std::int64_t>(self.at);
        case ZIP_SOURCE_ERROR: return zip_error_to_data(broken(), out, size);
        case ZIP_SOURCE_CLOSE:
        case ZIP_SOURCE_FREE: return 0;
        default: return -1;
    }
}

Archive::Archive(Source const& from) : reading_{from} {
    zip_error_t error;
    zip_error_init(&error);
    auto const callback = [](void* reading, void* out, zip_uint64_t size, zip_source_cmd_t command) {
        return static_cast<zip_int64_t>(read(reading, out, size, command));
    };
    auto* source = zip_source_function_create(callback, &reading_, &error);
    if (!source) refuse();
    zip_ = zip_open_from_source(source, ZIP_RDONLY, &error);
    zip_error_fini(&error);
    if (!zip_) {
        zip_source_free(source);
        refuse();
    }
    auto const entries = zip_get_num_entries(archive_of(zip_), 0);
    if (entries >= 0 && static_cast<std::size_t>(entries) <= most_entries) return;
    zip_discard(archive_of(zip_));
    refuse_bomb();
}

Archive::~Archive() { zip_discard(archive_of(zip_)); }

bool Archive::has(std::string const& name) const {
    return zip_name_locate(archive_of(zip_), name.c_str(), ZIP_FL_ENC_GUESS) >= 0;
}

std::unique_ptr<Archive::Part> Archive::open(std::string const& name) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat(archive_of(zip_), name.c_str(), 0, &stat) != 0) refuse();
    // What the directory says already; what it hides is met while reading.
    if ((stat.valid & ZIP_STAT_SIZE) && stat.size > most_unpacked) refuse_bomb();
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        throw Problem("import_workbook_protected");
    auto* file = zip_fopen(archive_of(zip_), name.c_str(), 0);
    if (!file) refuse();
    return std::unique_ptr<Part>(new Part(*this, file, stat.comp_size));
}

Archive::Part::~Part() { zip_fclose(static_cast<zip_file_t*>(file_)); }

std::size_t Archive::Part::read(char* out, std::size_t size) {
    auto const got = zip_fread(static_cast<zip_file_t*>(file_), out, size);
    if (got < 0) refuse();
    unpacked_ += static_cast<std::uint64_t>(got);
    archive_.unpacked_ += static_cast<std::uint64_t>(got);
    bool const swells = unpacked_ > ratio_from && unpacked_ > packed_ * most_ratio;
    if (archive_.unpacked_ > most_unpacked || swells) refuse_bomb();
    return static_cast<std::size_t>(got);
}

}  // namespace entrepot::imports
