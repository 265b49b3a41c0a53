// Files that are there whole or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace entrepot::db {

bool exists(std::string const& file);
bool is_regular(std::string const& file);
std::string folder_of(std::string const& file);
// By what is there, or by folder and name where nothing is.
bool is_same_file(std::string const& one, std::string const& other);
std::int64_t size_of(std::string const& file);
void remove_file(std::string const& file) noexcept;
// On disk, with its name in its folder. Throws Unavailable.
void sync_file(std::string const& file);
// In place of what is there; durable.
void rename_file(std::string const& from, std::string const& to);
// A second name, which nothing has yet, for the same file.
void link_file(std::string const& from, std::string const& to);
void copy_file(std::string const& from, std::string const& to,
               std::function<void(std::int64_t bytes)> const& at);

// Says of work that found no room which file it was for, and what to do.
void with_room(std::string const& file, std::function<void()> const& work);

// Empty at first, its owner's alone; removed again unless it was renamed. Locked while it lives: of two who
// would write one the second is refused, and what a killed one left is written anew.
class PartFile {
public:
    explicit PartFile(std::string name);
    ~PartFile();
    PartFile(PartFile const&) = delete;

    std::string const& name() const { return name_; }
    // Syncs it, and gives it its name.
    void become(std::string const& file);

private:
    bool lock();
    void remove_beside() const noexcept;

    std::string name_;
    int descriptor_ = -1;
};

// A folder of a name that nobody guesses, its owner's alone, among the temporary ones; removed with its end.
class PrivateFolder {
public:
    PrivateFolder();
    ~PrivateFolder();
    PrivateFolder(PrivateFolder const&) = delete;

    std::string const& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace entrepot::db
