-- What jobs made for somebody to fetch, for a while (src/jobs/job_file_store.hpp): on any server of the deployment.
CREATE TABLE job_files (
    job_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    parts BIGINT NOT NULL,
    made_at BIGINT NOT NULL,        -- real time
    expires_at BIGINT NOT NULL      -- real time
);
CREATE INDEX job_files_by_end ON job_files (expires_at);

CREATE TABLE job_file_parts (
    job_id BYTEA NOT NULL,
    number BIGINT NOT NULL,         -- from 0
    tenant_id BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,     -- real time: also where its job was never done
    body TEXT NOT NULL,             -- base64
    PRIMARY KEY (job_id, number)
);
CREATE INDEX job_file_parts_by_end ON job_file_parts (expires_at);
