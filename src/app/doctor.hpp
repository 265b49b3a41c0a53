// Looking at a deployment: what is wrong with it, and what to do.
#pragma once

#include <string>
#include <vector>

#include "app/place.hpp"

namespace entrepot::app {

struct Finding {
    std::string area;   // schema, pages, rows, log, filling, key, clock, disk, limits, configuration, sign-in
    std::string level;  // ok, note, wrong
    std::string words;
    std::string remedy;  // empty where nothing is to be done

    static constexpr std::string_view schema_name = "Finding";
    static constexpr auto fields() {
        return Fields{field("area", &Finding::area, "What was looked at."),
                      field("level", &Finding::level, "ok, note or wrong."),
                      field("words", &Finding::words, "What was found."),
                      field("remedy", &Finding::remedy, "What to do.")};
    }
};

struct Diagnosis {
    bool healthy = true;  // nothing is wrong
    std::vector<Finding> findings;

    void add(std::string area, std::string level, std::string words, std::string remedy = "");

    static constexpr std::string_view schema_name = "Diagnosis";
    static constexpr auto fields() {
        return Fields{field("healthy", &Diagnosis::healthy, "Whether nothing is wrong."),
                      field("findings", &Diagnosis::findings, "One for each thing looked at.")};
    }
};

// Beside a running server or not; nothing is changed. Shortly: without reading every page and every event.
// `providers`: the file of outside sign-in providers, where there is one.
Diagnosis diagnose(Place const& place, bool shortly, db::Steps& steps, std::string const& providers = "");

inline constexpr char const* restore_words =
    "Stop the server, keep a copy of the database, and restore the last good backup (entrepot restore)";

// The parts, each by itself.
void look_at_configuration(Place const& place, Diagnosis& out);
void look_at_key(Place const& place, db::Database& database, Diagnosis& out);
void look_at_limits(Diagnosis& out);
void look_at_disk(Place const& place, Diagnosis& out);
void look_at_clock(db::Database& database, Diagnosis& out);
void look_at_postgres_pages(Place const& place, db::Database& database, bool shortly, db::Steps& steps,
                            Diagnosis& out);
// Open for so long at least.
void look_at_open_transactions(db::Database& database, std::chrono::seconds patience, Diagnosis& out);
void look_at_sign_in(std::string const& file, db::Database& database, Diagnosis& out);
void look_at_rows(db::Database& database, bool shortly, db::Steps& steps, Diagnosis& out);

}  // namespace entrepot::app
