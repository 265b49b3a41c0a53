// A file read by place: one somebody names, or one without a name that is gone with its last holder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entrepot {

class ByteFile {
public:
    // For reading. Throws std::system_error where it cannot be read.
    static ByteFile opened(std::string const& path);
    // To be written and read back, in `folder` or in the system's own for such; no name leads there, and
    // where the process is killed nothing stays. Throws std::system_error, as add() does where the disk is
    // full.
    static ByteFile nameless(std::string const& folder);
    ~ByteFile();
    ByteFile(ByteFile&& other) noexcept : file_(other.file_), size_(other.size_) { other.file_ = -1; }
    ByteFile(ByteFile const&) = delete;

    void add(std::string_view bytes);
    std::size_t size() const { return size_; }
    // Up to `size` bytes from `at`; fewer at the end only.
    std::size_t read(std::size_t at, char* out, std::size_t size) const;

private:
    ByteFile(int file, std::size_t size) : file_(file), size_(size) {}
    int file_;
    std::size_t size_;
};

}  // namespace entrepot
