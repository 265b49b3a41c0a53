// The reminders of a campaign: see remind_flow.hpp.
#include "agreements/remind_flow.hpp"

#include "agreements/campaign_store.hpp"
#include "partners/invitation_flow.hpp"
#include "partners/invitation_view.hpp"

namespace entrepot::agreements {

namespace {

constexpr int at_once = 20;
constexpr auto quiet = hours{24};

// Where the walk along the links stands, the newest first.
struct Bookmark {
    std::optional<Id<partners::Invitation>> before;
    static constexpr std::string_view schema_name = "RemindingBookmark";
    static constexpr auto fields() { return Fields{field("before", &Bookmark::before, "")}; }
};

events::MailText as_reminder(events::MailText text, std::string const& language) {
    text.subject = (language == "fr" ? "Rappel\u00a0: " : "Reminder: ") + text.subject;
    return text;
}

bool is_due(partners::Invitation const& one, Time real_now) {
    return !one.recipient.email.empty() && (!one.sent || real_now - *one.sent >= quiet);
}

}  // namespace

void remind(jobs::Run& run, Reminding const& what) {
    while (run.step([&](jobs::Step& step) {
        auto const campaign = get_campaign(step.tx, step.act.caller.tenant, what.campaign);
        auto const* text = find_any_template(campaign.template_id);
        partners::InvitationQuery query;
        query.state = partners::InvitationState::open;
        query.campaign = campaign.id;
        query.before = step.bookmark<Bookmark>().before;
        query.limit = at_once;
        auto found = partners::invitations(step.tx, step.act.scope(), query, step.act.real_now);
        for (auto& one : found) {
            step.keep_bookmark(Bookmark{one.id});
            if (!is_due(one, step.act.real_now)) continue;
            partners::renew(step.tx, step.act, one, false);
            auto facts = partners::mail_facts(
                step.tx, one, partners::link_of(what.address, partners::write_word(one, run.safe())));
            facts.version = text ? text->version : "";
            partners::send(step.tx, run.safe(), step.act, one,
                           as_reminder(partners::mail_of(one, facts, what.note), one.recipient.language));
            ++step.job.done;
        }
        if (campaign.ended || found.size() < static_cast<std::size_t>(at_once)) step.finish();
    })) {}
}

}  // namespace entrepot::agreements
