// Copying and summing whole tables: see copy.hpp.
#include "db/copy.hpp"

#include <algorithm>
#include <bit>
#include <chrono>

#include "base/time.hpp"
#include "db/database.hpp"
#include "db/migrations.hpp"

namespace entrepot::db {

namespace {

// Odd, without pattern: the fractions of the square roots of two and three.
constexpr std::uint64_t first_factor = 0x6a09e667f3bcc909, second_factor = 0xbb67ae8584caa73b;

struct Mixer {
    std::uint64_t first = first_factor, second = second_factor;

    void add(std::uint64_t word) {
        first = (first ^ word) * first_factor;
        first ^= first >> 32;
        second = (second ^ std::rotl(word, 31)) * second_factor;
        second ^= second >> 29;
    }
    void add(std::string_view bytes) {
        add(bytes.size());
        for (std::size_t at = 0; at < bytes.size(); at += 8) {
            std::uint64_t word = 0;
            for (std::size_t i = 0; i < std::min<std::size_t>(8, bytes.size() - at); ++i)
                word |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
            add(word);
        }
    }
};

std::string hexadecimal(std::uint64_t value) {
    std::string out(16, '0');
    for (auto at = out.rbegin(); at != out.rend(); ++at, value >>= 4) *at = "0123456789abcdef"[value & 15];
    return out;
}

// The epochs of a database that was only just made.
bool is_of_every_database(std::string const& table) { return table == "event_epochs"; }

}  // namespace

void TableSum::add(Cells row) {
    Mixer mixer;
    for (auto const& cell : row) {
        mixer.add(static_cast<std::uint64_t>(cell.kind));
        switch (cell.kind) {
            case Param::Kind::null: break;
            case Param::Kind::integer: mixer.add(static_cast<std::uint64_t>(cell.integer)); break;
            case Param::Kind::real: mixer.add(std::bit_cast<std::uint64_t>(cell.real)); break;
            case Param::Kind::text:
            case Param::Kind::bytes: mixer.add(cell.chars()); break;
        }
    }
    ++rows_;
    first_ += mixer.first;
    second_ += mixer.second;
}

std::string TableSum::text() const {
    return std::to_string(rows_) + " rows " + hexadecimal(first_) + hexadecimal(second_);
}

void check_version(BulkSource& source, std::string const& name) {
    auto const found = source.versions();
    auto const newest = found.empty() ? 0 : found.back();
    auto const known = migrations().empty() ? 0 : migrations().back().version;
    if (newest > known)
        throw Unavailable(name + " is of a newer entrepot (schema " + std::to_string(newest) +
                          "; this one knows " + std::to_string(known) + "); use that version");
    if (newest < known || found.size() != migrations().size())
        throw Unavailable(name + " is of an older entrepot (schema " + std::to_string(newest) +
                          "; this one needs " + std::to_string(known) +
                          "); run entrepot migrate on it first");
}

std::vector<std::string> filled_tables(BulkSource& source) {
    std::vector<std::string> out;
    for (auto const& table : source.tables())
        if (!is_of_every_database(table.name) && source.count(table) > 0) out.push_back(table.name);
    return out;
}

Sums copy_tables(BulkSource& from, BulkTarget& to, Steps& steps) {
    auto const tables = from.tables();
    auto const places = to.tables();
    std::int64_t total = 0, done = 0;
    for (auto const& table : tables) {
        if (std::find(places.begin(), places.end(), table) == places.end())
            throw Unavailable("the table " + table.name + " is not the same on both sides");
        total += from.count(table);
    }
    to.clear();
    steps.begin("copy", "rows", total);
    Sums sums;
    for (auto const& table : tables) {
        TableSum sum;
        to.open(table);
        from.read(table, [&](Cells row) {
            sum.add(row);
            to.write(row);
            steps.at(++done);
        });
        to.close();
        sums[table.name] = sum.text();
    }
    steps.end();
    to.put_back(steps);
    return sums;
}

Sums sums_of(BulkSource& source, Steps& steps) {
    auto const tables = source.tables();
    std::int64_t total = 0, done = 0;
    for (auto const& table : tables) total += source.count(table);
    steps.begin("check", "rows", total);
    Sums sums;
    for (auto const& table : tables) {
        TableSum sum;
        source.read(table, [&](Cells row) {
            sum.add(row);
            steps.at(++done);
        });
        sums[table.name] = sum.text();
    }
    steps.end();
    return sums;
}

std::string differences(Sums const& wanted, Sums const& found) {
    std::string out;
    auto const said = [](Sums const& sums, std::string const& table) {
        auto const at = sums.find(table);
        return at == sums.end() ? "none" : at->second;
    };
    auto const add = [&](std::string const& table) {
        if (said(wanted, table) == said(found, table)) return;
        out += (out.empty() ? "" : "; ") + table + ": " + said(wanted, table) + " were expected, and " +
               said(found, table) + " found";
    };
    for (auto const& [table, sum] : wanted) add(table);
    for (auto const& [table, sum] : found)
        if (!wanted.count(table)) add(table);
    return out;
}

std::string new_epoch_text(std::int64_t before) {
    // Days since 2026: a database that was lost had begun no later one, unless several began on a day.
    constexpr std::int64_t first_day = 20'454;
    auto const now = to_micros(real_time());
    auto const least = std::to_string(std::max(before + 1, now / 86'400'000'000 - first_day));
    return "INSERT INTO event_epochs (epoch, identity, begun_at) SELECT CASE WHEN MAX(epoch) >= " + least +
           " THEN MAX(epoch) + 1 ELSE " + least + " END, 'restored', " + std::to_string(now) +
           " FROM event_epochs";
}

std::int64_t last_epoch(BulkSource& source) {
    std::int64_t last = 0;
    for (auto const& table : source.tables()) {
        if (table.name != "event_epochs") continue;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (table.columns[i].name == "epoch")
                source.read(table, [&](Cells row) { last = std::max(last, row[i].integer); });
    }
    return last;
}

}  // namespace entrepot::db
