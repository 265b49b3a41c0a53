// Holding the database against the journal: see checker.hpp.
#include "checker.hpp"

#include <boost/json.hpp>
#include <thread>

#include "app/invariants.hpp"
#include "subscriptions/subscription_store.hpp"

namespace entrepot::crash {

namespace {

Scope const everyone = Scope::everyone("a test reads what every tenant has");

std::int64_t count(db::Tx& tx, Scope const& scope, db::Sql sql) {
    return tx.find<std::int64_t>(scope, sql).value_or(0);
}

// The row that an event tells of.
bool is_there(db::Tx& tx, events::Event const& event) {
    auto const scope = Scope::customer(event.customer.value_or(Id<Tenant>{}));
    if (event.type == "customer_added")
        return count(tx, scope, "SELECT COUNT(*) FROM customers WHERE {scope}") == 1;
    if (event.type == "order_placed")
        return tx
            .find<Uuid>(scope, "SELECT order_id FROM orders WHERE order_id = $1 AND {scope}", event.subject)
            .has_value();
    if (event.type == "agreement_attested")
        return tx
            .find<Uuid>(scope, "SELECT agreement_id FROM agreements WHERE agreement_id = $1 AND {scope}",
                        event.subject)
            .has_value();
    return tx
        .find<Uuid>(scope, "SELECT subscription_id FROM subscriptions WHERE subscription_id = $1 AND {scope}",
                    event.subject)
        .has_value();
}

std::uint8_t* effect_of(Effects& effects, std::string const& type) {
    if (type == "customer_added") return &effects.customers;
    if (type == "agreement_attested") return &effects.agreements;
    if (type == "order_placed") return &effects.orders;
    if (type == "subscription_added") return &effects.subscriptions;
    if (type == "subscription_changed") return &effects.changes;
    return nullptr;
}

}  // namespace

Checker::Checker(Journal& journal, std::function<void(std::string const&)> fail)
    : journal_(journal), fail_(std::move(fail)) {}

void Checker::look(db::Database& database) {
    read(database, [&](db::Tx& tx) { judge_new(tx); });
}

void Checker::look_at_everything(db::Database& database, bool sqlite) {
    read(database, [&](db::Tx& tx) {
        for (auto& story : journal_.stories()) judge(tx, story);
        for (auto const& broken : app::find_broken(tx, everyone, app::Invariant::Kind::log))
            fail_(broken.what + ": " + std::to_string(broken.rows));
        if (!sqlite) return;
        auto const pages = tx.find<std::string>(everyone, db::Sql::generated("PRAGMA integrity_check"));
        if (pages != "ok") fail_("the file is not whole: " + pages.value_or(""));
        if (tx.find<std::string>(everyone, db::Sql::generated("PRAGMA foreign_key_check")))
            fail_("a broken reference");
    });
    touched_.clear();
}

// On PostgreSQL a killed server's last transaction may still run: until it has ended, what is after it in the
// log is not shown, though it is there.
void Checker::read(db::Database& database, db::Work const& work) {
    constexpr int most_tries = 600;
    for (int i = 0; i < most_tries; ++i) {
        bool settled = false;
        database.read([&](db::Tx& tx) {
            take_events(tx);
            settled = !tx.find<std::int64_t>(
                everyone, "SELECT number FROM events WHERE (turn, number) > ($1, $2) AND {shared} LIMIT 1",
                last_.turn, last_.number);
            if (settled) work(tx);
        });
        if (settled) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    throw std::runtime_error("the event log does not settle");
}

void Checker::take_events(db::Tx& tx) {
    constexpr int at_once = 2000;
    while (true) {
        auto const events = events::after(tx, everyone, last_, at_once);
        for (auto const& event : events) take(tx, event);
        if (events.size() < at_once) return;
    }
}

void Checker::take(db::Tx& tx, events::Event const& event) {
    last_ = {event.turn, event.number};
    auto const place = place_of(journal_.plan, event.correlation);
    if (!place) return;
    auto& story = journal_.story(place->first);
    touched_.insert(place->first);
    auto const step = place->second;
    if (step >= story.steps().size()) return fail_("an event of a step that no story has");
    auto* const effect = effect_of(story.steps()[step].seen, event.type);
    expect(effect != nullptr, story, "an event that none of its requests makes: " + event.type);
    if (effect) ++*effect;
    expect(is_there(tx, event), story, "an event of what is not there: " + event.type);
    if (event.type == "subscription_changed") {
        auto const after = boost::json::parse(event.body.text).at("after").at("quantity").as_int64();
        expect(after == story.quantity(journal_.plan, step), story, "an event with another quantity");
    }
}

// Only the stories with something new: an event, or an acknowledged step whose events did not come.
void Checker::judge_new(db::Tx& tx) {
    auto& stories = journal_.stories();
    judged_.resize(stories.size());
    while (first_open_ < stories.size() && judged_[first_open_] == stories[first_open_].deeds().size())
        ++first_open_;
    for (auto i = first_open_; i < stories.size(); ++i)
        if (stories[i].next() != judged_[i]) touched_.insert(stories[i].number());
    for (auto const number : std::exchange(touched_, {})) judge(tx, stories[number]);
}

void Checker::judge(db::Tx& tx, Story& story) {
    ++looked_at_;
    judged_.resize(journal_.stories().size());
    judged_[story.number()] = story.next();
    if (judge_steps(story)) judge_customer(tx, story);
}

// By the log: acknowledged steps once and whole, the next one so or not at all, those after it not at all.
bool Checker::judge_steps(Story const& story) {
    bool good = true;
    for (std::size_t i = 0; i < story.steps().size(); ++i) {
        auto const& seen = story.steps()[i].seen;
        bool const whole = is_whole(story.deeds()[i], seen);
        bool const right = i < story.next() ? whole : seen.none() || (i == story.next() && whole);
        expect(right, story,
               "step " + std::to_string(i) + (i < story.next() ? ", acknowledged," : "") +
                   " is in the log neither once nor not at all");
        good = good && right;
    }
    return good;
}

void Checker::judge_customer(db::Tx& tx, Story const& story) {
    auto const holder = tx.find<Uuid>(
        everyone, "SELECT tenant_id FROM domains WHERE domain = $1 AND {shared}", story.domain());
    auto const tenant = tx.find<Uuid>(
        everyone, "SELECT tenant_id FROM tenants WHERE domain = $1 AND {shared}", story.domain());
    bool const added = !story.steps().front().seen.none();
    expect(holder.has_value() == added && tenant == holder, story,
           "an added customer has a tenant and a domain");
    if (!added || !holder) return;
    expect(story.customer().empty() || story.customer() == holder->text(), story,
           "another customer than answered");
    auto const scope = Scope::customer(*holder);
    for (auto const& broken : app::find_broken(tx, scope, app::Invariant::Kind::state))
        expect(false, story, broken.what);

    Effects sum;
    for (auto const& step : story.steps()) {
        sum.agreements += step.seen.agreements;
        sum.orders += step.seen.orders;
    }
    expect(count(tx, scope, "SELECT COUNT(*) FROM agreements WHERE {scope}") == sum.agreements, story,
           "agreements as in the log");
    expect(count(tx, scope, "SELECT COUNT(*) FROM orders WHERE {scope}") == sum.orders, story,
           "orders as in the log");
    auto const carts = count(tx, scope, "SELECT COUNT(*) FROM carts WHERE {scope}");
    bool const may_have =
        story.next() < story.deeds().size() && story.deeds()[story.next()] == Deed::make_cart;
    expect(carts == (story.cart().empty() ? 0 : 1) || (may_have && carts == 1), story, "one cart");
    judge_subscriptions(tx, story, scope, *holder);
}

void Checker::judge_subscriptions(db::Tx& tx, Story const& story, Scope const& scope, Uuid const& customer) {
    auto const records = subscriptions::list(tx, scope, Id<Tenant>{customer});
    std::int64_t bought = 0;
    for (auto const& step : story.steps()) bought += step.seen.subscriptions;
    expect(static_cast<std::int64_t>(records.size()) == bought, story, "subscriptions as in the log");
    for (auto const& record : records) {
        std::int64_t quantity = journal_.plan.quantity, changes = 0;
        auto const& known = story.subscriptions();
        auto const at = std::find(known.begin(), known.end(), record.id.text());
        expect(known.empty() || at != known.end(), story, "another subscription than answered");
        for (std::size_t i = 0; i < story.steps().size() && at != known.end(); ++i) {
            if (story.steps()[i].seen.changes == 0) continue;
            if (story.changed(i) != static_cast<std::size_t>(at - known.begin())) continue;
            quantity = story.quantity(journal_.plan, i);
            ++changes;
        }
        expect(record.quantity == quantity, story,
               "a subscription has " + std::to_string(record.quantity) + " seats, not " +
                   std::to_string(quantity));
        expect(record.version == 1 + changes, story, "a subscription was changed as often as the log says");
    }
}

void Checker::expect(bool truth, Story const& story, std::string const& what) {
    if (!truth) fail_("story " + std::to_string(story.number()) + " (" + story.domain() + "): " + what);
}

}  // namespace entrepot::crash
