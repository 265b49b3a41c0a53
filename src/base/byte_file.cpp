// Files read by place: see byte_file.hpp.
#include "base/byte_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace entrepot {

namespace {

[[noreturn]] void refuse(std::string const& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

// Not every file system makes files without a name (overlays of older kernels, shares over the network).
int named_and_unlinked(std::string const& folder) {
    std::string name = folder + "/.incoming-XXXXXX";
    int const file = mkostemp(name.data(), O_CLOEXEC);
    if (file >= 0) unlink(name.c_str());
    return file;
}

}  // namespace

ByteFile ByteFile::opened(std::string const& path) {
    int const file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (file < 0 || fstat(file, &status) != 0) refuse(path);
    return {file, static_cast<std::size_t>(status.st_size)};
}

ByteFile ByteFile::nameless(std::string const& folder) {
    auto const where = folder.empty() ? std::filesystem::temp_directory_path().string() : folder;
    int file = open(where.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) file = named_and_unlinked(where);
    if (file < 0) refuse(where);
    return {file, 0};
}

ByteFile::~ByteFile() {
    if (file_ >= 0) close(file_);
}

void ByteFile::add(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const done = pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) refuse("a file that arrives is not kept");
        size_ += static_cast<std::size_t>(done);
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
}

std::size_t ByteFile::read(std::size_t at, char* out, std::size_t size) const {
    std::size_t got = 0;
    while (got < size) {
        auto const done = pread(file_, out + got, size - got, static_cast<off_t>(at + got));
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) refuse("a file cannot be read");
        if (done == 0) break;
        got += static_cast<std::size_t>(done);
    }
    return got;
}

}  // namespace entrepot
