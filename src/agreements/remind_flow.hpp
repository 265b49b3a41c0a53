// Reminding those whom a campaign asked and who have not answered: a job.
#pragma once

#include "agreements/campaign.hpp"
#include "jobs/run.hpp"

namespace entrepot::agreements {

struct Reminding {
    Id<Campaign> campaign;
    std::string address;  // under which the deployment is reached: for the links
    std::string note;     // above each mail's text
    static constexpr std::string_view schema_name = "CampaignReminding";
    static constexpr auto fields() {
        return Fields{field("campaignId", &Reminding::campaign, "Whose links."),
                      field("address", &Reminding::address, "The deployment's."),
                      field("note", &Reminding::note, "What the sender wrote.").or_default()};
    }
};

inline constexpr jobs::Kind<Reminding> remind_campaign{"agreements.remind", jobs::Lane::slow};

// Each open link once, with a new end; not those that were written to within the last day.
void remind(jobs::Run& run, Reminding const& what);

}  // namespace entrepot::agreements
