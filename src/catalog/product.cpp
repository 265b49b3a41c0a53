// Items as products, SKUs and availabilities: see product.hpp.
#include "catalog/product.hpp"

#include <algorithm>
#include <array>

#include "base/fold.hpp"

namespace entrepot::catalog {

namespace {

// schemas.json, TargetView. The views of another house's cloud are known words with nothing in them here.
constexpr std::array<std::string_view, 11> views = {"Azure",
                                                    "AzureReservations",
                                                    "AzureReservationsVM",
                                                    "AzureReservationsSQL",
                                                    "AzureReservationsCosmosDb",
                                                    "MicrosoftAzure",
                                                    "OnlineServices",
                                                    "Software",
                                                    "SoftwareSUSELinux",
                                                    "SoftwarePerpetual",
                                                    "SoftwareSubscriptions"};
constexpr std::array<std::string_view, 4> segments = {"commercial", "education", "government", "nonprofit"};

std::string joined(auto const& words) {
    std::string out;
    for (auto const word : words) out += (out.empty() ? "" : ", ") + std::string(word);
    return out;
}

std::string product_sku(Item const& item) { return item.product_id + ':' + item.sku_id; }

std::vector<std::string> as_skus(Catalogue const& catalogue, std::vector<std::string> const& offers) {
    std::vector<std::string> out;
    for (auto const& offer : offers)
        if (auto const* item = catalogue.find_offer(offer)) out.push_back(product_sku(*item));
    return out;
}

ProductType type_of(Item const& item, Language language) {
    bool const fr = language == Language::fr;
    if (item.view == View::online_services)
        return {item.kind.id, fr ? "Services en ligne" : item.kind.display_name, std::nullopt};
    bool const perpetual = item.software_kind == "perpetual";
    ItemKind sub_type{perpetual ? "PerpetualSoftware" : "SoftwareSubscription",
                      perpetual ? (fr ? "Licence perpétuelle" : "Perpetual license")
                                : (fr ? "Abonnement" : "Subscription")};
    return {item.kind.id, fr ? "Logiciel" : item.kind.display_name, std::move(sub_type)};
}

std::string_view symbol_of(Currency currency) {
    if (currency.code() == "EUR") return "€";
    if (currency.code() == "USD") return "$";
    return currency.code();
}

std::string_view pascal_case(BillingCycle cycle) {
    switch (cycle) {
        case BillingCycle::unknown: return "Unknown";
        case BillingCycle::monthly: return "Monthly";
        case BillingCycle::annual: return "Annual";
        case BillingCycle::none: return "None";
        case BillingCycle::one_time: return "OneTime";
        case BillingCycle::triennial: return "Triennial";
        case BillingCycle::biennial: return "Biennial";
    }
    return "Unknown";
}

std::string_view limit_word(LimitUnit unit) {
    for (auto const& name : wire_names(unit))
        if (name.value == unit) return name.text;
    return "None";
}

// rules.md G7 and G4: all of it within a day, then a part until the window ends; perpetual software, all of
// it.
std::vector<CancellationPolicy> cancellation_of(Item const& item) {
    if (item.cancellation_days == 0) return {};
    auto const window = 'P' + std::to_string(item.cancellation_days) + 'D';
    if (item.software_kind == "perpetual") return {{{{0, "Full", window}}}};
    return {{{{0, "Full", "P1D"}, {1, "Partial", window}}}};
}

std::vector<RenewalOption> renewals_of(Item const& item, Language language) {
    std::vector<RenewalOption> out;
    if (item.auto_renewable)
        for (auto const& duration : durations_of(item))
            if (!duration.empty()) out.push_back({duration, duration_words(duration, language)});
    return out;
}

AvailabilityTerm make_term(Item const& item, Term const& term, Language language) {
    AvailabilityTerm out;
    out.id = term.id;
    if (!term.duration.empty()) out.duration = term.duration;
    out.description = term_words(term, language);
    out.cycle = pascal_case(term.cycle);
    out.renewal_options = renewals_of(item, language);
    out.cancellation_policies = cancellation_of(item);
    return out;
}

}  // namespace

Product make_product(Catalogue const& catalogue, Item const& item, Viewing const& viewing) {
    auto const& first = *catalogue.skus_of(item.product_id).front();
    Product out;
    out.id = first.product_id;
    out.title = first.name.in(viewing.language);
    out.description = first.description.in(viewing.language);
    out.type = type_of(first, viewing.language);
    out.publisher = first.publisher;
    out.link_root = viewing.link_root();
    out.link_query = viewing.link_query();
    return out;
}

Sku make_sku(Catalogue const& catalogue, Item const& item, Viewing const& viewing) {
    Sku out;
    out.id = item.sku_id;
    out.product_id = item.product_id;
    out.title = item.name.in(viewing.language);
    out.description = item.description.in(viewing.language);
    out.minimum = item.minimum;
    out.maximum = item.maximum;
    out.is_trial = item.is_trial;
    out.cycles = cycles_of(item);
    // Where it is not sold everywhere, who asks first is not disappointed.
    if (item.markets != std::vector<std::string>{"*"} || item.qualification != Qualification::none) {
        out.purchase_prerequisites = {"InventoryCheck"};
        out.inventory_variables = {"CustomerId"};
    }
    if (item.limit.unit != LimitUnit::none)
        out.constraints = {
            {"AssetOwnershipLimit", item.limit.count, std::string(limit_word(item.limit.unit))}};
    out.attributes = {.has_constraints = !out.constraints.empty(),
                      .is_add_on = item.is_add_on,
                      .prerequisite_skus = as_skus(catalogue, item.bases),
                      .upgrade_targets = {},
                      .conversion_targets = as_skus(catalogue, item.converts_to),
                      .provisioning_id = lower_ascii(item.offer_id),
                      .billing = item.billing};
    if (item.billing == Billing::usage) out.consumption = "overage";
    out.link_root = viewing.link_root();
    out.link_query = viewing.link_query();
    return out;
}

Availability make_availability(Catalogue const& catalogue, Item const& item, Viewing const& viewing) {
    Availability out;
    out.id = item.availability_id;
    out.product_id = item.product_id;
    out.sku_id = item.sku_id;
    out.catalog_item_id = item.catalog_item_id();
    out.currency = {std::string(viewing.buyer.currency.code()),
                    std::string(symbol_of(viewing.buyer.currency))};
    out.segment = segment_of(item);
    out.country = viewing.buyer.country;
    out.is_purchasable = viewing.may_have(item);
    out.is_renewable = item.auto_renewable;
    RenewalInstruction instruction;
    for (auto const& term : item.terms) {
        out.terms.push_back(make_term(item, term, viewing.language));
        instruction.terms.push_back(term.id);
    }
    if (item.auto_renewable) {
        instruction.options = {{product_sku(item), true}};
        out.renewal_instructions.push_back(std::move(instruction));
    }
    out.product = make_product(catalogue, item, viewing);
    out.sku = make_sku(catalogue, item, viewing);
    return out;
}

std::optional<bool> stands_in_view(Item const& item, std::string_view view) {
    auto const known = std::find_if(views.begin(), views.end(),
                                    [&](std::string_view one) { return equal_ignoring_case(one, view); });
    if (known == views.end()) return std::nullopt;
    if (*known == "OnlineServices") return item.view == View::online_services;
    if (*known == "Software") return item.view == View::software;
    if (*known == "SoftwarePerpetual") return item.software_kind == "perpetual";
    if (*known == "SoftwareSubscriptions") return item.software_kind == "subscription";
    return false;
}

std::string view_names() { return joined(views); }

std::optional<bool> is_of_segment(Item const& item, std::string_view segment) {
    auto const known = std::find_if(segments.begin(), segments.end(),
                                    [&](std::string_view one) { return equal_ignoring_case(one, segment); });
    if (known == segments.end()) return std::nullopt;
    return segment_of(item) == *known;
}

std::string segment_names() { return joined(segments); }

}  // namespace entrepot::catalog
