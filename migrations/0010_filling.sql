-- A big world is filled in parts: how far it is, and the indexes that are built again at its end
-- (src/sandbox/fill_flow.hpp).

CREATE TABLE sandbox_fills (
    name TEXT PRIMARY KEY,          -- world
    wanted BIGINT NOT NULL,         -- customers
    done BIGINT NOT NULL,
    stage TEXT NOT NULL,            -- customers, words, indexes, done
    changed_at BIGINT NOT NULL      -- real time
);

CREATE TABLE indexes_aside (
    name TEXT PRIMARY KEY,
    definition TEXT NOT NULL
);

-- Millions of customers have no MPN id, and their domains no draft: none of them needs an entry.
DROP INDEX tenants_by_mpn_id;
CREATE UNIQUE INDEX tenants_by_mpn_id ON tenants (mpn_id) WHERE mpn_id IS NOT NULL;
DROP INDEX domains_by_draft;
CREATE INDEX domains_by_draft ON domains (draft_id) WHERE draft_id IS NOT NULL;
