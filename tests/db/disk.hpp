// A disk under SQLite that fills up, fails, or loses its power: what was not synced may be there, or in part.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace entrepot::db {

// While it lives, files are opened through it; one at a time.
class Disk {
public:
    Disk() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
        vfs_.zName = "disk";
        vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
        vfs_.xOpen = open;
        vfs_.xDelete = remove;
        current() = this;
        sqlite3_vfs_register(&vfs_, 1);
    }
    ~Disk() {
        sqlite3_vfs_unregister(&vfs_);
        sqlite3_vfs_register(real_, 1);
        current() = nullptr;
    }
    Disk(Disk const&) = delete;

    // By how many bytes files can still grow; -1: any number.
    void set_room(std::int64_t bytes) {
        std::lock_guard const lock(mutex_);
        room_ = bytes;
    }
    // Files whose names end so cannot grow.
    void set_full(std::string ending) {
        std::lock_guard const lock(mutex_);
        full_ = std::move(ending);
    }
    void set_sync_fails(bool fails) {
        std::lock_guard const lock(mutex_);
        sync_fails_ = fails;
    }

    // Writes into `folder` what a database's file and log might be after a power cut at this moment: all that
    // was synced, and of each later write all, nothing, or its first sectors. Of that database alone: images
    // of earlier cuts that were opened have files of the same names on this disk.
    void cut_power(std::filesystem::path const& database, std::filesystem::path const& folder,
                   unsigned seed) {
        auto const file = std::filesystem::canonical(database).string();
        std::minstd_rand random(seed);
        std::lock_guard const lock(mutex_);
        for (auto const& [path, content] : files_) {
            if (!path.starts_with(file)) continue;
            auto image = content.durable;
            for (auto const& write : content.pending) {
                auto const luck = random() % 3;
                if (luck == 0) continue;
                auto part = write;
                constexpr std::size_t sector = 512;
                if (luck == 1 && part.bytes.size() > sector)
                    part.bytes.resize(part.bytes.size() / sector * (random() % 100) / 100 * sector);
                apply(image, part);
            }
            if (!content.was_synced && image.empty()) continue;
            std::ofstream(folder / std::filesystem::path(path).filename(), std::ios::binary) << image;
        }
    }

