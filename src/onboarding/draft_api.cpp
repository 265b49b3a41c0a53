// Drafts of the wizard: saved, resumed on another browser or by a colleague, deleted.
#include "access/account_store.hpp"
#include "base/words.hpp"
#include "customers/customer.hpp"
#include "onboarding/draft_store.hpp"
#include "onboarding/routes.hpp"

namespace entrepot::onboarding {

namespace {

struct NewDraft {
    RawJson state;
    static constexpr std::string_view schema_name = "NewDraft";
    static constexpr auto fields() {
        return Fields{field("state", &NewDraft::state, "The onboarding as far as it is filled in.")};
    }
};

struct SavedDraft {
    std::int64_t version = 0;
    RawJson state;
    static constexpr std::string_view schema_name = "SavedDraft";
    static constexpr auto fields() {
        return Fields{field("version", &SavedDraft::version, "The version that the caller saw."),
                      field("state", &SavedDraft::state, "The onboarding as far as it is filled in.")};
    }
};

struct ListParameters {
    std::optional<std::string> cursor;
    std::optional<int> size;
    static constexpr std::string_view schema_name = "DraftListParameters";
    static constexpr auto fields() {
        return Fields{field("cursor", &ListParameters::cursor, "next of the page before."),
                      field("size", &ListParameters::size, "Rows of a page, at most 500.")};
    }
};

DraftPerson person(api::Context& context) {
    auto const user =
        context.caller().user ? access::find_user(context.tx, *context.caller().user) : std::nullopt;
    if (!user) throw Problem("needs_person");
    return {user->id, user->display_name()};
}

// Title, times, and the domain as far as it is well formed, free and within the tenant's limit.
void settle(api::Context& context, Draft& draft) {
    auto const summary = summarise(draft.state);
    auto const now = context.act.real_now;
    draft.title = summary.title;
    draft.updated = now;
    draft.expires = now + draft_life;
    Problems malformed;
    customers::check_domain(summary.domain, customers::domain_suffixes(), "domain", malformed);
    bool const within = draft.domain == summary.domain ||
                        count_reservations(context.tx, context.scope(), now) < reservations_of_a_tenant;
    bool const held = malformed.empty() && within &&
                      reserve_domain(context.tx, draft, summary.domain, now + reservation_life, now);
    if (!malformed.empty() || !within) release_domain(context.tx, draft.id);
    draft.domain = held ? std::optional(summary.domain) : std::nullopt;
    draft.domain_reserved_until = held ? std::optional(now + reservation_life) : std::nullopt;
}

Draft create(api::Context& context, NewDraft const& form) {
    if (count_drafts(context.tx, context.scope()) >= drafts_of_a_tenant)
        throw Problem("too_many_drafts", {{"max", std::to_string(drafts_of_a_tenant)}});
    Draft draft;
    draft.id = Id<Draft>{new_uuid()};
    draft.tenant = context.caller().tenant;
    draft.state = form.state;
    draft.owner = draft.edited_by = person(context);
    draft.created = context.act.real_now;
    settle(context, draft);
    context.tx.insert(context.scope(), draft);
    return draft;
}

Draft view(api::Context& context, Id<Draft> const& id) {
    return get_draft(context.tx, context.scope(), id, context.act.real_now);
}

Draft save(api::Context& context, Id<Draft> const& id, SavedDraft const& form) {
    auto draft = get_draft(context.tx, context.scope(), id, context.act.real_now);
    if (draft.version != form.version) {
        auto words = moment("when", draft.updated);
        words["who"] = draft.edited_by.display_name;
        throw Problem("draft_changed", words).at("version");
    }
    draft.state = form.state;
    draft.edited_by = person(context);
    ++draft.version;
    settle(context, draft);
    context.tx.update(context.scope(), draft);
    return draft;
}

// Handed over: whoever goes on with a colleague's draft may make it its own. What it holds stays as it is, so
// a save that is under way elsewhere meets no other version.
Draft take_over(api::Context& context, Id<Draft> const& id) {
    auto draft = get_draft(context.tx, context.scope(), id, context.act.real_now);
    draft.owner = person(context);
    context.tx.update(context.scope(), draft);
    return draft;
}

void remove(api::Context& context, Id<Draft> const& id) {
    get_draft(context.tx, context.scope(), id, context.act.real_now);
    delete_draft(context.tx, context.scope(), id);
}

api::Cursored<Draft> list(api::Context& context, api::Query<ListParameters> const& asked) {
    std::optional<Draft> after;
    if (asked.cursor) {
        auto const keys = api::read_cursor(*asked.cursor);
        auto const updated = keys && keys->size() == 2 ? parse_time((*keys)[0]) : std::nullopt;
        if (!updated || (*keys)[1].size() != 16)
            throw Problem("bad_parameter", {{"value", "cursor"}}).at("cursor");
        after.emplace();
        after->updated = *updated;
        after->id = Id<Draft>{Uuid::from_bytes((*keys)[1])};
    }
    int const size = api::page_size(asked.size, 50);
    api::Cursored<Draft> out;
    out.items = list_drafts(context.tx, context.scope(), context.act.real_now, after, size + 1);
    if (out.items.size() > static_cast<std::size_t>(size)) {
        out.items.pop_back();
        auto const& last = out.items.back();
        out.next = api::make_cursor({format_time(last.updated), std::string(last.id.view())});
    }
    for (auto& draft : out.items) draft.state.text.clear();
    return out;
}

}  // namespace

void add_draft_routes(api::Router& router) {
    router.get("/ext/v1/drafts", list).allow(Permission::add_customer).summary("Drafts, newest first");
    router.post("/ext/v1/drafts", create).allow(Permission::add_customer).created().summary("Keep a draft");
    router.get("/ext/v1/drafts/{draft}", view)
        .allow(Permission::add_customer)
        .summary("A draft with its state");
    router.put("/ext/v1/drafts/{draft}", save).allow(Permission::add_customer).summary("Save a draft again");
    router.put("/ext/v1/drafts/{draft}/owner", take_over)
        .allow(Permission::add_customer)
        .needs_person()
        .summary("Take a colleague's draft over: the caller becomes its owner");
    router.del("/ext/v1/drafts/{draft}", remove).allow(Permission::add_customer).summary("Delete a draft");
}

}  // namespace entrepot::onboarding
