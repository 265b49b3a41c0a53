// The requests of a story: see story.hpp.
#include "story.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace entrepot::crash {

namespace {

namespace bj = boost::json;

// run (8 bytes), 1 for the request and 2 for its correlation, step, story.
Uuid mark(Plan const& plan, std::uint8_t kind, std::uint32_t story, std::size_t step) {
    Uuid out;
    std::copy_n(plan.run.bytes.begin(), 8, out.bytes.begin());
    out.bytes[8] = kind;
    out.bytes[9] = static_cast<std::uint8_t>(step);
    for (std::size_t i = 0; i < 4; ++i) out.bytes[12 + i] = static_cast<std::uint8_t>(story >> (24 - 8 * i));
    return out;
}

std::string text_of(bj::value const& value) { return std::string(value.as_string()); }

}  // namespace

bool is_whole(Deed deed, Effects const& seen) {
    bool const buys = deed == Deed::onboard_and_buy || deed == Deed::check_out;
    bool const adds = deed == Deed::add || deed == Deed::onboard || deed == Deed::onboard_and_buy;
    bool const orders = buys ? seen.orders >= 1 && seen.orders <= lines_of_purchase : seen.orders == 0;
    return orders && seen.customers == adds && seen.agreements == (adds && deed != Deed::add) &&
           seen.subscriptions == (buys ? lines_of_purchase : 0) &&
           seen.changes == (deed == Deed::change_quantity);
}

Story::Story(std::uint32_t number) : number_(number) {
    using enum Deed;
    if (number % 4 == 0) deeds_ = {add};
    else if (number % 4 == 1) deeds_ = {onboard, make_cart, check_out};
    else deeds_ = {onboard_and_buy};
    if (number % 4 != 0) deeds_.insert(deeds_.end(), 2 + number % 4, change_quantity);
    steps_.resize(deeds_.size());
}

Request Story::request(Plan const& plan, std::size_t step) const {
    Request out{"POST", "/v1/customers", "", {}};
    auto const customer = out.target + '/' + customer_;
    switch (deeds_.at(step)) {
        case Deed::add: out.body = new_customer(plan); break;
        case Deed::onboard:
        case Deed::onboard_and_buy:
            out.target = "/ext/v1/onboardings";
            out.body = onboarding(plan, deeds_[step] == Deed::onboard_and_buy);
            break;
        case Deed::make_cart:
            out.target = customer + "/carts";
            out.body = "{\"lineItems\":" + plan.items + '}';
            break;
        case Deed::check_out: out.target = customer + "/carts/" + cart_ + "/checkout"; break;
        case Deed::change_quantity:
            out.method = "PATCH";
            out.target = customer + "/subscriptions/" + subscriptions_.at(changed(step));
            out.body = "{\"quantity\":" + std::to_string(quantity(plan, step)) + '}';
            break;
    }
    out.headers = {{"MS-RequestId", mark(plan, 1, number_, step).text()},
                   {"MS-CorrelationId", mark(plan, 2, number_, step).text()}};
    return out;
}

std::vector<std::string> Story::ids_in(std::string const& answer) const {
    auto const read = bj::parse(answer);
    std::vector<std::string> out;
    switch (deeds_.at(next_)) {
        case Deed::add:
        case Deed::make_cart: return {text_of(read.at("id"))};
        case Deed::onboard:
        case Deed::onboard_and_buy:
            out.push_back(text_of(read.at("customerId")));
            for (auto const& one : read.at("subscriptions").as_array()) out.push_back(text_of(one.at("id")));
            return out;
        case Deed::check_out:
            for (auto const& order : read.at("orders").as_array())
                for (auto const& line : order.at("lineItems").as_array())
                    out.push_back(text_of(line.at("subscriptionId")));
            return out;
        case Deed::change_quantity: return {};
    }
    return out;
}

void Story::acknowledge(std::uint64_t answer, std::vector<std::string> const& ids) {
    auto const deed = deeds_.at(next_);
    steps_.at(next_++).answer = answer;
    if (deed == Deed::make_cart) cart_ = ids.at(0);
    else if (deed == Deed::check_out) subscriptions_ = ids;
    else if (deed != Deed::change_quantity) {
        customer_ = ids.at(0);
        subscriptions_.assign(ids.begin() + 1, ids.end());
    }
}

std::string Story::domain() const { return "crash-" + std::to_string(number_) + ".onmicrosoft.com"; }

std::size_t Story::changes_before(std::size_t step) const {
    return static_cast<std::size_t>(std::count(
        deeds_.begin(), deeds_.begin() + static_cast<std::ptrdiff_t>(step), Deed::change_quantity));
}

// Up and down, never twice the same for one subscription.
std::int64_t Story::quantity(Plan const& plan, std::size_t step) const {
    return plan.quantity + 2 + static_cast<std::int64_t>(changes_before(step) * 7 % 5);
}

std::string Story::new_customer(Plan const&) const {
    auto const name = "crash-" + std::to_string(number_);
    return R"({"companyProfile":{"domain":")" + domain() + R"("},"billingProfile":{"email":"contact@)" +
           name + R"(.fr","culture":"fr-FR","language":"fr","companyName":"Société )" + name +
           R"(","defaultAddress":{"firstName":"Anne","lastName":"Le Goff","addressLine1":"1 rue du Port",)"
           R"("city":"Brest","postalCode":"29200","country":"FR"}}})";
}

std::string Story::onboarding(Plan const& plan, bool buys) const {
    auto const name = "crash-" + std::to_string(number_);
    auto const person = R"({"firstName":"Anne","lastName":"Le Goff","email":"contact@)" + name + R"(.fr"})";
    return R"({"company":{"name":"Société )" + name + R"(","country":"FR","domain":")" + domain() +
           R"(","qualification":"none"},"address":{"addressLine1":"1 rue du Port","city":"Brest",)"
           R"("postalCode":"29200","country":"FR"},"contact":)" +
           person + R"(,"culture":"fr-FR","language":"fr","agreement":{"kind":"attested","signatory":)" +
           person + R"(,"dateAgreed":")" + plan.day + R"("},"lines":)" + (buys ? plan.lines : "[]") + '}';
}

std::optional<std::pair<std::uint32_t, std::size_t>> place_of(Plan const& plan, Uuid const& correlation) {
    auto const& bytes = correlation.bytes;
    if (!std::equal(bytes.begin(), bytes.begin() + 8, plan.run.bytes.begin()) || bytes[8] != 2)
        return std::nullopt;
    std::uint32_t story = 0;
    for (std::size_t i = 12; i < 16; ++i) story = story << 8 | bytes[i];
    return std::pair{story, std::size_t{bytes[9]}};
}

std::uint64_t digest(std::string const& text) {
    std::uint64_t hash = 1469598103934665603ull;  // FNV-1a
    for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return hash | 1;
}

}  // namespace entrepot::crash
