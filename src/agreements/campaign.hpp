// A campaign: a partner asks its customers to accept the agreement again, because the version that they
// accepted has ended or their acceptance is too old (rules.md A15).
#pragma once

#include "agreements/template.hpp"
#include "base/act.hpp"
#include "base/scope.hpp"

namespace entrepot::agreements {

struct Campaign {
    Id<Campaign> id;
    Id<Tenant> tenant;
    std::string name;
    Id<Template> template_id;
    Time due;
    std::string started_by;
    Time created;
    std::optional<Time> ended;

    static constexpr std::string_view schema_name = "CampaignRow";
    static constexpr std::string_view table = "agreement_campaigns";
    static constexpr auto fields() {
        using C = Campaign;
        return Fields{
            field("campaignId", &C::id, "The campaign.").key(),
            field("tenantId", &C::tenant, "Whose it is.").key(),
            field("name", &C::name, "What people call it."),
            field("templateId", &C::template_id, "What is to be accepted."),
            field("dueOn", &C::due, "Until when, business time."),
            field("startedBy", &C::started_by, "The person's name."),
            field("createdAt", &C::created, "Real time."),
            field("endedAt", &C::ended, "When it was ended."),
        };
    }
};

struct Progress {
    std::int64_t invited = 0, accepted = 0, refused = 0, open = 0, expired = 0, sent = 0, to_invite = 0;
    static constexpr std::string_view schema_name = "CampaignProgress";
    static constexpr auto fields() {
        using P = Progress;
        return Fields{
            field("invited", &P::invited, "Personal links that were made."),
            field("accepted", &P::accepted, "Customers that accepted through theirs."),
            field("refused", &P::refused, "That refused."),
            field("open", &P::open, "That have not answered."),
            field("expired", &P::expired, "Whose link has ended."),
            field("sent", &P::sent, "That were written to by mail."),
            field("toInvite", &P::to_invite,
                  "Customers that still have no link, at most 10,000 are counted."),
        };
    }
};

}  // namespace entrepot::agreements
