-- The house: tenants and their accounts, customers, the event log, kept answers. {clustered} and {identity} are
-- the two places where the engines spell differently; src/db fills them.

CREATE TABLE deployment_keys (
    name TEXT PRIMARY KEY,          -- signing-2026…, sandbox-world
    sealed TEXT NOT NULL,           -- wrapped by the key file
    created_at BIGINT NOT NULL
);

CREATE TABLE tenants (
    tenant_id BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    domain TEXT NOT NULL UNIQUE,
    mpn_id TEXT,
    country TEXT NOT NULL,
    culture TEXT NOT NULL,
    language TEXT NOT NULL,
    currency TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,          -- carried JSON
    market TEXT NOT NULL,           -- carried JSON: countries where a partner may add customers; empty: all
    agreement_signed BIGINT NOT NULL,
    clock_owner_id BYTEA NOT NULL,  -- whose sandbox clock it follows
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX tenants_by_mpn_id ON tenants (mpn_id);

CREATE TABLE sandbox_clocks (
    tenant_id BYTEA PRIMARY KEY REFERENCES tenants,
    ahead BIGINT NOT NULL           -- microseconds
);

CREATE TABLE partnerships (
    tenant_id BYTEA NOT NULL REFERENCES tenants,    -- the indirect provider
    reseller_id BYTEA NOT NULL REFERENCES tenants,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, reseller_id)
) {clustered};

CREATE TABLE users (
    user_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_name TEXT NOT NULL UNIQUE, -- lower case
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    roles TEXT NOT NULL,            -- carried JSON
    password TEXT NOT NULL,         -- argon2id, or the keyed digest of one that the server made
    preferences TEXT NOT NULL,      -- carried JSON
    created_at BIGINT NOT NULL
);
CREATE INDEX users_by_tenant ON users (tenant_id);

CREATE TABLE apps (
    app_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    name TEXT NOT NULL,
    secret TEXT NOT NULL,           -- a keyed digest
    created_at BIGINT NOT NULL
);
CREATE INDEX apps_by_tenant ON apps (tenant_id);

CREATE TABLE sessions (
    key TEXT PRIMARY KEY,           -- a keyed digest of the cookie
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- A name is held once in the whole deployment: by a customer's tenant, a partner's or a draft for a while.
CREATE TABLE domains (
    domain TEXT PRIMARY KEY,        -- lower case
    tenant_id BYTEA NOT NULL,       -- whose it is; of a reservation: who reserved it
    draft_id BYTEA,                 -- set while it is only reserved
    reserved_until BIGINT           -- real time
);
CREATE INDEX domains_by_draft ON domains (draft_id);

CREATE TABLE customers (
    partner_id BYTEA NOT NULL REFERENCES tenants,
    customer_id BYTEA NOT NULL REFERENCES tenants,
    reseller_id BYTEA REFERENCES tenants,
    commerce_id BYTEA NOT NULL,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    domain TEXT NOT NULL,
    country TEXT NOT NULL,
    currency TEXT NOT NULL,
    registration_number TEXT,
    vat_number TEXT,
    qualification TEXT NOT NULL,
    relationship TEXT NOT NULL,
    status TEXT NOT NULL,
    agreement TEXT NOT NULL,        -- accepted, invited, none: what a purchase asks first
    billing TEXT NOT NULL,          -- carried JSON: the billing profile
    admin_user_name TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,     -- business time
    PRIMARY KEY (partner_id, customer_id)
) {clustered};
CREATE INDEX customers_by_id ON customers (customer_id);
CREATE INDEX customers_by_name ON customers (partner_id, name_fold, customer_id);
CREATE INDEX customers_by_domain ON customers (partner_id, domain);
CREATE INDEX customers_of_reseller ON customers (reseller_id, name_fold, customer_id);

-- Search by the beginning of any word of a name.
CREATE TABLE customer_words (
    partner_id BYTEA NOT NULL,
    word TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    customer_id BYTEA NOT NULL,
    reseller_id BYTEA,
    PRIMARY KEY (partner_id, word, name_fold, customer_id)
) {clustered};
CREATE INDEX customer_words_of_reseller ON customer_words (reseller_id, word, name_fold, customer_id);

CREATE TABLE events (
    number {identity},
    id BYTEA NOT NULL,
    partner_id BYTEA NOT NULL,
    reseller_id BYTEA,
    customer_id BYTEA,
    type TEXT NOT NULL,
    subject BYTEA NOT NULL,
    user_id BYTEA,
    app_id BYTEA,
    at BIGINT NOT NULL,
    real_at BIGINT NOT NULL,
    correlation_id BYTEA NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX events_by_partner ON events (partner_id, number);

CREATE TABLE kept_answers (
    key TEXT PRIMARY KEY,
    tenant_id BYTEA NOT NULL,
    created_at BIGINT NOT NULL,     -- real time
    status BIGINT NOT NULL,
    sealed TEXT NOT NULL
) {clustered};
CREATE INDEX kept_answers_by_time ON kept_answers (created_at);
