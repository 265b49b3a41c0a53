// Campaigns of accepting again: start, personal links, progress, end.
#include "access/account_store.hpp"
#include "agreements/campaign_store.hpp"
#include "agreements/customer_day.hpp"
#include "agreements/remind_flow.hpp"
#include "agreements/routes.hpp"
#include "base/fold.hpp"
#include "base/words.hpp"
#include "events/event.hpp"
#include "partners/invitation_flow.hpp"
#include "partners/invitation_view.hpp"

namespace entrepot::agreements {

namespace {

constexpr int at_once = 200;  // links of one request: a campaign grows step by step

struct CampaignForm {
    std::string name;
    Date due_on{};
    static constexpr std::string_view schema_name = "CampaignForm";
    static constexpr auto fields() {
        return Fields{field("name", &CampaignForm::name, "What people call it.").at_least(1).at_most(100),
                      field("dueOn", &CampaignForm::due_on, "The last day for accepting.")};
    }
};

struct GrowForm {
    bool send_mail = false;
    static constexpr std::string_view schema_name = "CampaignLinksForm";
    static constexpr auto fields() {
        return Fields{field("sendMail", &GrowForm::send_mail, "Whether the server writes to the contacts.")
                          .or_default()};
    }
};

struct CampaignView {
    Id<Campaign> id;
    std::string name, version, started_by;
    Date due_on{};
    Time created;
    std::optional<Time> ended;
    Progress progress;
    static constexpr std::string_view schema_name = "Campaign";
    static constexpr auto fields() {
        using C = CampaignView;
        return Fields{
            field("id", &C::id, "The campaign."),
            field("name", &C::name, "What people call it."),
            field("version", &C::version, "Of the text to accept."),
            field("startedBy", &C::started_by, "Who started it."),
            field("dueOn", &C::due_on, "The last day for accepting."),
            field("createdAt", &C::created, "Real time."),
            field("endedAt", &C::ended, "When it was ended."),
            field("progress", &C::progress, "How far it is."),
        };
    }
};

struct LinkView {
    Id<Tenant> customer;
    std::string customer_name, link;
    partners::InvitationState state = partners::InvitationState::open;
    partners::Recipient recipient;
    std::int64_t times_sent = 0;
    std::optional<Time> answered;
    static constexpr std::string_view schema_name = "CampaignLink";
    static constexpr auto fields() {
        using L = LinkView;
        return Fields{
            field("customerId", &L::customer, "The customer."),
            field("customerName", &L::customer_name, "Its name."),
            field("link", &L::link, "Its personal link; empty once it cannot be answered."),
            field("state", &L::state, "Where it stands."),
            field("recipient", &L::recipient, "Who is written to."),
            field("timesSent", &L::times_sent, "How often."),
            field("answeredAt", &L::answered, "Real time."),
        };
    }
};

struct LinksQuery {
    std::optional<partners::InvitationState> state;
    std::string cursor;
    static constexpr std::string_view schema_name = "CampaignLinksQuery";
    static constexpr auto fields() {
        return Fields{field("state", &LinksQuery::state, "Only in this state."),
                      field("cursor", &LinksQuery::cursor, "Where the page before ended.").or_default()};
    }
};

CampaignView view_of(api::Context& context, Campaign const& one) {
    auto const* text = find_any_template(one.template_id);
    return {one.id,
            one.name,
            text ? text->version : "",
            one.started_by,
            std::chrono::floor<days>(one.due),
            one.created,
            one.ended,
            progress(context.tx, one, Time{renew_before()}, context.act.real_now)};
}

Campaign own(api::Context& context, Id<Campaign> const& id) {
    return get_campaign(context.tx, context.caller().tenant, id);
}

api::Cursored<CampaignView> list(api::Context& context) {
    api::Cursored<CampaignView> out;
    for (auto const& one : campaigns(context.tx, context.caller().tenant))
        out.items.push_back(view_of(context, one));
    return out;
}

CampaignView show(api::Context& context, Id<Campaign> const& id) {
    return view_of(context, own(context, id));
}

CampaignView start(api::Context& context, CampaignForm const& form) {
    auto const today = std::chrono::floor<days>(context.now());
    if (form.due_on < today) throw Problem("due_in_past", day("today", today)).at("dueOn");
    auto const person = access::find_user(context.tx, *context.caller().user);
    Campaign made;
    made.id = Id<Campaign>(new_uuid());
    made.tenant = context.caller().tenant;
    made.name = form.name;
    made.template_id = latest_in(access::get_tenant(context.tx, made.tenant).country, context.now()).id;
    made.due = Time{form.due_on};
    made.started_by = person ? person->display_name() : "";
    made.created = context.act.real_now;
    insert(context.tx, made);
    events::append(context.tx, context.act, {made.tenant, std::nullopt, std::nullopt}, "campaign_started",
                   made.id, made);
    return view_of(context, made);
}

// Personal links for the next customers; asked again until nobody is left without one.
CampaignView grow(api::Context& context, Id<Campaign> const& id, GrowForm const& form) {
    auto const campaign = own(context, id);
    if (campaign.ended) throw Problem("campaign_ended");
    auto const* text = find_any_template(campaign.template_id);
    for (auto const& customer : to_invite(context.tx, campaign, Time{renew_before()}, at_once)) {
        auto const& billing = customer.billing;
        partners::Recipient recipient{billing.first_name.value_or("") + ' ' + billing.last_name.value_or(""),
                                      billing.email, billing.language == "fr" ? "fr" : "en"};
        auto invitation = partners::new_invitation(context.tx, context.act,
                                                   partners::InvitationKind::agreement, std::move(recipient));
        invitation.reseller = customer.reseller;
        invitation.customer = customer.id;
        invitation.subject_name = customer.name;
        invitation.campaign = campaign.id;
        partners::insert(context.tx, context.scope(), invitation);
        if (!form.send_mail) continue;
        auto const link =
            partners::link_of(context.public_url(), partners::write_word(invitation, context.gate));
        auto facts = partners::mail_facts(context.tx, invitation, link);
        facts.version = text ? text->version : "";
        partners::send(context.tx, context.gate, context.act, invitation,
                       partners::mail_of(invitation, facts));
    }
    return view_of(context, campaign);
}

api::Cursored<LinkView> links(api::Context& context, Id<Campaign> const& id,
                              api::Query<LinksQuery> const& asked) {
    constexpr int size = 50;
    auto const campaign = own(context, id);
    partners::InvitationQuery query;
    query.state = asked.state;
    query.campaign = campaign.id;
    query.limit = size + 1;
    if (!asked.cursor.empty()) {
        auto const keys = api::read_cursor(asked.cursor);
        if (!keys || keys->size() != 1 || keys->front().size() != 16)
            throw Problem("bad_parameter", {{"value", cut(asked.cursor, 100)}}).at("cursor");
        query.before = Id<partners::Invitation>(Uuid::from_bytes(keys->front()));
    }
    auto found = partners::invitations(context.tx, context.scope(), query, context.act.real_now);
    api::Cursored<LinkView> out;
    if (found.size() > size) {
        found.resize(size);
        out.next = api::make_cursor({std::string(found.back().id.view())});
    }
    for (auto const& one : found) {
        auto const state = one.state_at(context.act.real_now);
        auto const link =
            state == partners::InvitationState::open
                ? partners::link_of(context.public_url(), partners::write_word(one, context.gate))
                : std::string{};
        out.items.push_back(
            {*one.customer, one.subject_name, link, state, one.recipient, one.times_sent, one.answered});
    }
    return out;
}

struct ReminderForm {
    std::optional<std::string> note;
    static constexpr std::string_view schema_name = "CampaignReminderForm";
    static constexpr auto fields() {
        return Fields{field("note", &ReminderForm::note, "Stands above each mail's text.").at_most(2000)};
    }
};

// One at a time: a second click means the one that runs.
CampaignView remind_all(api::Context& context, Id<Campaign> const& id, ReminderForm const& form) {
    auto const campaign = own(context, id);
    if (campaign.ended) throw Problem("campaign_ended");
    jobs::enqueue(context.tx, context.act, remind_campaign,
                  {id, context.public_url(), form.note.value_or("")}, {.once = id.text()});
    return view_of(context, campaign);
}

CampaignView end(api::Context& context, Id<Campaign> const& id) {
    auto const campaign = own(context, id);
    end_campaign(context.tx, campaign.tenant, campaign.id, context.act.real_now);
    return view_of(context, own(context, id));
}

}  // namespace

void add_campaign_routes(api::Router& router) {
    router.get("/ext/v1/agreement-campaigns", list)
        .allow(Permission::manage_campaigns)
        .summary("Campaigns of accepting the agreement again, newest first");
    router.post("/ext/v1/agreement-campaigns", start)
        .allow(Permission::manage_campaigns)
        .needs_person()
        .created()
        .summary("Start a campaign for the text in force");
    router.get("/ext/v1/agreement-campaigns/{campaign}", show)
        .allow(Permission::manage_campaigns)
        .summary("A campaign with its progress");
    router.get("/ext/v1/agreement-campaigns/{campaign}/links", links)
        .allow(Permission::manage_campaigns)
        .summary("The personal links of a campaign");
    router.post("/ext/v1/agreement-campaigns/{campaign}/links", grow)
        .allow(Permission::manage_campaigns)
        .summary("Make personal links for the next two hundred customers");
    router.post("/ext/v1/agreement-campaigns/{campaign}/reminders", remind_all)
        .allow(Permission::manage_campaigns)
        .summary("Write again to those who have not answered, by a job; nobody twice within a day")
        .status = 202;
    router.post("/ext/v1/agreement-campaigns/{campaign}/end", end)
        .allow(Permission::manage_campaigns)
        .summary("End a campaign; links that went out stay valid");
}

}  // namespace entrepot::agreements
