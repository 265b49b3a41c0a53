// Files that are there whole or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace entrepot::db {

bool exists(std::string const& file);
std::int64_t size_of(std::string const& file);
void remove_file(std::string const& file) noexcept;
// On disk, with its name in its folder. Throws Unavailable.
void sync_file(std::string const& file);
// In place of what is there; durable.
void rename_file(std::string const& from, std::string const& to);
// A second name for the same file.
void link_file(std::string const& from, std::string const& to);
void copy_file(std::string const& from, std::string const& to,
               std::function<void(std::int64_t bytes)> const& at);

// Empty at first, its owner's alone; removed again unless it was renamed.
class PartFile {
public:
    explicit PartFile(std::string name);
    ~PartFile();
    PartFile(PartFile const&) = delete;

    std::string const& name() const { return name_; }
    // Syncs it, and gives it its name.
    void become(std::string const& file);

private:
    void remove() noexcept;

    std::string name_;
};

}  // namespace entrepot::db
