// Before a SQLite file is used: its folder is ours alone and can be written, and a first look finds it sound.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace entrepot::db {

// Kept while the server runs: a second one on the same folder is refused, not left to fight for locks.
class FolderLock {
public:
    // Throws Unavailable, with what to do, where nothing can be written there, or another process has it and
    // this one may not share.
    explicit FolderLock(std::string const& file, bool may_share = false);
    ~FolderLock();
    FolderLock(FolderLock const&) = delete;
    bool is_held() const { return is_held_; }
    // The lock's file holds room that a start may need: what connections share (-shm) lies on disk too, and
    // a full disk is to be served from. Given away before they open; taken again, where there is some, after.
    void give_room() const;
    void take_room() const;

private:
    int descriptor_;
    bool is_held_ = false;
};

// Takes what a crash left in the log into the file, where the disk has room, then looks at header, size,
// schema and free list; the pages in use are doctor's. Throws Damaged or Unavailable with what to do. Under
// the lock, and before any connection is open: closing a file ends this process' locks on it.
void look_at_file(std::string const& file);

// Every page and index (PRAGMA integrity_check), or without comparing indexes with rows (quick_check). What
// is wrong, one line each, at most 20. `at` hears how many steps the engine has done.
std::string check_pages(std::string const& file, bool shortly,
                        std::function<void(std::int64_t)> const& at = {});

}  // namespace entrepot::db
