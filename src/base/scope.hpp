// What a store call may touch: nothing reads or writes rows without one.
#pragma once

#include "base/uuid.hpp"

namespace entrepot {

struct Tenant;  // a partner, a reseller or a customer: whoever owns users
struct User;
struct App;

class Scope {
public:
    enum class Kind : std::uint8_t { partner, reseller, customer, everyone };

    // A provider or direct partner: rows it sells. A reseller: rows it is named on. A customer: its own.
    static Scope partner(Uuid tenant) { return {Kind::partner, tenant}; }
    static Scope reseller(Uuid tenant) { return {Kind::reseller, tenant}; }
    static Scope customer(Uuid tenant) { return {Kind::customer, tenant}; }
    // The named way out, for sign-in, uniqueness, jobs and the operator; tidy counts its uses.
    static Scope everyone(char const* /*reason*/) { return {Kind::everyone, {}}; }

    Kind kind() const { return kind_; }
    Uuid const& tenant() const { return tenant_; }

private:
    Scope(Kind kind, Uuid tenant) : kind_(kind), tenant_(tenant) {}

    Kind kind_;
    Uuid tenant_;
};

}  // namespace entrepot
