-- Acceptances of customer agreements: rows are only ever added. Version 7 ids give their order.

CREATE TABLE agreements (
    agreement_id BYTEA PRIMARY KEY,
    partner_id BYTEA NOT NULL REFERENCES tenants,
    customer_id BYTEA NOT NULL REFERENCES tenants,
    reseller_id BYTEA REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,    -- who attested, or accepted directly
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
    real_at BIGINT NOT NULL
) {clustered};
CREATE INDEX agreements_by_customer ON agreements (customer_id, partner_id, agreement_id);
