// Lock and first look: see sqlite_open.hpp.
#include "db/sqlite_open.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "db/damaged.hpp"
#include "db/database.hpp"
#include "db/sqlite.hpp"

namespace entrepot::db {

namespace {

class OpenFile {
public:
    explicit OpenFile(std::string const& file) : descriptor_(open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~OpenFile() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    OpenFile(OpenFile const&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    std::int64_t size() const {
        struct stat about {};
        return fstat(descriptor_, &about) == 0 ? about.st_size : 0;
    }
    bool read(std::int64_t at, unsigned char* out, std::size_t bytes) const {
        return pread(descriptor_, out, bytes, at) == static_cast<ssize_t>(bytes);
    }

private:
    int descriptor_;
};

std::uint32_t number_at(unsigned char const* bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 |
           bytes[3];
}

[[noreturn]] void raise_damaged(std::string const& file, std::string const& why) {
    throw Damaged("the database " + file + " is damaged: " + why +
                  ". Keep a copy of it, then restore your last backup: entrepot restore (docs/operating.md)");
}

// https://www.sqlite.org/fileformat2.html, 1.3 and 1.5.
struct Header {
    std::array<unsigned char, 100> bytes{};
    std::uint32_t page_size() const {
        auto const said = static_cast<std::uint32_t>(bytes[16] << 8 | bytes[17]);
        return said == 1 ? 65536 : said;
    }
    std::uint32_t pages() const { return number_at(&bytes[28]); }
    std::uint32_t first_free() const { return number_at(&bytes[32]); }
    std::uint32_t free_pages() const { return number_at(&bytes[36]); }
};

Header header_of(std::string const& file, OpenFile const& opened) {
    Header header;
    if (!opened.read(0, header.bytes.data(), header.bytes.size()) ||
        std::memcmp(header.bytes.data(), "SQLite format 3", 16) != 0)
        raise_damaged(file, "it does not begin as a database");
    auto const size = header.page_size();
    if (size < 512 || (size & (size - 1)) != 0) raise_damaged(file, "its header says no page size");
    return header;
}

void look_at_size(std::string const& file, OpenFile const& opened, Header const& header) {
    auto const pages = opened.size() / header.page_size();
    if (pages < header.pages())
        raise_damaged(file, "it is cut off after " + std::to_string(pages) + " of " +
                                std::to_string(header.pages()) + " pages");
}

// A list of trunk pages, each with the numbers of other free pages.
void walk_free_list(std::string const& file, OpenFile const& opened, Header const& header) {
    std::vector<unsigned char> page(header.page_size());
    std::uint32_t seen = 0;
    for (auto trunk = header.first_free(); trunk != 0; trunk = number_at(page.data())) {
        bool const there =
            trunk <= header.pages() &&
            opened.read(std::int64_t{trunk - 1} * header.page_size(), page.data(), page.size());
        auto const leaves = there ? number_at(&page[4]) : 0;
        seen += 1 + leaves;
        if (!there || leaves > page.size() / 4 - 2 || seen > header.free_pages())
            raise_damaged(file, "its list of free pages is broken");
        for (std::uint32_t i = 0; i < leaves; ++i)
            if (auto const leaf = number_at(&page[8 + 4 * i]); leaf < 2 || leaf > header.pages())
                raise_damaged(file, "its list of free pages is broken");
    }
    if (seen != header.free_pages()) raise_damaged(file, "its list of free pages is broken");
}

void look_at_schema(std::string const& file) {
    try {
        SqliteConnection connection(file, SqliteConnection::Use::write);
        if (sqlite3_db_readonly(connection.handle(), "main") == 1)
            throw Unavailable("the database " + file +
                              " cannot be written: give it, its -wal and -shm files and their folder to the "
                              "user who runs entrepot (chown, chmod u+w)");
        connection.run("SELECT COUNT(*) FROM sqlite_master");
        try {
            connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (Unavailable const& why) {
            if (!why.disk_is_full) throw;  // else the log stays, and is read beside the file
        }
    } catch (Damaged const& damaged) {
        raise_damaged(file, damaged.what());
    }
}

}  // namespace

FolderLock::FolderLock(std::string const& file, bool may_share)
    : descriptor_(open((file + ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
    auto const folder = file.substr(0, file.find_last_of('/') + 1);
    auto const user = std::to_string(geteuid());
    if (descriptor_ < 0 || ::access(folder.empty() ? "." : folder.c_str(), W_OK | X_OK) != 0) {
        auto const why = errno;
        if (descriptor_ >= 0) close(descriptor_);
        throw Unavailable("the folder of " + file + " cannot be written by user " + user + " (" +
                          std::strerror(why) + "); chown it to that user, or mount it for writing");
    }
    is_held_ = flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
    if (is_held_ || may_share) return;
    close(descriptor_);
    throw Unavailable("another entrepot has " + file +
                      " open already; stop it, or use another --data folder");
}

FolderLock::~FolderLock() { close(descriptor_); }

void FolderLock::give_room() const {
    if (ftruncate(descriptor_, 0) != 0) return;  // it is no less than before
}

void FolderLock::take_room() const {
    constexpr off_t room = 64 << 10;  // of a log of 32 MB (https://www.sqlite.org/walformat.html, 2.1)
    if (posix_fallocate(descriptor_, 0, room) != 0) give_room();
}

void look_at_file(std::string const& file) {
    {
        OpenFile const opened(file);
        if (!opened.is_open() && errno != ENOENT)
            throw Unavailable("the database " + file + " cannot be read: " + std::strerror(errno));
        if (!opened.is_open() || opened.size() == 0) return;  // made by the first connection
        auto const header = header_of(file, opened);
        // With a log beside it, what is missing may be in there; with a journal, what is too much is undone.
        if (OpenFile(file + "-wal").size() == 0 && OpenFile(file + "-journal").size() == 0)
            look_at_size(file, opened, header);
    }
    look_at_schema(file);
    if (OpenFile(file + "-wal").size() > 0) return;  // no room to take it: the file alone is not whole
    OpenFile const opened(file);
    auto const header = header_of(file, opened);
    look_at_size(file, opened, header);
    walk_free_list(file, opened, header);
}

std::string check_pages(std::string const& file, bool shortly, std::function<void(std::int64_t)> const& at) {
    struct Watch {
        std::function<void(std::int64_t)> const& at;
        std::int64_t steps = 0;
    } watch{at};
    constexpr int often = 100'000;
    std::string out;
    try {
        SqliteConnection connection(file, SqliteConnection::Use::look);
        if (at)
            sqlite3_progress_handler(
                connection.handle(), often,
                [](void* with) {
                    auto& own = *static_cast<Watch*>(with);
                    own.at(own.steps += often);
                    return 0;
                },
                &watch);
        auto const collect = [](void* lines, int, char** values, char**) {
            auto& text = *static_cast<std::string*>(lines);
            if (values[0] && std::strcmp(values[0], "ok") != 0) text += std::string(values[0]) + '\n';
            return 0;
        };
        int const code = sqlite3_exec(connection.handle(),
                                      shortly ? "PRAGMA quick_check(20)" : "PRAGMA integrity_check(20)",
                                      collect, &out, nullptr);
        if (code != SQLITE_OK) raise_sqlite(connection.handle(), code);
    } catch (Damaged const& damaged) {
        out += damaged.what();
    }
    while (!out.empty() && out.back() == '\n') out.pop_back();
    return out;
}

}  // namespace entrepot::db
