// What the wire shows of an item: names, casing and links as schemas.json has them.
#include <doctest/doctest.h>
#include <boost/json.hpp>

#include "catalog/loaded.hpp"
#include "catalog/offer.hpp"
#include "catalog/product.hpp"
#include "catalog/shelf.hpp"

using namespace entrepot;
using namespace entrepot::catalog;

namespace {

Time const now = *parse_time("2026-11-24T13:32:00Z");

Catalogue const& catalogue() {
    static Snapshot const snapshot = Loaded().snapshot();
    return *snapshot;
}

Viewing viewing(Language language = Language::en) {
    Viewing out;
    out.buyer.country = "FR";
    out.buyer.currency = Currency("EUR");
    out.language = out.buyer.language = language;
    return out;
}

Item const& suite() { return *catalogue().find_sku("ENTSJJQY5GBN", "0001"); }
Item const& trial() { return *catalogue().find_sku("ENTAFRWBC4DE", "0001"); }
Item const& perpetual() { return *catalogue().find_sku("ENT6ZXF5JOAF", "0001"); }
Item const& archive() { return *catalogue().find_sku("ENTMNMPVKDQG", "0001"); }

template <class T>
boost::json::value wire(T const& value) {
    return boost::json::parse(json::write(value));
}

std::string at(boost::json::value const& value, char const* pointer) {
    auto const& found = value.at_pointer(pointer);
    return found.is_string() ? std::string(found.as_string()) : boost::json::serialize(found);
}

}  // namespace

TEST_CASE("an offer speaks as recorded replies do") {
    auto const offer = wire(make_offer(catalogue(), suite(), viewing()));
    CHECK(at(offer, "/id") == "D494B8B9-3601-489E-82F7-B088A98AFD0A");
    CHECK(at(offer, "/billing") == "license");
    CHECK(at(offer, "/supportedBillingCycles") == R"(["monthly","annual"])");
    CHECK(at(offer, "/limitUnitOfMeasure") == "None");
    CHECK(at(offer, "/termUnitOfMeasure") == "Year");
    CHECK(at(offer, "/term") == "1");
    CHECK(at(offer, "/salesGroupId") == "Default");
    CHECK(at(offer, "/hasAddOns") == "true");
    CHECK(at(offer, "/links/self/uri") == "/offers/D494B8B9-3601-489E-82F7-B088A98AFD0A?country=FR");
    CHECK(at(offer, "/links/self/headers") == "[]");
    CHECK(at(offer, "/attributes/objectType") == "Offer");
    CHECK(at(offer, "/category/attributes/objectType") == "OfferCategory");
    CHECK_FALSE(offer.as_object().contains("linkRoot"));

    auto const french = wire(make_offer(catalogue(), trial(), viewing(Language::fr)));
    CHECK(at(french, "/name") == "Suite bureautique, version d’essai 30 jours");
    CHECK(at(french, "/locale") == "fr-FR");
    CHECK(at(french, "/isTrial") == "true");
    CHECK(at(french, "/limitUnitOfMeasure") == "LifeTime");
    CHECK(at(french, "/limit") == "1");
    CHECK(at(french, "/termUnitOfMeasure") == "Month");
    CHECK(french.at("conversionTargetOffers").as_array().size() == 3);
    CHECK(make_offer(catalogue(), archive(), viewing()).prerequisites.size() == 7);
}

TEST_CASE("an offer for some says whom it is for, and whether this customer may have it") {
    auto const& school = *catalogue().find_sku("ENTIQF8DO9VR", "0001");
    auto market = viewing();
    CHECK(make_offer(catalogue(), school, market).customer_qualifications ==
          std::vector<std::string>{"education"});
    CHECK(make_offer(catalogue(), school, market).is_available);
    auto customer = viewing();
    customer.customer = Id<Tenant>{new_uuid()};
    CHECK_FALSE(make_offer(catalogue(), school, customer).is_available);
    CHECK_FALSE(make_availability(catalogue(), school, customer).is_purchasable);
    customer.buyer.qualification = Qualification::education;
    CHECK(make_offer(catalogue(), school, customer).is_available);
    CHECK(make_availability(catalogue(), school, customer).segment == "education");
}

TEST_CASE("a SKU and its availability carry what clients read") {
    auto const availability = wire(make_availability(catalogue(), suite(), viewing()));
    CHECK(at(availability, "/catalogItemId") == "ENTSJJQY5GBN:0001:00XCEM7P8GQM");
    CHECK(at(availability, "/defaultCurrency") == R"({"code":"EUR","symbol":"€"})");
    CHECK(at(availability, "/segment") == "commercial");
    CHECK(at(availability, "/terms/0/id") == "868gk06upxjn");
    CHECK(at(availability, "/terms/0/billingCycle") == "Monthly");
    CHECK(at(availability, "/terms/0/duration") == "P1Y");
    CHECK(at(availability, "/terms/0/cancellationPolicies/0/refundOptions/1") ==
          R"({"sequenceId":1,"type":"Partial","expiresAfter":"P7D"})");
    CHECK(availability.at("terms").as_array().size() == 5);
    CHECK(at(availability, "/renewalInstructions/0/renewalOptions/0/renewToId") == "ENTSJJQY5GBN:0001");
    CHECK(at(availability, "/product/links/skus/uri") == "/products/ENTSJJQY5GBN/skus?country=FR");
    CHECK(at(availability, "/sku/links/availabilities/uri") ==
          "/products/ENTSJJQY5GBN/skus/0001/availabilities?country=FR");
    CHECK(at(availability, "/sku/supportedBillingCycles") == R"(["monthly","annual"])");
    CHECK(at(availability, "/sku/dynamicAttributes/isAddon") == "false");
    CHECK(at(availability, "/links/self/uri") ==
          "/products/ENTSJJQY5GBN/skus/0001/availabilities/00XCEM7P8GQM?country=FR");

    auto const add_on = make_sku(catalogue(), archive(), viewing());
    CHECK(add_on.attributes.is_add_on);
    CHECK(add_on.attributes.prerequisite_skus.front() == "ENTSJJQY5GBN:0001");

    auto const software = wire(make_availability(catalogue(), perpetual(), viewing(Language::fr)));
    CHECK(at(software, "/terms/0/billingCycle") == "OneTime");
    CHECK(at(software, "/terms/0/description") == "Définitif, payé en une fois");
    CHECK_FALSE(software.at_pointer("/terms/0").as_object().contains("duration"));
    CHECK(at(software, "/product/productType/subType/id") == "PerpetualSoftware");
    CHECK(at(software, "/isRenewable") == "false");
}

