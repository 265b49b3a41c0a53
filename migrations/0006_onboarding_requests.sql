-- An onboarding's answer is found again by the text of its request id, which callers may use more than once.
-- The rows of before are dropped: they only helped to read a lost answer again, and are kept 30 days.

DROP TABLE onboardings;
CREATE TABLE onboardings (
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    customer_id BYTEA NOT NULL,
    request TEXT NOT NULL,          -- a keyed digest of the request id's text
    sealed TEXT NOT NULL,           -- the answer
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, customer_id)
) {clustered};
CREATE INDEX onboardings_by_request ON onboardings (tenant_id, request, created_at);
CREATE INDEX onboardings_by_time ON onboardings (created_at);

-- A new password ends every session of its user.
CREATE INDEX sessions_by_user ON sessions (user_id);
