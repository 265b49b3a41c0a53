// The sandbox catalogue, loaded into a database of its own.
#pragma once

#include <stdlib.h>

#include <filesystem>

#include "catalog/catalogue_store.hpp"
#include "db/database.hpp"

namespace entrepot::catalog {

struct Loaded {
    std::filesystem::path folder;
    std::unique_ptr<db::Database> database;

    Loaded() {
        auto name = (std::filesystem::temp_directory_path() / "entrepot-catalog-XXXXXX").string();
        check(mkdtemp(name.data()) != nullptr, "a folder for the test");
        folder = name;
        database = db::open_database({.file = (folder / "test.db").string()});
        db::migrate(*database);
        database->write([](db::Tx& tx) { load(tx); });
    }
    ~Loaded() {
        database->stop();
        database.reset();
        std::filesystem::remove_all(folder);
    }

    Snapshot snapshot() {
        Snapshot out;
        database->read([&](db::Tx& tx) { out = current(tx); });
        return out;
    }
};

}  // namespace entrepot::catalog
