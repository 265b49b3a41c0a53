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
    sent_or_lost(PQsetnonblocking(handle_.get(), 1) ==
                 0);  // a server that hangs is not waited for without end
    auto const text = "COPY " + std::string(table) + " (" + columns(row) + ") FROM STDIN (FORMAT binary)";
    sent_or_lost(PQsendQuery(handle_.get(), text.c_str()));
    auto result = next_result();
    if (PQresultStatus(result.get()) != PGRES_COPY_IN) {
        while (next_result()) {}
        enter_pipeline();
        raise_postgres(result.get());
    }
    auto const put = [&](std::string const& bytes) {
        sent_or_lost(PQputCopyData(handle_.get(), bytes.data(), static_cast<int>(bytes.size())) == 1);
        send_buffered();
    };
    std::string out("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    std::size_t count = 0;
    for (auto const& member : row.members) count += member.is_stored;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i % count == 0) append_number(out, static_cast<std::int16_t>(count));
        append_value(out, values[i]);
        if (out.size() < send_bytes) continue;
        put(out);
        out.clear();
    }
    append_number<std::int16_t>(out, -1);
    put(out);
    sent_or_lost(PQputCopyEnd(handle_.get(), nullptr) == 1);
    result = next_result();
    bool const done = PQresultStatus(result.get()) == PGRES_COMMAND_OK;
    while (next_result()) {}
    enter_pipeline();
    if (done) return;
    has_failed_ = true;
    raise_postgres(result.get());
}

}  // namespace entrepot::db