TEST_CASE("links of a customer's catalogue stay under the customer") {
    auto customer = viewing();
    customer.customer = Id<Tenant>{*Uuid::parse("0197a2b0-0000-7000-8000-000000000001")};
    auto const product = wire(make_product(catalogue(), suite(), customer));
    CHECK(at(product, "/links/self/uri") ==
          "/customers/0197a2b0-0000-7000-8000-000000000001/products/ENTSJJQY5GBN");
}

TEST_CASE("views and segments are known words") {
    CHECK(stands_in_view(suite(), "onlineservices") == true);
    CHECK(stands_in_view(suite(), "Software") == false);
    CHECK(stands_in_view(perpetual(), "SoftwarePerpetual") == true);
    CHECK(stands_in_view(perpetual(), "SoftwareSubscriptions") == false);
    CHECK(stands_in_view(perpetual(), "AzureReservationsVM") == false);
    CHECK_FALSE(stands_in_view(suite(), "Bogus").has_value());
    CHECK_FALSE(stands_in_view(suite(), "").has_value());
    CHECK(is_of_segment(suite(), "Commercial") == true);
    CHECK(is_of_segment(suite(), "education") == false);
    CHECK_FALSE(is_of_segment(suite(), "none").has_value());
}

TEST_CASE("what could be an offer's id, and what is a product's") {
    CHECK(may_be_offer_id("d494b8b9-3601-489e-82f7-b088a98afd0a"));
    CHECK(may_be_offer_id("MS-AZR-0145P"));
    CHECK_FALSE(may_be_offer_id("nonsense"));
    CHECK_FALSE(may_be_offer_id("a b-c"));
    CHECK_FALSE(may_be_offer_id(""));
    CHECK(is_of_products(catalogue(), "entsjjqy5gbn"));
    CHECK(is_of_products(catalogue(), "ENTSJJQY5GBN:0001:00XCEM7P8GQM"));
    CHECK_FALSE(is_of_products(catalogue(), "MS-AZR-0145P"));
}

TEST_CASE("terms in words") {
    struct {
        char const* duration;
        BillingCycle cycle;
        char const* en;
        char const* fr;
    } const rows[] = {
        {"P1M", BillingCycle::monthly, "1 month, billed monthly", "1\u00a0mois, facturé chaque mois"},
        {"P1Y", BillingCycle::annual, "1 year, billed yearly", "1\u00a0an, facturé chaque année"},
        {"P3Y", BillingCycle::monthly, "3 years, billed monthly", "3\u00a0ans, facturé chaque mois"},
        {"P6M", BillingCycle::monthly, "6 months, billed monthly", "6\u00a0mois, facturé chaque mois"},
        {"", BillingCycle::one_time, "For ever, paid once", "Définitif, payé en une fois"},
    };
    for (auto const& row : rows) {
        Term const term{"", row.duration, row.cycle, {}};
        CHECK(term_words(term, Language::en) == row.en);
        CHECK(term_words(term, Language::fr) == row.fr);
    }
}

TEST_CASE("the portal's list finds, prices and explains") {
    auto const fr = Language::fr;
    CHECK(is_wanted(suite(), {"bureau entr", "", "", {}}, fr));
    CHECK(is_wanted(suite(), {"", "atelier nord", "enterprise_key", Billing::license}, fr));
    CHECK_FALSE(is_wanted(suite(), {"réunion", "", "", {}}, fr));
    CHECK_FALSE(is_wanted(suite(), {"", "", "", Billing::usage}, fr));
    CHECK_FALSE(is_wanted(suite(), {"", "", "Trial_Key", {}}, fr));

    auto const row = make_shelf_item(catalogue(), suite(), viewing(fr), true, now);
    CHECK(row.name == "Suite bureautique Entreprise");
    CHECK(row.terms.front().unit_price->amount() == "11.70");
    CHECK_FALSE(row.limit);
    CHECK_FALSE(make_shelf_item(catalogue(), suite(), viewing(fr), false, now).terms.front().unit_price);
    CHECK(make_shelf_item(catalogue(), trial(), viewing(fr), true, now).limit == 1);
    CHECK(make_shelf_item(catalogue(), archive(), viewing(fr), true, now).bases.front() ==
          "ENTSJJQY5GBN:0001:00XCEM7P8GQM");

    CHECK(why_not(suite(), viewing(), now).empty());
    CHECK(why_not(archive(), viewing(), now).empty());
    auto pounds = viewing();
    pounds.buyer.currency = Currency("GBP");
    CHECK(why_not(suite(), pounds, now).front().code == "currency_not_priced");

    auto const facets = make_facets(catalogue(), fr);
    CHECK(facets.publishers.size() == 6);
    CHECK(facets.categories.front().name == "Entreprise");
}
