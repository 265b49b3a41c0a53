-- What a reseller has agreed with each of its providers: its margin off the list price, and how much it may owe.
-- And why an address stands that has not the form of its country.

CREATE TABLE reseller_terms (
    partner_id BYTEA NOT NULL REFERENCES tenants,
    reseller_id BYTEA NOT NULL REFERENCES tenants,
    margin_points BIGINT NOT NULL,      -- off the list price, in hundredths of a percent: 0 to 10000
    credit_limit_minor BIGINT,          -- absent: none
    currency TEXT NOT NULL,             -- the provider's
    purchases BIGINT NOT NULL,          -- held against the limit so far: two at once meet at this row
    changed_at BIGINT NOT NULL,         -- business time
    changed_by TEXT NOT NULL,           -- the person's name at that time
    version BIGINT NOT NULL,
    PRIMARY KEY (partner_id, reseller_id)
);
-- A reseller's statement walks the customers that it has a part in.
CREATE INDEX customer_figures_of_reseller ON customer_figures (reseller_id, partner_id, customer_id);

CREATE TABLE address_overrides (
    partner_id BYTEA NOT NULL,          -- whose record it is: the customer's partner, or the organisation itself
    subject_id BYTEA NOT NULL,          -- the customer, or the organisation itself
    profile TEXT NOT NULL,              -- billing, organization, legal
    fields TEXT NOT NULL,               -- carried JSON: what was set aside the last time
    reason TEXT NOT NULL,
    overridden_by TEXT NOT NULL,        -- the person's name at that time
    overridden_at BIGINT NOT NULL,      -- business time
    PRIMARY KEY (partner_id, subject_id, profile)
);