private:
    struct Pending {
        std::int64_t at = 0;
        std::string bytes;
        bool truncates = false;
    };
    struct Content {
        std::string durable;
        std::vector<Pending> pending;
        bool was_synced = false;
    };
    struct File {
        sqlite3_file base;
        std::string* path;
        sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };

    static Disk*& current() {
        static Disk* disk = nullptr;
        return disk;
    }
    static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

    static void apply(std::string& image, Pending const& write) {
        auto const at = static_cast<std::size_t>(write.at);
        if (write.truncates) return image.resize(at);
        if (image.size() < at + write.bytes.size()) image.resize(at + write.bytes.size());
        image.replace(at, write.bytes.size(), write.bytes);
    }

    static int open(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* out_flags) {
        auto& own = of(file);
        own.base.pMethods = nullptr;
        own.path = nullptr;
        int const code = current()->real_->xOpen(current()->real_, name, own.real(), flags, out_flags);
        if (code != SQLITE_OK) return code;
        own.path = new std::string(name ? name : "");
        std::lock_guard const lock(current()->mutex_);
        auto const [at, is_new] = current()->files_.try_emplace(*own.path);
        if (is_new && name) {
            std::ostringstream content;
            content << std::ifstream(name, std::ios::binary).rdbuf();
            at->second.durable = content.str();
        }
        own.base.pMethods = methods();
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs*, char const* name, int sync_folder) {
        std::lock_guard const lock(current()->mutex_);
        current()->files_.erase(name);
        return current()->real_->xDelete(current()->real_, name, sync_folder);
    }
    static int close(sqlite3_file* file) {
        int const code = of(file).real()->pMethods->xClose(of(file).real());
        delete of(file).path;
        return code;
    }
    static int write(sqlite3_file* file, void const* bytes, int count, sqlite3_int64 at) {
        auto* const disk = current();
        std::lock_guard const lock(disk->mutex_);
        // What is written over takes no room.
        sqlite3_int64 size = 0;
        of(file).real()->pMethods->xFileSize(of(file).real(), &size);
        auto const growth = std::max<std::int64_t>(0, at + count - size);
        bool const is_full = !disk->full_.empty() && of(file).path->ends_with(disk->full_);
        if (growth > 0 && (is_full || (disk->room_ >= 0 && disk->room_ < growth))) return SQLITE_FULL;
        if (disk->room_ >= 0) disk->room_ -= growth;
        int const code = of(file).real()->pMethods->xWrite(of(file).real(), bytes, count, at);
        if (code == SQLITE_OK)
            disk->files_[*of(file).path].pending.push_back(
                {at, {static_cast<char const*>(bytes), static_cast<std::size_t>(count)}, false});
        return code;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        auto* const disk = current();
        std::lock_guard const lock(disk->mutex_);
        int const code = of(file).real()->pMethods->xTruncate(of(file).real(), size);
        if (code == SQLITE_OK) disk->files_[*of(file).path].pending.push_back({size, {}, true});
        return code;
    }
    static int sync(sqlite3_file* file, int) {
        auto* const disk = current();
        std::lock_guard const lock(disk->mutex_);
        if (disk->sync_fails_) return SQLITE_IOERR_FSYNC;
        // What is here stays here; this machine's own disk need not be waited for.
        auto& content = disk->files_[*of(file).path];
        for (auto const& write : content.pending) apply(content.durable, write);
        content.pending.clear();
        content.was_synced = true;
        return SQLITE_OK;
    }

    // The rest goes to the real file.
    static sqlite3_io_methods const* methods() {
        static sqlite3_io_methods const own = [] {
            sqlite3_io_methods out{};
            out.iVersion = 2;
            out.xClose = close;
            out.xRead = [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
                return of(f).real()->pMethods->xRead(of(f).real(), to, n, at);
            };
            out.xWrite = write;
            out.xTruncate = truncate;
            out.xSync = sync;
            out.xFileSize = [](sqlite3_file* f, sqlite3_int64* n) {
                return of(f).real()->pMethods->xFileSize(of(f).real(), n);
            };
            out.xLock = [](sqlite3_file* f, int how) {
                return of(f).real()->pMethods->xLock(of(f).real(), how);
            };
            out.xUnlock = [](sqlite3_file* f, int how) {
                return of(f).real()->pMethods->xUnlock(of(f).real(), how);
            };
            out.xCheckReservedLock = [](sqlite3_file* f, int* is) {
                return of(f).real()->pMethods->xCheckReservedLock(of(f).real(), is);
            };
            // It would tell of sizes to come, and write them.
            out.xFileControl = [](sqlite3_file* f, int what, void* with) {
                if (what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_CHUNK_SIZE) return SQLITE_OK;
                return of(f).real()->pMethods->xFileControl(of(f).real(), what, with);
            };
            out.xSectorSize = [](sqlite3_file* f) {
                return of(f).real()->pMethods->xSectorSize(of(f).real());
            };
            out.xDeviceCharacteristics = [](sqlite3_file* f) {
                return of(f).real()->pMethods->xDeviceCharacteristics(of(f).real());
            };
            out.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** at) {
                return of(f).real()->pMethods->xShmMap(of(f).real(), page, size, extend, at);
            };
            out.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
                return of(f).real()->pMethods->xShmLock(of(f).real(), offset, n, flags);
            };
            out.xShmBarrier = [](sqlite3_file* f) { of(f).real()->pMethods->xShmBarrier(of(f).real()); };
            out.xShmUnmap = [](sqlite3_file* f, int and_delete) {
                return of(f).real()->pMethods->xShmUnmap(of(f).real(), and_delete);
            };
            return out;
        }();
        return &own;
    }

    sqlite3_vfs* const real_;
    sqlite3_vfs vfs_;
    std::mutex mutex_;
    std::int64_t room_ = -1;
    bool sync_fails_ = false;
    std::string full_;
    std::map<std::string, Content> files_;
};

}  // namespace entrepot::db
