// Files: see files.hpp.
#include "db/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

#include "db/damaged.hpp"

namespace entrepot::db {

namespace {

[[noreturn]] void raise(std::string const& file, char const* what) {
    auto const why = errno;
    throw Unavailable(file + ' ' + what + ": " + std::strerror(why),
                      why == ENOSPC || why == EDQUOT || why == EFBIG);
}

class Descriptor {
public:
    Descriptor(std::string const& file, int flags) : number(open(file.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~Descriptor() {
        if (number >= 0) close(number);
    }
    Descriptor(Descriptor const&) = delete;
    int const number;
};

void sync_folder_of(std::string const& file) {
    auto const folder = folder_of(file);
    Descriptor const opened(folder, O_RDONLY | O_DIRECTORY);
    if (opened.number < 0 || fsync(opened.number) != 0) raise(folder, "cannot be synced");
}

}  // namespace

bool exists(std::string const& file) {
    struct stat about {};
    return stat(file.c_str(), &about) == 0;
}

bool is_regular(std::string const& file) {
    struct stat about {};
    return stat(file.c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

std::string folder_of(std::string const& file) {
    auto const slash = file.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

bool is_same_file(std::string const& one, std::string const& other) {
    auto const is_one = [](std::string const& a, std::string const& b) {
        struct stat left {
        }, right{};
        return stat(a.c_str(), &left) == 0 && stat(b.c_str(), &right) == 0 && left.st_dev == right.st_dev &&
               left.st_ino == right.st_ino;
    };
    auto const name = [](std::string const& file) { return file.substr(file.rfind('/') + 1); };
    return is_one(one, other) || (name(one) == name(other) && is_one(folder_of(one), folder_of(other)));
}

std::int64_t size_of(std::string const& file) {
    struct stat about {};
    return stat(file.c_str(), &about) == 0 ? about.st_size : 0;
}

void remove_file(std::string const& file) noexcept { unlink(file.c_str()); }

void sync_file(std::string const& file) {
    Descriptor const opened(file, O_RDONLY);
    if (opened.number < 0 || fsync(opened.number) != 0) raise(file, "cannot be synced");
    sync_folder_of(file);
}

void rename_file(std::string const& from, std::string const& to) {
    if (std::rename(from.c_str(), to.c_str()) != 0) raise(to, "cannot be written");
    sync_folder_of(to);
}

void link_file(std::string const& from, std::string const& to) {
    if (link(from.c_str(), to.c_str()) != 0) raise(to, "cannot be written");
    sync_folder_of(to);
}

void copy_file(std::string const& from, std::string const& to,
               std::function<void(std::int64_t bytes)> const& at) {
    Descriptor const in(from, O_RDONLY);
    if (in.number < 0) raise(from, "cannot be read");
    Descriptor const out(to, O_WRONLY | O_CREAT | O_TRUNC);
    if (out.number < 0) raise(to, "cannot be written");
    std::vector<char> block(1 << 20);
    std::int64_t done = 0;
    while (true) {
        auto const got = read(in.number, block.data(), block.size());
        if (got < 0) raise(from, "cannot be read");
        if (got == 0) break;
        for (ssize_t written = 0; written < got;) {
            auto const some =
                write(out.number, block.data() + written, static_cast<std::size_t>(got - written));
            if (some <= 0) raise(to, "cannot be written");
            written += some;
        }
        at(done += got);
    }
    if (fsync(out.number) != 0) raise(to, "cannot be written");
}

void with_room(std::string const& file, std::function<void()> const& work) {
    try {
        work();
    } catch (Damaged const&) {
        throw;
    } catch (Unavailable const& why) {
        if (!why.disk_is_full) throw;
        throw Unavailable(
            "there is no room for " + file + ": free space in " + folder_of(file) +
                ", or raise the limit on the size of files (ulimit -f) or the quota, then do it "
                "again; nothing was left half done (" +
                why.what() + ')',
            true);
    }
}

PartFile::PartFile(std::string name) : name_(std::move(name)) {
    while (!lock()) close(descriptor_);
    remove_beside();
    if (ftruncate(descriptor_, 0) == 0 && fchmod(descriptor_, 0600) == 0) return;
    auto const why = errno;
    close(descriptor_);
    errno = why;
    raise(name_, "cannot be written");
}

// False where whoever had it has given it its name, or removed it, since it was opened here.
bool PartFile::lock() {
    descriptor_ = open(name_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor_ < 0) raise(name_, "cannot be written");
    if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        auto const why = errno;
        close(descriptor_);
        errno = why;
        if (why != EWOULDBLOCK) raise(name_, "cannot be locked");
        throw Unavailable(name_ +
                          " is being written by another entrepot at this moment; wait until that one "
                          "has ended, or choose another name");
    }
    struct stat mine {
    }, named{};
    return fstat(descriptor_, &mine) == 0 && stat(name_.c_str(), &named) == 0 &&
           mine.st_dev == named.st_dev && mine.st_ino == named.st_ino;
}

// The name goes before the lock: who waits for it is not to find a file that is about to go.
PartFile::~PartFile() {
    if (!name_.empty()) {
        remove_beside();
        remove_file(name_);
    }
    close(descriptor_);
}

// A log beside another file would be taken for that file's own.
void PartFile::remove_beside() const noexcept {
    for (auto const* ending : {"-wal", "-shm", "-journal", ".lock"}) remove_file(name_ + ending);
}

void PartFile::become(std::string const& file) {
    // What its log still holds would be lost, and the file is whole only with it.
    if (size_of(name_ + "-wal") > 0)
        throw Unavailable(name_ + " cannot be finished: its log cannot be taken into it", true);
    sync_file(name_);
    remove_beside();
    rename_file(name_, file);
    name_.clear();
}

PrivateFolder::PrivateFolder()
    : path_((std::filesystem::temp_directory_path() / "entrepot-XXXXXX").string()) {
    if (mkdtemp(path_.data()) == nullptr) raise(path_, "cannot be made");
}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace entrepot::db
