// What stands in the way of ending a relation: rules B16.
#include "subscriptions/relationship_end.hpp"

#include <doctest/doctest.h>

#include "catalog/loaded.hpp"

namespace entrepot::subscriptions {

TEST_CASE("relation, rules B16: active ones are suspended, software is cancelled first") {
    Record seats, software;
    seats.offer_name = "Seats";
    software.offer_name = "Server";
    software.family = Family::perpetual;
    auto const catalogue = catalog::Loaded().snapshot();
    auto const codes = [&] {
        std::string out;
        for (auto const& one : in_the_way({seats, software}, *catalogue, Language::en)) out += one.code + ' ';
        return out;
    };
    CHECK(codes() == "relation_has_active relation_has_software ");
    seats.status = Status::suspended;
    CHECK(codes() == "relation_has_software ");
    software.status = Status::suspended;  // suspending is not cancelling
    CHECK(codes() == "relation_has_software ");
    software.status = Status::deleted;
    CHECK(codes() == "");
    CHECK(in_the_way({}, *catalogue, Language::en).empty());
}

}  // namespace entrepot::subscriptions
