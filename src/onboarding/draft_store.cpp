// The SQL of drafts: see draft_store.hpp.
#include "onboarding/draft_store.hpp"

#include "customers/customer_store.hpp"

namespace entrepot::onboarding {

namespace {

auto const names = Scope::everyone("a domain is unique in the whole deployment");

}  // namespace

Draft get_draft(db::Tx& tx, Scope const& scope, Id<Draft> id, Time real_now) {
    auto found = tx.find<Draft>(
        scope, "SELECT {*} FROM drafts WHERE draft_id = $1 AND expires_at > $2 AND {tenant}", id, real_now);
    if (!found) throw Problem("1000");
    return *std::move(found);
}

std::vector<Draft> list_drafts(db::Tx& tx, Scope const& scope, Time real_now,
                               std::optional<Draft> const& after, int limit) {
    auto const last = after ? after->updated : Time::max();
    auto const last_id = after ? after->id : Id<Draft>{};
    return tx.list<Draft>(
        scope,
        "SELECT {*} FROM drafts WHERE expires_at > $1 AND (updated_at, draft_id) < ($2, $3) AND "
        "{tenant} ORDER BY updated_at DESC, draft_id DESC LIMIT $4",
        real_now, last, last_id, limit);
}

int count_drafts(db::Tx& tx, Scope const& scope) {
    return tx.find<int>(scope, "SELECT count(*) FROM drafts WHERE {tenant}").value_or(0);
}

void delete_draft(db::Tx& tx, Scope const& scope, Id<Draft> id) {
    if (tx.exec(scope, "DELETE FROM drafts WHERE draft_id = $1 AND {tenant}", id) == 0) return;
    release_domain(tx, id);
}

bool reserve_domain(db::Tx& tx, Draft const& draft, std::string const& domain, Time until, Time real_now) {
    release_domain(tx, draft.id);
    if (domain.empty()) return false;
    tx.exec(names, "DELETE FROM domains WHERE domain = $1 AND reserved_until <= $2 AND {tenant}", domain,
            real_now);
    return tx.try_insert(names, customers::DomainHolder{domain, draft.tenant, draft.id, until});
}

void release_domain(db::Tx& tx, Id<Draft> id) {
    tx.exec(names, "DELETE FROM domains WHERE draft_id = $1 AND {tenant}", id);
}

int count_reservations(db::Tx& tx, Scope const& scope, Time real_now) {
    return tx
        .find<int>(scope, "SELECT count(*) FROM drafts WHERE domain_reserved_until > $1 AND {tenant}",
                   real_now)
        .value_or(0);
}

std::int64_t end_old_drafts(db::Tx& tx, Time real_now) {
    auto const everybody = Scope::everyone("a chore ends lapsed drafts of every tenant");
    auto const lapsed =
        tx.exec(everybody,
                "DELETE FROM domains WHERE domain IN (SELECT domain FROM domains WHERE draft_id IS NOT "
                "NULL AND reserved_until <= $1 AND {tenant} LIMIT 500)",
                real_now);
    return lapsed +
           tx.exec(everybody,
                   "DELETE FROM drafts WHERE draft_id IN (SELECT draft_id FROM drafts WHERE expires_at <= $1 "
                   "AND {tenant} LIMIT 500)",
                   real_now);
}

}  // namespace entrepot::onboarding
