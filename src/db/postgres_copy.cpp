// Many rows at once on PostgreSQL: COPY in its binary format.
#include <bit>
#include <type_traits>

#include "db/postgres_rows.hpp"

namespace entrepot::db {

namespace {

constexpr std::size_t send_bytes = 1 << 16;

template <class T>
void append_number(std::string& out, T value) {
    for (int shift = (sizeof(T) - 1) * 8; shift >= 0; shift -= 8)
        out += static_cast<char>(static_cast<std::make_unsigned_t<T>>(value) >> shift & 0xff);
}

void append_value(std::string& out, Param const& param) {
    switch (param.kind) {
        case Param::Kind::null: return append_number<std::int32_t>(out, -1);
        case Param::Kind::integer:
            append_number<std::int32_t>(out, 8);
            return append_number<std::int64_t>(out, param.integer);
        case Param::Kind::real:
            append_number<std::int32_t>(out, 8);
            return append_number<std::int64_t>(out, std::bit_cast<std::int64_t>(param.real));
        case Param::Kind::text:
        case Param::Kind::bytes:
            append_number<std::int32_t>(out, static_cast<std::int32_t>(param.chars().size()));
            out += param.chars();
            return;
    }
}

}  // namespace

void PgConnection::insert_rows(json::Type const& row, std::string_view table, std::span<Param const> values) {
    check(in_transaction_, "a statement runs within a transaction");
    look_first();
    send_appended();
    leave_pipeline();
    auto const text = "COPY " + std::string(table) + " (" + columns(row) + ") FROM STDIN (FORMAT binary)";
    PgResult result(PQexec(handle_.get(), text.c_str()));
    if (PQresultStatus(result.get()) != PGRES_COPY_IN) {
        enter_pipeline();
        raise_postgres(result.get());
    }
    std::string out("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    std::size_t count = 0;
    for (auto const& member : row.members) count += member.is_stored;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i % count == 0) append_number(out, static_cast<std::int16_t>(count));
        append_value(out, values[i]);
        if (out.size() < send_bytes) continue;
        sent_or_lost(PQputCopyData(handle_.get(), out.data(), static_cast<int>(out.size())) == 1);
        out.clear();
    }
    append_number<std::int16_t>(out, -1);
    sent_or_lost(PQputCopyData(handle_.get(), out.data(), static_cast<int>(out.size())) == 1);
    sent_or_lost(PQputCopyEnd(handle_.get(), nullptr) == 1);
    result.reset(PQgetResult(handle_.get()));
    bool const done = PQresultStatus(result.get()) == PGRES_COMMAND_OK;
    while (PgResult const rest{PQgetResult(handle_.get())}) {}
    enter_pipeline();
    if (done) return;
    has_failed_ = true;
    raise_postgres(result.get());
}

}  // namespace entrepot::db
