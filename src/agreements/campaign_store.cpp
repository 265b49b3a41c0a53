// The SQL of campaigns: see campaign_store.hpp.
#include "agreements/campaign_store.hpp"

namespace entrepot::agreements {

namespace {

constexpr std::int64_t most_counted = 10'000;

struct StateCount {
    std::string state;
    std::int64_t late = 0, sent = 0, count = 0;
    static constexpr std::string_view schema_name = "CampaignStateCount";
    static constexpr auto fields() {
        using S = StateCount;
        return Fields{field("state", &S::state, ""), field("late", &S::late, ""), field("sent", &S::sent, ""),
                      field("count", &S::count, "")};
    }
};

}  // namespace

void insert(db::Tx& tx, Campaign const& campaign) { tx.insert(Scope::partner(campaign.tenant), campaign); }

std::vector<Campaign> campaigns(db::Tx& tx, Id<Tenant> tenant) {
    return tx.list<Campaign>(
        Scope::partner(tenant),
        "SELECT {*} FROM agreement_campaigns WHERE {tenant} ORDER BY campaign_id DESC LIMIT 100");
}

Campaign get_campaign(db::Tx& tx, Id<Tenant> tenant, Id<Campaign> id) {
    auto found =
        tx.find<Campaign>(Scope::partner(tenant),
                          "SELECT {*} FROM agreement_campaigns WHERE campaign_id = $1 AND {tenant}", id);
    if (!found) throw Problem("1000");
    return *std::move(found);
}

void end_campaign(db::Tx& tx, Id<Tenant> tenant, Id<Campaign> id, Time real_now) {
    tx.exec(Scope::partner(tenant),
            "UPDATE agreement_campaigns SET ended_at = $1 WHERE campaign_id = $2 AND ended_at IS NULL AND "
            "{tenant}",
            real_now, id);
}

std::vector<customers::Customer> to_invite(db::Tx& tx, Campaign const& campaign, Time renew_before,
                                           int limit) {
    return tx.list<customers::Customer>(
        Scope::partner(campaign.tenant),
        "SELECT {*:c} FROM customers c WHERE c.relationship = 'reseller' AND c.agreement = 'accepted' AND "
        "NOT EXISTS (SELECT 1 FROM agreements a WHERE a.customer_id = c.customer_id AND "
        "a.partner_id = c.partner_id AND a.template_id = $1 AND a.date_agreed >= $2) AND "
        "NOT EXISTS (SELECT 1 FROM invitations i WHERE i.customer_id = c.customer_id AND i.campaign_id = $3) "
        "AND {scope:c} ORDER BY c.name_fold, c.customer_id LIMIT $4",
        campaign.template_id, renew_before, campaign.id, std::int64_t{limit});
}

Progress progress(db::Tx& tx, Campaign const& campaign, Time renew_before, Time real_now) {
    auto const scope = Scope::partner(campaign.tenant);
    Progress out;
    for (auto const& row :
         tx.list<StateCount>(scope,
                             "SELECT state, CASE WHEN expires_at <= $1 THEN 1 ELSE 0 END AS late, "
                             "CASE WHEN times_sent > 0 THEN 1 ELSE 0 END AS sent, COUNT(*) FROM invitations "
                             "WHERE campaign_id = $2 AND {scope} GROUP BY 1, 2, 3",
                             real_now, campaign.id)) {
        out.invited += row.count;
        if (row.sent) out.sent += row.count;
        if (row.state == "accepted") out.accepted += row.count;
        else if (row.state == "refused") out.refused += row.count;
        else if (row.state == "open") (row.late ? out.expired : out.open) += row.count;
    }
    if (!campaign.ended)
        out.to_invite = static_cast<std::int64_t>(
            tx.find<std::int64_t>(
                  scope,
                  "SELECT COUNT(*) FROM (SELECT 1 FROM customers c WHERE c.relationship = 'reseller' AND "
                  "c.agreement = 'accepted' AND NOT EXISTS (SELECT 1 FROM agreements a WHERE "
                  "a.customer_id = c.customer_id AND a.partner_id = c.partner_id AND a.template_id = $1 AND "
                  "a.date_agreed >= $2) AND NOT EXISTS (SELECT 1 FROM invitations i WHERE "
                  "i.customer_id = c.customer_id AND i.campaign_id = $3) AND {scope:c} LIMIT $4) AS found",
                  campaign.template_id, renew_before, campaign.id, most_counted)
                .value_or(0));
    return out;
}

}  // namespace entrepot::agreements
