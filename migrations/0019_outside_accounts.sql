-- Who of an outside OpenID provider is who here.

CREATE TABLE outside_accounts (
    account_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,          -- the provider's name for the person, which never changes
    email TEXT NOT NULL,            -- as it was when they were linked; empty: none was told
    created_at BIGINT NOT NULL,     -- real time, as all here
    used_at BIGINT,
    UNIQUE (issuer, subject, tenant_id),
    UNIQUE (issuer, user_id)
);
CREATE INDEX outside_accounts_by_user ON outside_accounts (user_id);
