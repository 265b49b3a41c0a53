-- Importing customers in bulk: a file's rows as they stand, what is wrong with each, what came of it.

CREATE TABLE imports (
    import_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    request_id BYTEA NOT NULL,      -- of the upload: sent again it is the same import
    name TEXT NOT NULL,             -- of the file
    format TEXT NOT NULL,           -- csv, xlsx
    stage TEXT NOT NULL,            -- reading, mapping, checking, ready, running, done, undoing, undone, deleting
    headings TEXT NOT NULL,         -- carried JSON: the file's columns
    plan TEXT NOT NULL,             -- carried JSON: what each column is, and what holds for all rows
    row_count BIGINT NOT NULL,
    job_id BYTEA,                   -- what works on it, or did last
    begun_by TEXT NOT NULL,         -- the person's name at that time
    created_at BIGINT NOT NULL,     -- real time, as the next
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX imports_by_request ON imports (tenant_id, request_id);
CREATE INDEX imports_by_tenant ON imports (tenant_id, created_at, import_id);

CREATE TABLE import_rows (
    import_id BYTEA NOT NULL REFERENCES imports,
    number BIGINT NOT NULL,         -- the line of the text or row of the sheet
    tenant_id BYTEA NOT NULL,
    state TEXT NOT NULL,            -- staged, ready, problem, created, failed, undone
    cells TEXT NOT NULL,            -- carried JSON: as the file has them
    fixes TEXT NOT NULL,            -- carried JSON: what was put right since, by field
    problems TEXT NOT NULL,         -- carried JSON: codes and words, no sentences
    domain TEXT,                    -- what it will hold, in lower case; with the next two: to find it twice
    registration TEXT,              -- its number, squeezed
    name_fold TEXT,
    customer_id BYTEA,              -- what it became
    PRIMARY KEY (import_id, number)
) {clustered};
CREATE INDEX import_rows_by_state ON import_rows (import_id, state, number);
CREATE INDEX import_rows_by_domain ON import_rows (import_id, domain, number) WHERE domain IS NOT NULL;
