// Undoing imports: see undo_flow.hpp.
#include "imports/undo_flow.hpp"

#include <array>

#include "customers/customer_store.hpp"
#include "events/event.hpp"
#include "imports/import_store.hpp"
#include "imports/slices.hpp"
#include "onboarding/purge_flow.hpp"

namespace entrepot::imports {

namespace {

auto const whole = Scope::everyone("whether anybody else has to do with a customer; its own partner asks");

struct UndoMark {
    std::int64_t after = 0, undone = 0, kept = 0;
    static constexpr std::string_view schema_name = "ImportUndoMark";
    static constexpr auto fields() {
        return Fields{field("after", &UndoMark::after, "The last row."),
                      field("undone", &UndoMark::undone, "Whose customers are gone."),
                      field("kept", &UndoMark::kept, "Whose customers stay.")};
    }
};

// What tells that somebody has used a customer, and by which code its row says so.
struct Use {
    char const* code;
    db::Sql sql;
};
constexpr std::array of_partner = {
    Use{"import_kept_orders",
        "SELECT 1 FROM orders WHERE partner_id = $1 AND customer_id = $2 AND {scope} LIMIT 1"},
    Use{"import_kept_orders",
        "SELECT 1 FROM subscriptions WHERE partner_id = $1 AND customer_id = $2 AND {scope} LIMIT 1"},
    Use{"import_kept_orders",
        "SELECT 1 FROM carts WHERE partner_id = $1 AND customer_id = $2 AND {scope} LIMIT 1"},
    Use{"import_kept_invited",
        "SELECT 1 FROM invitations WHERE partner_id = $1 AND customer_id = $2 AND {scope} LIMIT 1"},
    Use{"import_kept_credentials",
        "SELECT 1 FROM secret_links WHERE partner_id = $1 AND customer_id = $2 AND {scope} LIMIT 1"},
    Use{"import_kept_agreement",
        "SELECT 1 FROM agreements a WHERE a.partner_id = $1 AND a.customer_id = $2 AND {scope:a} AND EXISTS "
        "(SELECT 1 FROM agreements b WHERE b.customer_id = a.customer_id AND b.partner_id = a.partner_id AND "
        "b.agreement_id <> a.agreement_id) LIMIT 1"},
};
constexpr std::array of_others = {
    Use{"import_kept_partner",
        "SELECT 1 FROM customers WHERE partner_id <> $1 AND customer_id = $2 AND {scope} LIMIT 1"},
    Use{"import_kept_people",
        "SELECT 1 FROM users u WHERE u.tenant_id = $2 AND u.tenant_id <> $1 AND {tenant:u} AND EXISTS "
        "(SELECT 1 "
        "FROM users o WHERE o.tenant_id = $2 AND o.user_id <> u.user_id) LIMIT 1"},
    Use{"import_kept_people",
        "SELECT 1 FROM sessions WHERE tenant_id = $2 AND tenant_id <> $1 AND {tenant} LIMIT 1"},
};

// Why a customer stays; empty where nobody has used it.
std::string use_of(db::Tx& tx, Scope const& scope, customers::Customer const& customer) {
    for (auto const& use : of_partner)
        if (tx.find<std::int64_t>(scope, use.sql, customer.partner, customer.id)) return use.code;
    for (auto const& use : of_others)
        if (tx.find<std::int64_t>(whole, use.sql, customer.partner, customer.id)) return use.code;
    // A qualification that came with the row, or of its review, is the second version.
    bool const is_qualified = customer.qualification != customers::Qualification::none;
    return customer.version > (is_qualified ? 2 : 1) ? "import_kept_changed" : "";
}

void undo(db::Tx& tx, Act const& act, ImportRow& row, UndoMark& mark) {
    auto const customer = customers::find(tx, act.scope(), *row.customer);
    auto const why = customer ? use_of(tx, act.scope(), *customer) : std::string();
    std::erase_if(row.problems, [](auto const& one) { return one.code.starts_with("import_kept_"); });
    if (!why.empty()) {
        ++mark.kept;
        row.problems.push_back({"", why, {}, true});
        return save_row(tx, act.scope(), row);
    }
    if (customer) onboarding::purge(tx, act, *customer);
    ++mark.undone;
    row.state = RowState::undone;
    save_row(tx, act.scope(), row);
}

struct Undone {
    std::string name;
    std::int64_t undone = 0, kept = 0;
    static constexpr std::string_view schema_name = "ImportUndone";
    static constexpr auto fields() {
        return Fields{field("name", &Undone::name, "Of the file."),
                      field("undone", &Undone::undone, "Whose customers are gone again."),
                      field("kept", &Undone::kept, "Whose customers stay.")};
    }
};

void end_undoing(jobs::Step& step, Id<Import> id, UndoMark const& mark) {
    auto const scope = step.act.scope();
    auto const import = get_import(step.tx, scope, id);
    set_stage(step.tx, scope, id, mark.kept > 0 ? Stage::done : Stage::undone, step.act.real_now);
    events::append(step.tx, step.act, {Id<Tenant>{import.tenant}, std::nullopt, std::nullopt},
                   "import_undone", id, Undone{import.name, mark.undone, mark.kept});
    step.finish();
}

}  // namespace

void begin_undoing(db::Tx& tx, Act const& act, Import& import) {
    if (import.stage == Stage::running || import.stage == Stage::undoing) throw Problem("import_is_running");
    auto const counts = count_rows(tx, act.scope(), import.id);
    if (counts.created == 0) throw Problem("import_nothing_to_undo");
    import.stage = Stage::undoing;
    import.changed = act.real_now;
    import.job = jobs::enqueue(tx, act, undo_job, {import.id, counts.created});
    save_import(tx, act.scope(), import);
}

void undo_all(jobs::Run& run, ImportArgument const& argument) {
    Slices slices(run.database().waits());
    for (bool more = true; more;) {
        Stopwatch watch;
        more = run.step([&](jobs::Step& step) {
            watch = {};
            auto mark = json::read<UndoMark>(step.job.bookmark.text, {.stored = true});
            step.job.total = argument.rows;
            auto rows = rows_of_state(step.tx, step.act.scope(), argument.import, RowState::created,
                                      mark.after, slices.rows());
            if (rows.empty()) return end_undoing(step, argument.import, mark);
            for (auto& row : rows) undo(step.tx, step.act, row, mark);
            mark.after = rows.back().number;
            step.job.done += static_cast<std::int64_t>(rows.size());
            step.keep_bookmark(mark);
        });
        slices.took(watch.time());
    }
}

}  // namespace entrepot::imports
