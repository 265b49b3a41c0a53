-- Work that runs later, on any server of the deployment (src/jobs/job.hpp). Chores are such rows too.
CREATE TABLE jobs (
    job_id BYTEA PRIMARY KEY,
    tenant_id BYTEA,                -- NULL: the deployment's own
    kind TEXT NOT NULL,
    lane TEXT NOT NULL,
    once TEXT,                      -- a key among the living of its kind
    asker TEXT NOT NULL,            -- carried JSON: on whose behalf
    argument TEXT NOT NULL,         -- carried JSON
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,         -- in its clock
    clock_owner_id BYTEA,           -- NULL: real time
    ready_at BIGINT NOT NULL,       -- real time: not before
    lease BYTEA,                    -- whose it is while it runs
    leased_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    failure TEXT,
    bookmark TEXT NOT NULL,         -- carried JSON: where the next slice goes on
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    result TEXT,                    -- carried JSON
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT
);
CREATE UNIQUE INDEX jobs_once ON jobs (kind, once) WHERE state IN ('waiting', 'running', 'paused');
CREATE INDEX jobs_ready ON jobs (lane, ready_at) WHERE state = 'waiting' AND clock_owner_id IS NULL;
CREATE INDEX jobs_by_date ON jobs (due_at) WHERE state = 'waiting' AND clock_owner_id IS NOT NULL;
CREATE INDEX jobs_running ON jobs (leased_until) WHERE state = 'running';
CREATE INDEX jobs_by_tenant ON jobs (tenant_id, kind, created_at, job_id);
CREATE INDEX jobs_by_end ON jobs (ended_at);
