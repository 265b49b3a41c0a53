-- Apps with several secrets and certificates, and what people's sign-ins through them leave behind.

ALTER TABLE apps ADD COLUMN kind TEXT NOT NULL DEFAULT 'confidential';
ALTER TABLE apps ADD COLUMN redirect_uris TEXT NOT NULL DEFAULT '[]';   -- carried JSON
ALTER TABLE apps ADD COLUMN full_access BIGINT NOT NULL DEFAULT 1;      -- alone it may do all that its tenant may
ALTER TABLE apps ADD COLUMN permissions TEXT NOT NULL DEFAULT '[]';     -- carried JSON: else only this
ALTER TABLE apps ADD COLUMN reusable_refresh BIGINT NOT NULL DEFAULT 0;
ALTER TABLE apps ADD COLUMN valid_from BIGINT NOT NULL DEFAULT 0;       -- tokens from before are void
ALTER TABLE apps ADD COLUMN last_used_at BIGINT;
ALTER TABLE apps ADD COLUMN removed_at BIGINT;

CREATE TABLE app_secrets (
    secret_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    app_id BYTEA NOT NULL REFERENCES apps,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,           -- a keyed digest
    hint TEXT NOT NULL,             -- its first letters, to tell one from another
    created_at BIGINT NOT NULL,     -- real time, as all here
    expires_at BIGINT NOT NULL
);
CREATE INDEX app_secrets_by_app ON app_secrets (app_id, secret_id);

-- What an app had until now is its first secret, and ends with the year 9999.
INSERT INTO app_secrets (secret_id, tenant_id, app_id, name, digest, hint, created_at, expires_at)
SELECT app_id, tenant_id, app_id, '', secret, '', created_at, 253400400000000000 FROM apps;
ALTER TABLE apps DROP COLUMN secret;

CREATE TABLE app_certificates (
    certificate_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    app_id BYTEA NOT NULL REFERENCES apps,
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    thumbprint TEXT NOT NULL,       -- SHA-1 and SHA-256, base64url: x5t, x5t#S256
    thumbprint_256 TEXT NOT NULL,
    der TEXT NOT NULL,              -- base64
    created_at BIGINT NOT NULL,
    begins_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX app_certificates_by_app ON app_certificates (app_id, certificate_id);

CREATE TABLE token_families (
    family_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    app_id BYTEA NOT NULL,          -- an app, or one that is well known
    user_id BYTEA NOT NULL REFERENCES users,
    mfa BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_by TEXT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX token_families_by_app ON token_families (app_id, family_id);
CREATE INDEX token_families_by_user ON token_families (user_id, family_id);
CREATE INDEX token_families_by_end ON token_families (expires_at);

CREATE TABLE refresh_tokens (
    key TEXT PRIMARY KEY,           -- a keyed digest
    tenant_id BYTEA NOT NULL,
    family_id BYTEA NOT NULL REFERENCES token_families,
    asked TEXT NOT NULL,            -- carried JSON: what it was given for
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);

CREATE TABLE authorization_codes (
    key TEXT PRIMARY KEY,           -- a keyed digest
    tenant_id BYTEA NOT NULL,
    app_id BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    mfa BIGINT NOT NULL,
    asked TEXT NOT NULL,            -- carried JSON
    redirect_uri TEXT NOT NULL,
    challenge TEXT NOT NULL,        -- PKCE, S256; empty: none
    nonce TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    family_id BYTEA                 -- set once it was exchanged
);
CREATE INDEX authorization_codes_by_end ON authorization_codes (expires_at);

CREATE TABLE device_codes (
    key TEXT PRIMARY KEY,           -- a keyed digest of what the device keeps
    user_code TEXT NOT NULL UNIQUE, -- a keyed digest of what the person types
    app_id BYTEA NOT NULL,
    asked TEXT NOT NULL,            -- carried JSON
    named_tenant TEXT NOT NULL,
    state TEXT NOT NULL,
    person_tenant_id BYTEA,         -- who approved it
    user_id BYTEA,
    mfa BIGINT NOT NULL,
    interval_s BIGINT NOT NULL,
    polled_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX device_codes_by_end ON device_codes (expires_at);

-- Assertions of apps with certificates count once (RFC 7523, 3).
CREATE TABLE used_assertions (
    key TEXT PRIMARY KEY,           -- a keyed digest of app and jti
    expires_at BIGINT NOT NULL
);
CREATE INDEX used_assertions_by_end ON used_assertions (expires_at);

-- Whether a sandbox's password grant counts as a second factor; no row: it does.
CREATE TABLE sandbox_token_rules (
    tenant_id BYTEA PRIMARY KEY REFERENCES tenants,
    password_proves_mfa BIGINT NOT NULL
);
