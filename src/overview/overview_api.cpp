// The first page: figures, what needs doing, two small charts; from what the caller's scope holds.
#include <algorithm>

#include "access/account_store.hpp"
#include "catalog/catalogue_store.hpp"
#include "customers/customer_tally_store.hpp"
#include "imports/import_store.hpp"
#include "onboarding/draft_store.hpp"
#include "overview/routes.hpp"
#include "partners/invitation_store.hpp"
#include "partners/partnership_store.hpp"
#include "partners/relationship_store.hpp"
#include "subscriptions/subscription_tally_store.hpp"

namespace entrepot::overview {

namespace {

constexpr int months_shown = 6;
constexpr auto window_ahead = hours{48};
constexpr auto draft_ahead = hours{24 * 7};
constexpr auto invitation_ahead = days{7};
constexpr auto invitation_behind = days{7};
constexpr int most_invitations = 500;
constexpr auto import_behind = days{30};

struct Figure {
    std::string name;
    std::int64_t value = 0;
    std::optional<Money> money;
    static constexpr std::string_view schema_name = "OverviewFigure";
    static constexpr auto fields() {
        return Fields{field("name", &Figure::name, "Which."), field("value", &Figure::value, "How many."),
                      field("money", &Figure::money, "How much, where it is an amount.")};
    }
};

struct Task {
    std::string kind;
    std::int64_t count = 0;
    std::optional<Time> due;
    std::optional<std::string> subject;
    std::optional<Uuid> customer, draft, import;
    static constexpr std::string_view schema_name = "OverviewTask";
    static constexpr auto fields() {
        using T = Task;
        return Fields{field("kind", &T::kind, "What needs doing."),
                      field("count", &T::count, "How often."),
                      field("due", &T::due, "By when."),
                      field("subject", &T::subject, "The first one's name."),
                      field("customerId", &T::customer, "The first one's customer."),
                      field("draftId", &T::draft, "The first one's draft."),
                      field("importId", &T::import, "The first one's import.")};
    }
};

struct MonthCount {
    std::string month;
    std::int64_t count = 0;
    static constexpr std::string_view schema_name = "OverviewMonth";
    static constexpr auto fields() {
        return Fields{field("month", &MonthCount::month, "2026-11."),
                      field("count", &MonthCount::count, "How many.")};
    }
};

struct CategoryCount {
    std::string category, name;
    std::int64_t licenses = 0;
    static constexpr std::string_view schema_name = "OverviewCategory";
    static constexpr auto fields() {
        using C = CategoryCount;
        return Fields{field("category", &C::category, "The category."), field("name", &C::name, "In words."),
                      field("licenses", &C::licenses, "Of active subscriptions.")};
    }
};

struct Overview {
    std::vector<Figure> figures;
    std::vector<Task> tasks;
    std::vector<MonthCount> added;
    std::vector<CategoryCount> categories;
    static constexpr std::string_view schema_name = "Overview";
    static constexpr auto fields() {
        using O = Overview;
        return Fields{field("figures", &O::figures, "In sum."),
                      field("tasks", &O::tasks, "What needs doing."),
                      field("customersAdded", &O::added, "The last six months."),
                      field("licensesByCategory", &O::categories, "Of active subscriptions.")};
    }
};

struct NameRow {
    Uuid customer;
    std::string name, fold;
    static constexpr std::string_view schema_name = "OverviewName";
    static constexpr auto fields() {
        return Fields{field("customer", &NameRow::customer, ""), field("name", &NameRow::name, ""),
                      field("fold", &NameRow::fold, "")};
    }
};

struct WindowRow {
    Uuid customer;
    std::string name;
    Time until;
    static constexpr std::string_view schema_name = "OverviewWindow";
    static constexpr auto fields() {
        using W = WindowRow;
        return Fields{field("customer", &W::customer, ""), field("name", &W::name, ""),
                      field("until", &W::until, "")};
    }
};

Time month_start(Time now, int back) {
    std::chrono::year_month_day const day{std::chrono::floor<days>(now)};
    return Time{std::chrono::sys_days{(day.year() / day.month() - std::chrono::months{back}) / 1}};
}

// The first by name of those who have not accepted: of either state, for each has its place in an index.
std::optional<NameRow> first_unsigned(api::Context& context) {
    std::optional<NameRow> first;
    for (auto const state : {customers::AgreementState::none, customers::AgreementState::invited}) {
        auto found = context.tx.find<NameRow>(
            context.scope(),
            "SELECT customer_id, name, name_fold FROM customers WHERE agreement = $1 "
            "AND agreement <> 'accepted' AND relationship <> 'none' AND {scope} ORDER BY name_fold, "
            "customer_id LIMIT 1",
            state);
        if (found && (!first || found->fold < first->fold)) first = std::move(found);
    }
    return first;
}

void add_agreement_task(api::Context& context, customers::Tallies const& counts, Overview& out) {
    auto const first =
        counts.not_accepted > 0 && context.act.needs_agreement() ? first_unsigned(context) : std::nullopt;
    if (first)
        out.tasks.push_back(
            {"agreement_missing", counts.not_accepted, {}, first->name, first->customer, {}, {}});
}

void add_window_task(api::Context& context, Overview& out) {
    auto const rows =
        context.tx.list<WindowRow>(context.scope(),
                                   "SELECT s.customer_id, c.name, s.cancellable_until FROM subscriptions s "
                                   "JOIN customers c ON c.partner_id = "
                                   "s.partner_id AND c.customer_id = s.customer_id WHERE s.cancellable_until "
                                   "> $1 AND s.cancellable_until <= $2 AND "
                                   "s.status = 'active' AND {scope:s} ORDER BY s.cancellable_until LIMIT 100",
                                   context.now(), Time{context.now() + window_ahead});
    if (rows.empty()) return;
    out.tasks.push_back({"cancellation_window_closing",
                         static_cast<std::int64_t>(rows.size()),
                         rows.front().until,
                         rows.front().name,
                         rows.front().customer,
                         {},
                         {}});
}

void add_draft_task(api::Context& context, Overview& out) {
    if (!context.may(Permission::add_customer)) return;
    auto const drafts =
        onboarding::list_drafts(context.tx, context.scope(), context.act.real_now, std::nullopt, 100);
    onboarding::Draft const* first = nullptr;
    std::int64_t count = 0;
    for (auto const& draft : drafts) {
        if (draft.expires > context.act.real_now + draft_ahead) continue;
        ++count;
        if (!first || draft.expires < first->expires) first = &draft;
    }
    if (first)
        out.tasks.push_back({"draft_expiring", count, first->expires, first->title, {}, first->id, {}});
}

void add_reseller_task(api::Context& context, Overview& out) {
    if (context.caller().kind != TenantKind::indirect_provider) return;
    auto const rows = context.tx.list<NameRow>(
        context.scope(),
        "SELECT p.reseller_id, t.name, '' FROM partnerships p JOIN tenants t ON t.tenant_id = p.reseller_id "
        "WHERE "
        "t.agreement_signed = 0 AND p.state = 'active' AND {tenant:p} ORDER BY t.name LIMIT 100");
    if (rows.empty()) return;
    out.tasks.push_back({"reseller_agreement_missing",
                         static_cast<std::int64_t>(rows.size()),
                         {},
                         rows.front().name,
                         {},
                         {},
                         {}});
}

// The name of whom it asks, or else where it was sent; the first one's may be known by neither.
std::optional<std::string> called(partners::Invitation const& one) {
    for (auto const* name : {&one.subject_name, &one.recipient.name, &one.recipient.email})
        if (!name->empty()) return *name;
    return std::nullopt;
}

Task none_yet(std::string kind) {
    Task out;
    out.kind = std::move(kind);
    return out;
}

// Links that end soon, and those that ended unanswered a short while ago: both can be sent again. Campaigns
// have a page of their own, and who has not accepted the agreement a task.
void add_invitation_tasks(api::Context& context, Overview& out) {
    if (!context.may(Permission::request_relationship)) return;
    auto const now = context.act.real_now;
    auto ending = none_yet("invitation_expiring"), ended = none_yet("invitation_expired");
    auto partner_ending = none_yet("reseller_invitation_expiring");
    auto partner_ended = none_yet("reseller_invitation_expired");
    for (auto const& one :
         partners::ending_invitations(context.tx, context.scope(), Time{now - invitation_behind},
                                      Time{now + invitation_ahead}, most_invitations)) {
        bool const partnership = one.kind == partners::InvitationKind::partnership;
        if (partnership &&
            (one.partner != context.caller().tenant || !context.may(Permission::invite_partner)))
            continue;
        bool const over = one.expires <= now;
        auto& task = over ? (partnership ? partner_ended : ended) : partnership ? partner_ending : ending;
        if (task.count++ > 0) continue;
        task.subject = called(one);
        if (!over) task.due = one.expires;
    }
    for (auto* task : {&ending, &partner_ending, &ended, &partner_ended})
        if (task->count > 0) out.tasks.push_back(std::move(*task));
}

// Providers that ask a reseller to become its partner: few ever do, and only then invitations are read.
void add_provider_task(api::Context& context, Overview& out) {
    if (!context.may(Permission::manage_partnerships)) return;
    auto const providers = partners::providers_of(context.tx, context.caller());
    auto task = none_yet("provider_invitation");
    for (auto const& provider : providers) {
        if (provider.state != partners::PartnershipState::invited) continue;
        partners::InvitationQuery query;
        query.kind = partners::InvitationKind::partnership;
        query.state = partners::InvitationState::open;
        for (auto const& one :
             partners::invitations(context.tx, context.scope(), query, context.act.real_now)) {
            if (one.partner != provider.id || one.reseller != context.caller().tenant) continue;
            ++task.count;
            if (!task.due || one.expires < *task.due) {
                task.due = one.expires;
                task.subject = provider.name;
            }
            break;
        }
    }
    if (task.count > 0) out.tasks.push_back(std::move(task));
}

void add_import_task(api::Context& context, Overview& out) {
    if (!context.may(Permission::import_customers)) return;
    auto const failed =
        imports::failed_imports(context.tx, context.scope(), Time{context.act.real_now - import_behind});
    if (failed.empty()) return;
    auto task = none_yet("import_failed");
    task.count = static_cast<std::int64_t>(failed.size());
    task.subject = failed.front().name;
    task.import = failed.front().id;
    out.tasks.push_back(std::move(task));
}

std::vector<CategoryCount> by_category(api::Context& context,
                                       std::vector<subscriptions::ItemTally> const& sold) {
    auto const catalogue = catalog::current(context.tx);
    std::vector<CategoryCount> out;
    for (auto const& category : catalogue->categories())
        out.push_back({category.id, category.name.in(context.act.language), 0});
    for (auto const& one : sold) {
        auto const* item = catalogue->find(one.item_id);
        if (!item || item->billing != catalog::Billing::license) continue;
        for (auto& category : out)
            if (category.category == item->category) category.licenses += one.figures.licenses;
    }
    std::erase_if(out, [](auto const& one) { return one.licenses == 0; });
    return out;
}

Overview overview(api::Context& context) {
    auto const counts = customers::tallies(context.tx, context.scope(), context.now(), months_shown);
    auto const sold = subscriptions::tallies(context.tx, context.scope());
    subscriptions::Figures sums;
    for (auto const& one : sold) sums = sums + one.figures;
    auto const currency = access::get_tenant(context.tx, context.caller().tenant).currency;
    Overview out;
    bool const is_customer = context.caller().kind == TenantKind::customer;
    if (!is_customer) out.figures.push_back({"customers", counts.customers, {}});
    out.figures.push_back({"active_subscriptions", sums.subscriptions, {}});
    out.figures.push_back({"licenses", sums.licenses, {}});
    if (context.may(Permission::see_prices))
        out.figures.push_back({"monthly_revenue", 0, Money{sums.monthly_minor, currency}});
    if (!is_customer && context.act.needs_agreement())
        out.figures.push_back({"customers_without_agreement", counts.not_accepted, {}});
    add_window_task(context, out);
    add_draft_task(context, out);
    add_agreement_task(context, counts, out);
    add_reseller_task(context, out);
    add_invitation_tasks(context, out);
    add_provider_task(context, out);
    add_import_task(context, out);
    for (int i = 0; i < months_shown; ++i)
        out.added.push_back(
            {format_date(std::chrono::floor<days>(month_start(context.now(), months_shown - 1 - i)))
                 .substr(0, 7),
             counts.by_month[static_cast<std::size_t>(i)]});
    out.categories = by_category(context, sold);
    return out;
}

}  // namespace

void add_overview_routes(api::Router& router) {
    router.get("/ext/v1/overview", overview)
        .allow(Permission::see_customers)
        .summary("Figures, what needs doing, two charts");
}

}  // namespace entrepot::overview
