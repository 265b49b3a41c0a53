-- Relationships and evidence: invitations, mail, where an acceptance came from, partner agreements, campaigns.

CREATE TABLE invitations (
    invitation_id BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,             -- relationship, agreement, attestation, partnership
    partner_id BYTEA NOT NULL REFERENCES tenants,   -- who will sell; of a partnership: the provider
    reseller_id BYTEA REFERENCES tenants,
    customer_id BYTEA REFERENCES tenants,           -- known from the start, or who accepted
    subject_name TEXT NOT NULL,     -- of the customer, or of the reseller of a partnership, where known
    campaign_id BYTEA,
    turn BIGINT NOT NULL,           -- which link is the valid one: each sending again may make a new one
    state TEXT NOT NULL,            -- open, accepted, refused, revoked
    delegated BIGINT NOT NULL,      -- whether delegated administration is asked for
    recipient TEXT NOT NULL,        -- carried JSON: name, mail address, language
    invited_by TEXT NOT NULL,       -- the person's name at that time
    created_at BIGINT NOT NULL,     -- real time, as all here
    expires_at BIGINT NOT NULL,
    sent_at BIGINT,
    times_sent BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by TEXT NOT NULL,
    shown TEXT NOT NULL             -- carried JSON: the text that was shown with an attestation, and who accepted it
);
CREATE INDEX invitations_by_partner ON invitations (partner_id, invitation_id);
CREATE INDEX invitations_by_reseller ON invitations (reseller_id, invitation_id) WHERE reseller_id IS NOT NULL;
CREATE INDEX invitations_by_customer ON invitations (customer_id, invitation_id) WHERE customer_id IS NOT NULL;
CREATE INDEX invitations_by_campaign ON invitations (campaign_id, state) WHERE campaign_id IS NOT NULL;

CREATE TABLE mails (
    mail_id BYTEA PRIMARY KEY,
    partner_id BYTEA NOT NULL,
    recipient TEXT NOT NULL,
    sealed TEXT NOT NULL,           -- subject and body, which hold a link; empty once sent
    state TEXT NOT NULL,            -- waiting, sent, failed
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,         -- real time, as all here
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    error TEXT NOT NULL
);
CREATE INDEX mails_by_due ON mails (state, due_at, mail_id);

ALTER TABLE customers ADD COLUMN delegated BIGINT NOT NULL DEFAULT 1;  -- whether the partner may administer

-- Again, because an app may attest with an attestation's id: then there is no user.
CREATE TABLE agreements_with_origin (
    agreement_id BYTEA PRIMARY KEY,
    partner_id BYTEA NOT NULL REFERENCES tenants,
    customer_id BYTEA NOT NULL REFERENCES tenants,
    reseller_id BYTEA REFERENCES tenants,
    user_id BYTEA REFERENCES users,             -- who attested, or accepted directly
    primary_contact TEXT NOT NULL,              -- carried JSON: who signed for the customer
    template_id BYTEA NOT NULL,
    date_agreed BIGINT NOT NULL,
    type TEXT NOT NULL,
    method TEXT NOT NULL,                       -- attested, direct
    attested_by TEXT NOT NULL,                  -- the person's name at that time
    version TEXT NOT NULL,
    language TEXT NOT NULL,                     -- of the text that was shown
    sha256 TEXT NOT NULL,                       -- of that text
    created_at BIGINT NOT NULL,                 -- business time
    real_at BIGINT NOT NULL,
    origin TEXT NOT NULL,                       -- carried JSON: by which path, from which address
    customer_name TEXT NOT NULL,                -- at that time, as the next
    partner_name TEXT NOT NULL
) {clustered};
INSERT INTO agreements_with_origin SELECT a.agreement_id, a.partner_id, a.customer_id, a.reseller_id, a.user_id,
    a.primary_contact, a.template_id, a.date_agreed, a.type, a.method, a.attested_by, a.version, a.language,
    a.sha256, a.created_at, a.real_at, '{"path":"unknown"}', c.name, t.name
    FROM agreements a JOIN customers c ON c.partner_id = a.partner_id AND c.customer_id = a.customer_id
    JOIN tenants t ON t.tenant_id = a.partner_id;
DROP TABLE agreements;
ALTER TABLE agreements_with_origin RENAME TO agreements;
CREATE INDEX agreements_by_customer ON agreements (customer_id, partner_id, agreement_id);

CREATE TABLE partner_agreements (
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    country TEXT NOT NULL,          -- where the partner sat when it signed: its region
    agreement_id BYTEA NOT NULL,
    user_id BYTEA NOT NULL REFERENCES users,
    signatory TEXT NOT NULL,        -- carried JSON
    tenant_name TEXT NOT NULL,      -- at that time
    version TEXT NOT NULL,
    language TEXT NOT NULL,         -- of the text that was shown
    sha256 TEXT NOT NULL,           -- of that text
    origin TEXT NOT NULL,           -- carried JSON
    signed_at BIGINT NOT NULL,      -- business time
    real_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, country)
) {clustered};

CREATE TABLE agreement_campaigns (
    campaign_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    name TEXT NOT NULL,
    template_id BYTEA NOT NULL,     -- what is to be accepted
    due_on BIGINT NOT NULL,         -- business time
    started_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,     -- real time
    ended_at BIGINT
);
CREATE INDEX campaigns_by_tenant ON agreement_campaigns (tenant_id, campaign_id);
