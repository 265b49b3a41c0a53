// Bytes of a file that is imported, read by place: in memory, or on disk where it is large.
#pragma once

#include <algorithm>
#include <string_view>

#include "base/byte_file.hpp"

namespace entrepot::imports {

class Source {
public:
    virtual ~Source() = default;
    virtual std::size_t size() const = 0;
    // Up to `size` bytes from `at`; fewer at the end only.
    virtual std::size_t read(std::size_t at, char* out, std::size_t size) const = 0;
};

class TextSource : public Source {
public:
    explicit TextSource(std::string_view text) : text_(text) {}
    std::size_t size() const override { return text_.size(); }
    std::size_t read(std::size_t at, char* out, std::size_t size) const override {
        auto const piece = at < text_.size() ? text_.substr(at, size) : std::string_view();
        std::copy(piece.begin(), piece.end(), out);
        return piece.size();
    }

private:
    std::string_view text_;
};

class FileSource : public Source {
public:
    explicit FileSource(ByteFile const& file) : file_(file) {}
    std::size_t size() const override { return file_.size(); }
    std::size_t read(std::size_t at, char* out, std::size_t size) const override {
        return file_.read(at, out, size);
    }

private:
    ByteFile const& file_;
};

}  // namespace entrepot::imports
