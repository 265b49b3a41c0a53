// Structs to parameters and columns to structs: see tx.hpp.
#include "db/tx.hpp"

namespace entrepot::db {

using json::Kind;

namespace {

// Written where there is room already: text that grows by itself moves several times.
std::string encoded(json::Type const& type, void const* value) {
    static thread_local std::string room;
    room.clear();
    json::encode(type, value, room, {.stored = true});
    return room;
}

}  // namespace

Param to_param(json::Type const& type, void const* value) {
    Param out;
    switch (type.kind) {
        case Kind::optional: return type.count(value) ? to_param(*type.element, type.at(value, 0)) : Param{};
        case Kind::text:
            out.kind = Param::Kind::text;
            out.view = *static_cast<std::string const*>(value);
            return out;
        case Kind::boolean:
            out.kind = Param::Kind::integer;
            out.integer = *static_cast<bool const*>(value);
            return out;
        case Kind::integer:
            out.kind = Param::Kind::integer;
            out.integer = type.get_integer(value);
            return out;
        case Kind::number:
            out.kind = Param::Kind::real;
            out.real = *static_cast<double const*>(value);
            return out;
        case Kind::word:
            if (type.word.stored == json::WordForm::Stored::integer) {
                out.kind = Param::Kind::integer;
                out.integer = type.word.to_integer(value);
            } else if (type.word.stored == json::WordForm::Stored::bytes) {
                out.kind = Param::Kind::bytes;
                out.view = static_cast<Uuid const*>(value)->view();
            } else {
                out.kind = Param::Kind::text;
                type.word.print(value, out.own);
            }
            return out;
        case Kind::money:
        case Kind::raw:
        case Kind::object:
        case Kind::list:
        case Kind::map:
            out.kind = Param::Kind::text;
            out.own = encoded(type, value);
            return out;
    }
    return out;
}

void from_column(json::Type const& type, void* out, Rows const& rows, int column) {
    if (type.kind == Kind::optional) {
        if (rows.is_null(column)) return type.clear(out);
        return from_column(*type.element, type.append(out), rows, column);
    }
    switch (type.kind) {
        case Kind::optional: return;
        case Kind::text: static_cast<std::string*>(out)->assign(rows.chars(column)); return;
        case Kind::boolean: *static_cast<bool*>(out) = rows.integer(column) != 0; return;
        case Kind::integer: type.set_integer(out, rows.integer(column)); return;
        case Kind::number: *static_cast<double*>(out) = rows.real(column); return;
        case Kind::raw: static_cast<RawJson*>(out)->text.assign(rows.chars(column)); return;
        case Kind::word:
            if (type.word.stored == json::WordForm::Stored::integer)
                type.word.from_integer(out, rows.integer(column));
            else if (type.word.stored == json::WordForm::Stored::bytes)
                *static_cast<Uuid*>(out) = Uuid::from_bytes(rows.chars(column));
            else
                check(type.word.parse(out, rows.chars(column)),
                      "a stored word is one that the program knows");
            return;
        case Kind::money:
        case Kind::object:
        case Kind::list:
        case Kind::map: {
            Problems problems;
            json::decode(type, out, rows.chars(column), problems, {.stored = true});
            check(problems.empty(), "stored JSON has the shape of its type");
            return;
        }
    }
}

void bind_members(json::Type const& row, void const* value, std::vector<Param>& out) {
    out.reserve(row.members.size() + 1);
    for (auto const& member : row.members)
        if (member.is_stored)
            out.push_back(to_param(*member.type, static_cast<std::byte const*>(value) + member.offset));
}

void bind_updated(json::Type const& row, void const* value, std::vector<Param>& out) {
    for (auto const& member : row.members)
        if (member.is_stored && !member.is_sum)
            out.push_back(to_param(*member.type, static_cast<std::byte const*>(value) + member.offset));
}

void read_members(json::Type const& row, void* out, Rows const& rows) {
    int column = 0;
    for (auto const& member : row.members)
        if (member.is_stored)
            from_column(*member.type, static_cast<std::byte*>(out) + member.offset, rows, column++);
}

void check_scope(json::Type const& row, void const* value, Scope const& scope) {
    if (scope.kind() == Scope::Kind::everyone) return;
    std::string_view const wanted = scope.kind() == Scope::Kind::partner    ? "partner_id"
                                    : scope.kind() == Scope::Kind::reseller ? "reseller_id"
                                                                            : "customer_id";
    for (auto const& member : row.members) {
        if (!member.is_stored || (member.column != wanted && member.column != "tenant_id")) continue;
        auto const param = to_param(*member.type, static_cast<std::byte const*>(value) + member.offset);
        check(param.chars() == scope.tenant().view(), "a row that is written lies within the caller's scope");
        return;
    }
    check(false, "a row that is written names its tenant");
}

}  // namespace entrepot::db
