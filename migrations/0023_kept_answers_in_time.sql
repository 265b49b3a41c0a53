-- An answer of some kilobytes lies where it was appended, and what finds it is a narrow index on its key. Before, the
-- answers themselves lay in the order of their random keys, so that each was put between others.
CREATE TABLE kept_answers_in_time (
    key TEXT PRIMARY KEY,
    tenant_id BYTEA NOT NULL,
    created_at BIGINT NOT NULL,     -- real time
    status BIGINT NOT NULL,
    sealed TEXT NOT NULL
);
INSERT INTO kept_answers_in_time (key, tenant_id, created_at, status, sealed)
    SELECT key, tenant_id, created_at, status, sealed FROM kept_answers ORDER BY created_at;
DROP TABLE kept_answers;
ALTER TABLE kept_answers_in_time RENAME TO kept_answers;
CREATE INDEX kept_answers_by_time ON kept_answers (created_at);
