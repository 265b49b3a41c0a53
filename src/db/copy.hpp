// Whole tables, whatever they hold: read, written fast and summed up, on either engine.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "db/tx.hpp"

namespace entrepot::db {

struct BulkColumn {
    std::string name;
    Param::Kind kind = Param::Kind::null;
    bool operator==(BulkColumn const&) const = default;
};
struct BulkTable {
    std::string name;
    std::vector<BulkColumn> columns;  // by name: engines may hold them in another order
    std::vector<std::string> key;
    bool operator==(BulkTable const&) const = default;
};
using Cells = std::span<Param const>;
using EachRow = std::function<void(Cells)>;

// The same for the same rows, in any order, on any engine. Finds what a fault altered, not what a forger did.
class TableSum {
public:
    void add(Cells row);
    // "123 rows 0f3a…"
    std::string text() const;
    std::int64_t rows() const { return rows_; }

private:
    std::int64_t rows_ = 0;
    std::uint64_t first_ = 0, second_ = 0;
};
using Sums = std::map<std::string, std::string>;  // by table

// Long work, as it goes on: for a bar.
class Steps {
public:
    virtual ~Steps() = default;
    virtual void begin(std::string const& work, std::string const& unit, std::int64_t total) = 0;
    virtual void at(std::int64_t done) = 0;
    virtual void end() = 0;
};

// One moment of a database. Every table is seen but the schema's own.
class BulkSource {
public:
    virtual ~BulkSource() = default;
    virtual std::vector<BulkTable> tables() = 0;
    virtual std::int64_t count(BulkTable const& table) = 0;
    virtual void read(BulkTable const& table, EachRow const& each) = 0;
    // Versions of the migrations that it has seen.
    virtual std::vector<std::int64_t> versions() = 0;
};

// Takes rows in one transaction, or into a file that nobody uses yet. It reads back what it took.
class BulkTarget : public BulkSource {
public:
    // Empties every table, and takes off what slows writing.
    virtual void clear() = 0;
    virtual void open(BulkTable const& table) = 0;
    virtual void write(Cells row) = 0;
    virtual void close() = 0;
    // Puts back what was taken off.
    virtual void put_back(Steps& steps) = 0;
    virtual void script(std::string const& text) = 0;
    virtual void commit() = 0;
};

std::unique_ptr<BulkSource> sqlite_source(std::string const& file);
// Makes the file, with today's schema.
std::unique_ptr<BulkTarget> sqlite_target(std::string const& file);
std::unique_ptr<BulkSource> postgres_source(std::string const& url);
std::unique_ptr<BulkTarget> postgres_target(std::string const& url);

// Throws Unavailable, with what to do, where they are not of this program's version.
void check_version(BulkSource& source, std::string const& name);
// Names of tables that hold rows; those of every new database left out.
std::vector<std::string> filled_tables(BulkSource& source);

// Copies every table and returns the sums of what was read.
Sums copy_tables(BulkSource& from, BulkTarget& to, Steps& steps);
Sums sums_of(BulkSource& source, Steps& steps);
// "customers: 59 rows 0f…, and 58 rows 3a…"; empty where they agree.
std::string differences(Sums const& wanted, Sums const& found);
// The log goes on in a new epoch, after all that any reader may have seen: of this database, and of the one
// whose place it takes (epoch `before`).
std::string new_epoch_text(std::int64_t before);
std::int64_t last_epoch(BulkSource& source);

}  // namespace entrepot::db
