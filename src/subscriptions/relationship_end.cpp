// The conditions of ending a relation: see relationship_end.hpp.
#include "subscriptions/relationship_end.hpp"

#include "subscriptions/subscription_view.hpp"

namespace entrepot::subscriptions {

namespace {

struct Kind {
    std::string code;
    int count = 0;
    std::string names;

    void add(std::string const& name) {
        if (++count > 3) return;
        names += (names.empty() ? "" : ", ") + name;
    }
    void tell(std::vector<FieldProblem>& out) const {
        if (count == 0) return;
        out.push_back({"relationshipToPartner",
                       code,
                       {{"count", std::to_string(count)}, {"names", names + (count > 3 ? ", …" : "")}}});
    }
};

bool is_software(Record const& record) {
    return record.family == Family::software || record.family == Family::perpetual;
}

}  // namespace

std::vector<FieldProblem> in_the_way(std::vector<Record> const& records, catalog::Catalogue const& catalogue,
                                     Language language) {
    Kind active{"relation_has_active", 0, {}}, software{"relation_has_software", 0, {}};
    for (auto const& record : records) {
        auto const name = friendly_name_of(record, catalogue, language);
        if (is_software(record) && is_alive(record)) software.add(name);
        else if (record.status == Status::active) active.add(name);
    }
    std::vector<FieldProblem> out;
    active.tell(out);
    software.tell(out);
    return out;
}

}  // namespace entrepot::subscriptions
