// The SQL of taking jobs, for run.cpp: whoever holds the lease writes, and nobody else.
#pragma once

#include "jobs/job.hpp"

namespace entrepot::jobs {

// The next that is due, now leased; in a sandbox a clock's jobs one after the other, in the order of dates.
std::optional<Job> take_next(db::Tx& tx, Lane lane, bool sandbox, Time real_now, std::chrono::seconds lease);
// This one, where it waits and may begin.
std::optional<Job> take_this(db::Tx& tx, Id<Job> id, Time real_now, std::chrono::seconds lease);
// State, dates, progress and lease as they stand in the job; false where the lease is another's or the job
// was paused or cancelled.
bool keep(db::Tx& tx, Job const& job, Uuid lease);
// Ends the attempt: state, date, attempts and failure. What the last slice kept stays, also where the answer
// of its commit was lost.
bool put_back(db::Tx& tx, Job const& job, Uuid lease);
void extend(db::Tx& tx, Uuid lease, Time until);
// What no living server holds: those whose lease ended before.
void release_before(db::Tx& tx, Time ended);
// On whose behalf it runs; `now` is the business time of its tenant.
Act act_of(db::Tx& tx, Job const& job, bool sandbox, Cloud cloud, Time real_now);
// How many have failed and are still kept, for doctor.
std::int64_t count_failed(db::Tx& tx);
std::int64_t end_old_jobs(db::Tx& tx, Time real_now);

}  // namespace entrepot::jobs
