-- Qualifications with their vetting, validation codes, and partners whose direct billing is restricted.

-- Each request for a qualification, with what became of it. What counts is customers.qualification.
CREATE TABLE qualifications (
    qualification_id BYTEA PRIMARY KEY,
    partner_id BYTEA NOT NULL REFERENCES tenants,   -- who asked
    reseller_id BYTEA REFERENCES tenants,
    customer_id BYTEA NOT NULL REFERENCES tenants,
    qualification TEXT NOT NULL,
    state TEXT NOT NULL,                            -- InReview, Approved, Denied
    reason TEXT NOT NULL,                           -- why it was refused, for the partner
    segment TEXT NOT NULL,                          -- of education
    website TEXT NOT NULL,
    validation_id BIGINT,                           -- the code that a government qualification used
    asked_by TEXT NOT NULL,                         -- the person's name at that time
    decided_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,                     -- business times
    decided_at BIGINT
) {clustered};

CREATE INDEX qualifications_of_customer ON qualifications (customer_id, partner_id, qualification_id);
CREATE INDEX qualifications_in_review ON qualifications (partner_id, qualification_id) WHERE state = 'InReview';

-- A partner's codes for government customers: so many may still be made with each (rules.md D4, D5).
CREATE TABLE validation_codes (
    validation_id BIGINT PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    organization_name TEXT NOT NULL,
    max_creates BIGINT NOT NULL,
    remaining_creates BIGINT NOT NULL,
    changed_at BIGINT NOT NULL                      -- business time
) {clustered};

CREATE INDEX validation_codes_of_tenant ON validation_codes (tenant_id, validation_id);

-- Asked eligibility for the government community (rules.md D6, D7): of the partner itself, then of bodies.
CREATE TABLE eligibilities (
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    eligibility_id BYTEA NOT NULL,
    subject TEXT NOT NULL,                          -- partner, customer
    organization_name TEXT NOT NULL,
    body TEXT NOT NULL,                             -- federal, state, … or what it holds
    country TEXT NOT NULL,
    has_us_presence BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    validation_id BIGINT,                           -- the code that was given
    asked_by TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,                     -- business times
    decided_at BIGINT,
    PRIMARY KEY (tenant_id, eligibility_id)
) {clustered};

-- Direct billing restricted: no new customers, relations or purchases (rules.md C16).
ALTER TABLE tenants ADD COLUMN restricted BIGINT NOT NULL DEFAULT 0;

-- When an account's vetting last changed.
ALTER TABLE customers ADD COLUMN status_changed_at BIGINT;

-- A partner's own profiles, once it changed one.
CREATE TABLE partner_profiles (
    tenant_id BYTEA PRIMARY KEY REFERENCES tenants,
    legal TEXT NOT NULL,            -- carried JSON, as the others
    last_final TEXT,                -- authorised before, while another waits
    billing TEXT NOT NULL,
    support TEXT NOT NULL
) {clustered};
