-- Onboarding: drafts of the wizard, one-time secret links, and what each onboarding made.

CREATE TABLE drafts (
    draft_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,            -- carried JSON: the wizard's
    title TEXT NOT NULL,
    owner TEXT NOT NULL,            -- carried JSON: who began it
    edited_by TEXT NOT NULL,        -- carried JSON: who changed it last
    domain TEXT,
    domain_reserved_until BIGINT,
    created_at BIGINT NOT NULL,     -- real time, as all here
    updated_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX drafts_by_tenant ON drafts (tenant_id, updated_at, draft_id);
CREATE INDEX drafts_by_end ON drafts (expires_at);

CREATE TABLE secret_links (
    key TEXT PRIMARY KEY,           -- a keyed digest of the link's word
    partner_id BYTEA NOT NULL,
    reseller_id BYTEA,
    customer_id BYTEA NOT NULL,
    customer_name TEXT NOT NULL,
    user_name TEXT NOT NULL,
    sealed TEXT NOT NULL,           -- the password, until it is read
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    read_at BIGINT,
    replaced_at BIGINT
);
CREATE INDEX secret_links_by_customer ON secret_links (partner_id, customer_id, created_at);

CREATE TABLE onboardings (
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    request_id BYTEA NOT NULL,
    customer_id BYTEA NOT NULL,
    sealed TEXT NOT NULL,           -- the answer
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, request_id)
) {clustered};
CREATE INDEX onboardings_by_time ON onboardings (created_at);
