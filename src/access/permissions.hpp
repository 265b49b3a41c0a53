// Who may do what: each act judged over the caller and how what it is about stands, from the table.
#pragma once

#include "access/permission_table.hpp"

namespace entrepot::access {

class Permissions {
public:
    // Throws where a switch does not exist.
    explicit Permissions(Switches const& chosen = {}, bool sandbox = false);

    // Yes, or every reason why not: the kind of tenant alone, else role, second factor, person, standing.
    Verdict may(Caller const& caller, Permission permission, Standing const& standing = {}) const;
    std::vector<Role> const& roles(Permission permission, TenantKind kind) const;
    Switches const& switches() const { return switches_; }

private:
    Switches switches_;
    std::vector<std::vector<Role>> roles_;  // by act and kind of tenant
};

}  // namespace entrepot::access
