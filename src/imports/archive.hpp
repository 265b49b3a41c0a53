// The parts of a zip archive, unpacked as they are read and never beyond their bounds.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "imports/source.hpp"

namespace entrepot::imports {

// A workbook of 50,000 rows unpacks to some 60 MB, at a tenth of that packed: what goes far beyond is no
// workbook.
inline constexpr std::size_t most_entries = 2'000;
inline constexpr std::uint64_t most_unpacked = 400u << 20;
inline constexpr std::uint64_t most_ratio = 200;
inline constexpr std::uint64_t ratio_from = 4u << 20;  // below, whatever the ratio

class Archive {
public:
    // Throws Problem import_workbook_broken or import_zip_bomb.
    explicit Archive(Source const& source);
    ~Archive();
    Archive(Archive const&) = delete;

    bool has(std::string const& name) const;

    class Part {
    public:
        ~Part();
        Part(Part const&) = delete;
        // Up to `size` bytes; 0 at the end. Throws where the archive is broken or unpacks to too much.
        std::size_t read(char* out, std::size_t size);

    private:
        friend class Archive;
        Part(Archive& archive, void* file, std::uint64_t packed)
            : archive_(archive), file_(file), packed_(packed) {}
        Archive& archive_;
        void* file_;
        std::uint64_t packed_, unpacked_ = 0;
    };
    // Throws Problem import_workbook_broken where there is no such part, import_workbook_protected for one
    // under a password.
    std::unique_ptr<Part> open(std::string const& name);

private:
    // The library's view of the source.
    struct Reading {
        Source const& source;
        std::size_t at = 0;
    };
    static std::int64_t read(void* reading, void* out, std::uint64_t size, int command);

    Reading reading_;
    void* zip_ = nullptr;
    std::uint64_t unpacked_ = 0;  // of all parts so far
};

}  // namespace entrepot::imports
