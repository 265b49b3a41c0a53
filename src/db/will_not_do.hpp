// A database that answers and cannot be used as it is.
#pragma once

#include "db/tx.hpp"

namespace entrepot::db {

struct WillNotDo : Unavailable {
    WillNotDo(std::string const& name, std::string const& why, std::string remedy)
        : Unavailable(words(name, why) + ". " + remedy), found(words(name, why)), remedy(std::move(remedy)) {}
    std::string found, remedy;  // what is so, and what whoever runs that database does about it

private:
    static std::string words(std::string const& name, std::string const& why) {
        return "the database " + name + " will not do: " + why;
    }
};

}  // namespace entrepot::db
