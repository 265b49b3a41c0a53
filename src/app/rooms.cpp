// Every room's endpoints, jobs and chores.
#include "app/rooms.hpp"

#include "access/account_store.hpp"
#include "access/consent_store.hpp"
#include "access/routes.hpp"
#include "access/sign_in_guard_store.hpp"
#include "access/sign_in_step_store.hpp"
#include "agreements/remind_flow.hpp"
#include "agreements/routes.hpp"
#include "api/idempotency.hpp"
#include "app/system_api.hpp"
#include "catalog/routes.hpp"
#include "customers/routes.hpp"
#include "imports/check_flow.hpp"
#include "imports/routes.hpp"
#include "imports/run_flow.hpp"
#include "imports/stage_flow.hpp"
#include "imports/undo_flow.hpp"
#include "jobs/job_file_store.hpp"
#include "jobs/job_store.hpp"
#include "onboarding/draft_store.hpp"
#include "onboarding/onboard_flow.hpp"
#include "onboarding/routes.hpp"
#include "orders/routes.hpp"
#include "overview/customer_export_flow.hpp"
#include "overview/routes.hpp"
#include "partners/routes.hpp"
#include "sandbox/routes.hpp"
#include "subscriptions/routes.hpp"

namespace entrepot::app {

void add_all_routes(api::Router& router) {
    add_system_routes(router);
    access::add_routes(router);
    partners::add_routes(router);
    customers::add_routes(router);
    agreements::add_routes(router);
    catalog::add_routes(router);
    subscriptions::add_routes(router);
    orders::add_routes(router);
    onboarding::add_routes(router);
    imports::add_routes(router);
    overview::add_routes(router);
    sandbox::add_routes(router);
}

void add_all_jobs(jobs::Registry& registry) {
    using namespace std::chrono_literals;
    registry.add({"end kept answers", 60s, [](db::Tx& tx, Time now) { return api::end_kept(tx, now) > 0; }});
    registry.add({"end lapsed drafts", 60s,
                  [](db::Tx& tx, Time now) { return onboarding::end_old_drafts(tx, now) > 0; }});
    registry.add({"end old results", 600s,
                  [](db::Tx& tx, Time now) { return onboarding::end_old_results(tx, now) > 0; }});
    registry.add({"end cut-off uploads", 300s,
                  [](db::Tx& tx, Time now) { return imports::end_stale_uploads(tx, now); }});
    registry.add(imports::check_job, imports::check_all);
    registry.add(imports::run_job, imports::run_all);
    registry.add(imports::undo_job, imports::undo_all);
    registry.add(imports::delete_import_job, imports::delete_all_rows);
    registry.add({"end old sessions", 300s,
                  [](db::Tx& tx, Time now) { return access::end_old_sessions(tx, now) > 0; }});
    registry.add(
        {"end old jobs", 600s, [](db::Tx& tx, Time now) { return jobs::end_old_jobs(tx, now) > 0; }});
    registry.add(
        {"end old files", 300s, [](db::Tx& tx, Time now) { return jobs::end_old_files(tx, now) > 0; }});
    registry.add(agreements::remind_campaign, agreements::remind);
    registry.add(overview::export_customers, overview::make_workbook);
    registry.add({"end old sign-in steps", 300s,
                  [](db::Tx& tx, Time now) { return access::end_old_steps(tx, now) > 0; }});
    registry.add({"end old sign-in failures", 600s,
                  [](db::Tx& tx, Time now) { return access::end_old_failures(tx, now) > 0; }});
    registry.add({"end old sign-ins", 3600s,
                  [](db::Tx& tx, Time now) { return access::end_old_sign_ins(tx, now) > 0; }});
    registry.add({"forget old devices", 3600s,
                  [](db::Tx& tx, Time now) { return access::end_old_devices(tx, now) > 0; }});
    registry.add({"end old codes and refresh tokens", 300s,
                  [](db::Tx& tx, Time now) { return access::end_old_consents(tx, now) > 0; }});
}

}  // namespace entrepot::app
