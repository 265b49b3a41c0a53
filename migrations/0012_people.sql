-- People: their state, second factors, sessions that can be told apart, links, and what holds guessing up.

ALTER TABLE users ADD COLUMN status TEXT NOT NULL DEFAULT 'active';    -- active, invited, disabled, deleted
ALTER TABLE users ADD COLUMN last_sign_in BIGINT;                      -- real time, as all here
ALTER TABLE users ADD COLUMN reset_asked BIGINT;                       -- when a forgotten password was said

CREATE INDEX users_by_name ON users (tenant_id, user_name);

-- Everybody signs in again: sessions of before do not say how.
DROP TABLE sessions;
CREATE TABLE sessions (
    key TEXT PRIMARY KEY,           -- a keyed digest of the cookie
    session_id BYTEA NOT NULL,      -- what lists and revocations name
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    csrf TEXT NOT NULL,
    methods TEXT NOT NULL,          -- carried JSON: pwd, otp, fido, mfa
    device TEXT NOT NULL,           -- in words, from the browser's own
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,        -- to five minutes
    confirmed_at BIGINT NOT NULL,   -- when the person last proved themselves
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE second_factors (
    factor_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    kind TEXT NOT NULL,             -- totp, passkey
    name TEXT NOT NULL,
    credential TEXT NOT NULL,       -- of a passkey: its id, base64url; else empty
    sealed TEXT NOT NULL,           -- the shared secret, or the public key
    counter BIGINT NOT NULL,        -- the last step or signature count that was used: none serves twice
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX second_factors_by_user ON second_factors (user_id);
CREATE INDEX second_factors_by_credential ON second_factors (credential);

CREATE TABLE recovery_codes (
    key TEXT PRIMARY KEY,           -- a keyed digest
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX recovery_codes_by_user ON recovery_codes (user_id);

CREATE TABLE sign_in_steps (        -- signings-in and enrolments that were begun
    key TEXT PRIMARY KEY,           -- a keyed digest of the ticket
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    purpose TEXT NOT NULL,
    methods TEXT NOT NULL,          -- carried JSON: what was proved so far
    sealed TEXT NOT NULL,           -- a secret that is not confirmed yet, or a challenge
    failures BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_steps_by_end ON sign_in_steps (expires_at);
CREATE INDEX sign_in_steps_by_user ON sign_in_steps (user_id);

CREATE TABLE sign_ins (
    sign_in_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    methods TEXT NOT NULL,          -- carried JSON: what was really proved
    with_mfa BIGINT NOT NULL,
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX sign_ins_by_tenant ON sign_ins (tenant_id, with_mfa, at);
CREATE INDEX sign_ins_by_time ON sign_ins (at);

CREATE TABLE sign_in_failures (
    key TEXT PRIMARY KEY,           -- a keyed digest of account and address, of an account, of a device
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE INDEX sign_in_failures_by_time ON sign_in_failures (last_at);

CREATE TABLE known_devices (
    key TEXT PRIMARY KEY,           -- a keyed digest of the device's cookie and the user
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    seen_at BIGINT NOT NULL
);
CREATE INDEX known_devices_by_user ON known_devices (user_id);
CREATE INDEX known_devices_by_time ON known_devices (seen_at);

CREATE TABLE user_links (           -- one-time links to choose a password
    key TEXT PRIMARY KEY,           -- a keyed digest of the link's word
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    kind TEXT NOT NULL,             -- invitation, reset
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    replaced_at BIGINT
);
CREATE INDEX user_links_by_user ON user_links (user_id);

CREATE TABLE mfa_policies (
    tenant_id BYTEA PRIMARY KEY REFERENCES tenants,
    policy TEXT NOT NULL            -- default, required, optional
);
