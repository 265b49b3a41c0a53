// What a reseller has agreed with a provider: its margin off the list price, and how much it may owe.
#pragma once

#include <optional>
#include <string>

#include "access/account.hpp"
#include "base/money.hpp"

namespace entrepot::partners {

inline constexpr std::int64_t most_points = 10'000;  // hundredths of a percent

// "12.50"; nothing for what is no percentage from 0 to 100 with at most two decimals.
std::optional<std::int64_t> parse_margin(std::string_view text);
std::string margin_text(std::int64_t points);

// The reseller's part of a price of the list, half a minor unit away from zero; and what is left to pay.
Money margin_of(Money list, std::int64_t points);
Money own_price(Money list, std::int64_t points);

// What purchases through a reseller are held against.
struct Credit {
    Id<Tenant> partner, reseller;
    std::int64_t margin_points = 0;
    Money limit;
};
// How far a purchase of `added` beside what is `sold` already, both at list prices by the month, would lie
// beyond the limit; nothing where it fits or costs nothing (rules.md E12).
std::optional<Money> beyond(Credit const& credit, Money sold, Money added);

struct ResellerTerms {
    Id<Tenant> partner, reseller;
    std::int64_t margin_points = 0;
    std::optional<std::int64_t> credit_limit_minor;
    Currency currency;
    std::int64_t purchases = 0;
    Time changed;
    std::string changed_by;
    std::int64_t version = 0;  // 0: never set

    std::optional<Credit> credit() const;

    static constexpr std::string_view schema_name = "ResellerTermsRow";
    static constexpr std::string_view table = "reseller_terms";
    static constexpr auto fields() {
        using R = ResellerTerms;
        return Fields{
            field("partnerId", &R::partner, "The indirect provider.").key(),
            field("resellerId", &R::reseller, "Its reseller.").key(),
            field("marginPoints", &R::margin_points, "Hundredths of a percent off the list price."),
            field("creditLimitMinor", &R::credit_limit_minor, "What it may owe."),
            field("currency", &R::currency, "The provider's."),
            field("purchases", &R::purchases, "Held against the limit so far.").sum(),
            field("changedAt", &R::changed, "Business time."),
            field("changedBy", &R::changed_by, "The person's name."),
            field("version", &R::version, "Counts its changes."),
        };
    }
};

}  // namespace entrepot::partners
