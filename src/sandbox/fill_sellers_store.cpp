// The sellers of a big world: see fill_sellers_store.hpp.
#include "sandbox/fill_sellers_store.hpp"

#include <algorithm>
#include <tuple>

#include "access/account_store.hpp"
#include "base/check.hpp"
#include "customers/customer_store.hpp"
#include "partners/partnership.hpp"

namespace entrepot::sandbox {

namespace {

auto const deployment = Scope::everyone("the filling makes tenants and asks for all of them");

// MPN ids of further ones begin so; the seeded ones have others.
constexpr std::string_view further_mpn_ids = "7100";
constexpr int further_direct_french = 10, further_direct_american = 6, further_providers = 2;
constexpr int resellers_of_the_seeded = 60, resellers_of_the_further = 30;

class Maker {
public:
    Maker(db::Tx& tx, Inventor const& inventor, Time now) : tx_(tx), inventor_(inventor), now_(now) {}

    void run() {
        auto const providers = tx_.list<access::TenantRecord>(
            deployment, "SELECT {*} FROM tenants WHERE kind = $1 AND {tenant} ORDER BY mpn_id",
            TenantKind::indirect_provider);
        for (int i = 0; i < further_direct_french; ++i) add(TenantKind::direct_bill, "FR", nullptr);
        for (int i = 0; i < further_direct_american; ++i) add(TenantKind::direct_bill, "US", nullptr);
        for (auto const& provider : providers)
            for (int i = 0; i < resellers_of_the_seeded; ++i)
                add(TenantKind::indirect_reseller, provider.country, &provider);
        for (int i = 0; i < further_providers; ++i) {
            auto const provider = add(TenantKind::indirect_provider, "FR", nullptr);
            for (int j = 0; j < resellers_of_the_further; ++j)
                add(TenantKind::indirect_reseller, "FR", &provider);
        }
    }

private:
    access::TenantRecord add(TenantKind kind, std::string const& country,
                             access::TenantRecord const* provider) {
        access::TenantRecord out;
        out.id = Id<Tenant>{new_uuid()};
        out.kind = kind;
        out.name = inventor_.reseller_name(dice_, country);
        auto const number = std::to_string(++made_);
        out.domain = slug(out.name, 20) + "-p" + number + '.' + customers::domain_suffixes().front();
        out.mpn_id = std::string(further_mpn_ids) + std::string(3 - number.size(), '0') + number;
        out.country = country;
        out.culture = country == "FR" ? "fr-FR" : "en-US";
        out.language = country == "FR" ? "fr" : "en";
        out.currency = *Currency::parse(country == "FR" ? "EUR" : "USD");
        out.email = "contact@" + slug(out.name, 30) + "-p" + number + ".example";
        out.address = inventor_.address(dice_, country);
        out.market = {country};
        out.agreement_signed = true;
        out.clock_owner = provider ? provider->id : out.id;
        out.created = now_ - days{365 * 6};
        tx_.insert(deployment, out);
        check(customers::claim_domain(tx_, out.domain, out.id, std::nullopt, now_) == 1,
              "a domain of a new deployment is free");
        add_agent(out);
        if (provider)
            tx_.insert(deployment, partners::Partnership{provider->id, out.id,
                                                         partners::PartnershipState::active, out.created});
        return out;
    }

    // Nobody signs in as one of these: their password is a digest of nothing.
    void add_agent(access::TenantRecord const& tenant) {
        access::UserRecord user;
        user.id = Id<User>{new_uuid()};
        user.tenant = tenant.id;
        std::tie(user.first_name, user.last_name) = inventor_.person(dice_, tenant.country);
        user.user_name = "admin@" + tenant.domain;
        user.email = tenant.email;
        user.roles = {Role::global_admin, Role::admin_agent};
        user.password = "none";
        user.created = now_;
        tx_.insert(deployment, user);
    }

    db::Tx& tx_;
    Inventor const& inventor_;
    Time now_;
    Dice dice_{7};
    int made_ = 0;
};

struct Pair {
    Id<Tenant> provider, reseller;
    static constexpr std::string_view schema_name = "SellingPair";
    static constexpr auto fields() {
        return Fields{field("tenantId", &Pair::provider, ""), field("resellerId", &Pair::reseller, "")};
    }
};

access::UserRecord agent_of(db::Tx& tx, Id<Tenant> tenant) {
    for (auto& user : access::users_of(tx, tenant))
        if (std::find(user.roles.begin(), user.roles.end(), Role::admin_agent) != user.roles.end())
            return std::move(user);
    check(false, "every partner has an admin agent");
    return {};
}

bool is_further(access::TenantRecord const& tenant) {
    return tenant.mpn_id.value_or("").starts_with(further_mpn_ids);
}

}  // namespace

void add_sellers(db::Tx& tx, Inventor const& inventor, Time now) { Maker(tx, inventor, now).run(); }

Sellers::Sellers(db::Tx& tx) {
    auto const partners = tx.list<access::TenantRecord>(
        deployment, "SELECT {*} FROM tenants WHERE kind IN ($1, $2) AND {tenant} ORDER BY mpn_id",
        TenantKind::direct_bill, TenantKind::indirect_provider);
    for (auto const& partner : partners) {
        auto const agent = agent_of(tx, partner.id);
        all_.push_back({partner, std::nullopt, agent, 0});
        auto const pairs = tx.list<Pair>(deployment,
                                         "SELECT {*} FROM partnerships WHERE tenant_id = $1 AND "
                                         "state = 'active' AND {tenant} ORDER BY created_at, reseller_id",
                                         partner.id);
        for (auto const& pair : pairs) {
            auto const reseller = access::get_tenant(tx, pair.reseller);
            if (reseller.agreement_signed) all_.push_back({partner, reseller, agent, 0});
        }
    }
    double sums[2] = {0, 0};
    int rank = 0;
    for (auto& one : all_) {
        bool const further = is_further(one.reseller ? *one.reseller : one.partner);
        // A seeded partner's own customers weigh four times those of a seeded reseller.
        one.share = further ? 1.0 / ++rank : one.reseller ? 1 : 4;
        sums[further] += one.share;
    }
    double sum = 0;
    for (auto& one : all_) {
        bool const further = is_further(one.reseller ? *one.reseller : one.partner);
        one.share *= (sums[!further] > 0 ? 0.5 : 1) / sums[further];
        up_to_.push_back(sum += one.share);
    }
}

Seller const& Sellers::pick(Dice& dice) const {
    auto const at = std::upper_bound(up_to_.begin(), up_to_.end(), dice.share() * up_to_.back());
    return all_[std::min(static_cast<std::size_t>(at - up_to_.begin()), all_.size() - 1)];
}

}  // namespace entrepot::sandbox
