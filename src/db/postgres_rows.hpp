// Values on PostgreSQL's wire, in its binary formats. Only src/db includes this.
#pragma once

#include <libpq-fe.h>

#include <span>

#include "db/postgres.hpp"

namespace entrepot::db {

// 0 where the server infers it.
Oid type_of(Param const& param);

// Parameters as libpq takes them, for one call, while the params live; one object serves many calls.
class BoundParams {
public:
    void bind(std::span<Param const> params);

    int count() const { return static_cast<int>(values_.size()); }
    char const* const* values() const { return values_.data(); }
    int const* lengths() const { return lengths_.data(); }
    int const* formats() const { return formats_.data(); }

private:
    std::vector<char const*> values_;
    std::vector<int> lengths_, formats_;
    std::vector<std::array<char, 8>> numbers_;
};

// Equal where the parameters are.
std::string bytes_of(std::span<Param const> params);

std::unique_ptr<Rows> rows_of(PgResult result);

// {clustered}, {identity} and {nobody} of a migration.
std::string spelt_for_postgres(std::string text);

}  // namespace entrepot::db
