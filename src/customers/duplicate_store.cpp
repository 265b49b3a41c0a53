// Looking for duplicates: see duplicate_store.hpp.
#include "customers/duplicate_store.hpp"

#include <algorithm>
#include <functional>

#include "base/fold.hpp"
#include "customers/customer_store.hpp"

namespace entrepot::customers {

namespace {

constexpr int of_a_kind = 5;
constexpr std::size_t siren_digits = 9, siret_digits = 14;
constexpr std::size_t shown_at_most = 5;

class Finder {
public:
    Finder(db::Tx& tx, Scope const& scope) : tx_(tx), scope_(scope) {}

    void by_term(Likeness likeness, std::string const& term) {
        Road road;
        road.along = Road::Along::terms;
        road.terms.equals(term);
        add(likeness, road);
    }
    // A SIRET is a SIREN and five digits more: the same company, whichever of them stands where.
    void by_siren(std::string const& siren) {
        Road road;
        road.along = Road::Along::terms;
        road.terms.starts_with('#' + siren);
        add(Likeness::registration_number, road, [](Step const& step) {
            return step.term.size() == 1 + siren_digits || step.term.size() == 1 + siret_digits;
        });
    }
    void by_name(std::string const& folded) {
        Road road;
        road.name.equals(folded);
        add(Likeness::name, road);
    }
    std::vector<Duplicate> take() { return std::move(found_); }

private:
    void add(
        Likeness likeness, Road const& road,
        std::function<bool(Step const&)> const& is_meant = [](Step const&) { return true; }) {
        for (auto const& step : walk(tx_, scope_, road, std::nullopt, false, of_a_kind)) {
            if (!is_meant(step)) continue;
            auto at = std::find_if(found_.begin(), found_.end(),
                                   [&](Duplicate const& one) { return one.id == step.id; });
            if (at == found_.end()) {
                if (found_.size() == shown_at_most) return;
                auto const customer = find(tx_, scope_, step.id);
                if (!customer) continue;
                found_.push_back({customer->id, customer->name, customer->domain, customer->country, {}});
                at = found_.end() - 1;
            }
            if (std::find(at->alike.begin(), at->alike.end(), likeness) == at->alike.end())
                at->alike.push_back(likeness);
        }
    }

    db::Tx& tx_;
    Scope const& scope_;
    std::vector<Duplicate> found_;
};

}  // namespace

std::vector<Duplicate> duplicates(db::Tx& tx, Scope const& scope, Typed const& typed) {
    Finder finder(tx, scope);
    auto const number = squeezed(typed.registration_number), vat = squeezed(typed.vat_number);
    if (number.size() >= 4) {
        finder.by_term(Likeness::registration_number, '#' + number);
        bool const is_french = number.size() == siren_digits || number.size() == siret_digits;
        if (is_french && number.find_first_not_of("0123456789") == std::string::npos)
            finder.by_siren(number.substr(0, siren_digits));
    }
    if (vat.size() >= 4) finder.by_term(Likeness::vat_number, '#' + vat);
    if (typed.domain.size() >= 3) finder.by_term(Likeness::domain, '@' + lower_ascii(typed.domain));
    if (auto const folded = fold(typed.name); folded.size() >= 2) finder.by_name(folded);
    if (auto const at = typed.email.find('@'); at != std::string::npos && typed.email.size() > at + 3)
        finder.by_term(Likeness::mail_domain, '@' + lower_ascii(typed.email.substr(at + 1)));
    return finder.take();
}

}  // namespace entrepot::customers
