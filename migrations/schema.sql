-- What migrations/NNNN_*.sql make of an empty SQLite database. `make schema` writes it; a test compares.

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

CREATE TABLE "agreements" (
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
) WITHOUT ROWID;

CREATE INDEX agreements_by_customer ON agreements (customer_id, partner_id, agreement_id);

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

CREATE TABLE apps (
    app_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
, kind TEXT NOT NULL DEFAULT 'confidential', redirect_uris TEXT NOT NULL DEFAULT '[]', full_access BIGINT NOT NULL DEFAULT 1, permissions TEXT NOT NULL DEFAULT '[]', reusable_refresh BIGINT NOT NULL DEFAULT 0, valid_from BIGINT NOT NULL DEFAULT 0, last_used_at BIGINT, removed_at BIGINT);

CREATE INDEX apps_by_tenant ON apps (tenant_id);

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

CREATE TABLE carts (
    customer_id BYTEA NOT NULL,
    cart_id BYTEA NOT NULL,
    partner_id BYTEA NOT NULL,
    reseller_id BYTEA,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,         -- business times
    modified_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    modified_by TEXT NOT NULL,
    attested BIGINT NOT NULL,
    lines TEXT NOT NULL,                -- carried JSON
    PRIMARY KEY (customer_id, cart_id)
) WITHOUT ROWID;

CREATE TABLE catalog_categories (
    category_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,             -- carried JSON: by language, as the other texts for people
    rank BIGINT NOT NULL
);

CREATE TABLE catalog_offers (
    offer_id TEXT PRIMARY KEY,      -- an upper-case GUID
    product_id TEXT NOT NULL,
    sku_id TEXT NOT NULL,
    availability_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    publisher TEXT NOT NULL,
    category TEXT NOT NULL REFERENCES catalog_categories,
    target_view TEXT NOT NULL,
    product_type TEXT NOT NULL,     -- carried JSON
    unit TEXT NOT NULL,
    unit_type TEXT NOT NULL,
    billing TEXT NOT NULL,
    minimum_quantity BIGINT NOT NULL,
    maximum_quantity BIGINT NOT NULL,
    purchase_limit TEXT NOT NULL,   -- carried JSON: how many subscriptions a customer may have
    is_trial BIGINT NOT NULL,
    is_add_on BIGINT NOT NULL,
    bases TEXT NOT NULL,            -- carried JSON, as the lists below
    converts_to TEXT NOT NULL,
    qualification TEXT NOT NULL,
    markets TEXT NOT NULL,
    auto_renewable BIGINT NOT NULL,
    cancellation_days BIGINT NOT NULL,
    rank BIGINT NOT NULL,
    sku_part_number TEXT NOT NULL,
    target_type TEXT NOT NULL,
    software_kind TEXT NOT NULL,
    meters TEXT NOT NULL,
    UNIQUE (product_id, sku_id)
);

CREATE TABLE catalog_prices (
    term_id TEXT NOT NULL REFERENCES catalog_terms,
    currency TEXT NOT NULL,
    valid_from BIGINT NOT NULL,     -- business time; 0: from the beginning
    minor BIGINT NOT NULL,          -- of a unit for one billing period, before tax
    PRIMARY KEY (term_id, currency, valid_from)
) WITHOUT ROWID;

CREATE TABLE catalog_terms (
    term_id TEXT PRIMARY KEY,
    offer_id TEXT NOT NULL REFERENCES catalog_offers,
    duration TEXT NOT NULL,         -- ISO 8601; empty: for ever
    billing_cycle TEXT NOT NULL,
    rank BIGINT NOT NULL,           -- the first is the usual one
    UNIQUE (offer_id, duration, billing_cycle)
);

CREATE TABLE catalog_versions (
    name TEXT PRIMARY KEY,          -- current: whoever changes a table below gives it a new version
    version BYTEA NOT NULL,
    changed_at BIGINT NOT NULL      -- real time
);

CREATE TABLE customer_figures (
    partner_id BYTEA NOT NULL,
    customer_id BYTEA NOT NULL,
    reseller_id BYTEA NOT NULL,         -- zeros: no reseller
    subscriptions BIGINT NOT NULL,      -- active ones
    licenses BIGINT NOT NULL,           -- of active ones that are counted in licences
    monthly_minor BIGINT NOT NULL,      -- recurring charges by the month, before tax
    currency TEXT NOT NULL,
    PRIMARY KEY (partner_id, customer_id, reseller_id)
) WITHOUT ROWID;

CREATE INDEX customer_figures_of_reseller ON customer_figures (reseller_id, partner_id, customer_id);

CREATE TABLE customer_tallies (
    reseller_id BYTEA NOT NULL,
    partner_id BYTEA NOT NULL,
    month BIGINT NOT NULL,          -- since year 0; 0: those who have not accepted an agreement, of any month
    shard BIGINT NOT NULL,
    customers BIGINT NOT NULL,
    not_accepted BIGINT NOT NULL,
    PRIMARY KEY (reseller_id, partner_id, month, shard)
) WITHOUT ROWID;

CREATE TABLE customer_words (
    partner_id BYTEA NOT NULL,
    word TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    customer_id BYTEA NOT NULL,
    reseller_id BYTEA,
    PRIMARY KEY (partner_id, word, name_fold, customer_id)
) WITHOUT ROWID;

CREATE INDEX customer_words_of_reseller ON customer_words (reseller_id, word, name_fold, customer_id)
    WHERE reseller_id IS NOT NULL;

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
    created_at BIGINT NOT NULL, delegated BIGINT NOT NULL DEFAULT 1, status_changed_at BIGINT, licenses BIGINT NOT NULL DEFAULT 0, monthly_minor BIGINT NOT NULL DEFAULT 0,     -- business time
    PRIMARY KEY (partner_id, customer_id)
) WITHOUT ROWID;

CREATE INDEX customers_by_country ON customers (partner_id, country, name_fold, customer_id, reseller_id);

CREATE INDEX customers_by_id ON customers (customer_id);

CREATE INDEX customers_by_name ON customers (partner_id, name_fold, customer_id, reseller_id, relationship, name, domain,
    country, agreement, status, licenses, monthly_minor, currency, created_at);

CREATE INDEX customers_of_reseller ON customers (reseller_id, name_fold, customer_id)
    WHERE reseller_id IS NOT NULL;

CREATE INDEX customers_unsigned ON customers (partner_id, agreement, name_fold, customer_id, reseller_id)
    WHERE agreement <> 'accepted';

CREATE INDEX customers_unsigned_of_reseller ON customers (reseller_id, agreement, name_fold, customer_id)
    WHERE agreement <> 'accepted' AND reseller_id IS NOT NULL;

CREATE TABLE deployment_cloud (
    place BIGINT PRIMARY KEY,       -- 1: there is one row
    cloud TEXT NOT NULL             -- global, usgov
);

CREATE TABLE deployment_keys (
    name TEXT PRIMARY KEY,          -- signing-2026…, sandbox-world
    sealed TEXT NOT NULL,           -- wrapped by the key file
    created_at BIGINT NOT NULL
);

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

CREATE TABLE domains (
    domain TEXT PRIMARY KEY,        -- lower case
    tenant_id BYTEA NOT NULL,       -- whose it is; of a reservation: who reserved it
    draft_id BYTEA,                 -- set while it is only reserved
    reserved_until BIGINT           -- real time
);

CREATE INDEX domains_by_draft ON domains (draft_id) WHERE draft_id IS NOT NULL;

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

CREATE INDEX drafts_by_end ON drafts (expires_at);

CREATE INDEX drafts_by_tenant ON drafts (tenant_id, updated_at, draft_id);

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
) WITHOUT ROWID;

CREATE TABLE event_epochs (
    epoch BIGINT PRIMARY KEY,
    identity TEXT NOT NULL,         -- of the database's history: another one, another epoch
    begun_at BIGINT NOT NULL        -- real time
);

CREATE TABLE events (
    number INTEGER PRIMARY KEY,
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
, turn BIGINT NOT NULL DEFAULT 0);

CREATE INDEX events_by_partner ON events (partner_id, turn, number);

CREATE TABLE import_rows (
    import_id BYTEA NOT NULL REFERENCES imports,
    number BIGINT NOT NULL,         -- the line of the text or row of the sheet
    tenant_id BYTEA NOT NULL,
    state TEXT NOT NULL,            -- staged, ready, problem, created, failed, undone
    cells TEXT NOT NULL,            -- carried JSON: as the file has them
    fixes TEXT NOT NULL,            -- carried JSON: what was put right since, by field
    problems TEXT NOT NULL,         -- carried JSON: codes and words, no sentences
    domain TEXT,                    -- what it will hold, in lower case; with the next two: to find it twice
    registration TEXT,              -- its number, squeezed
    name_fold TEXT,
    customer_id BYTEA,              -- what it became
    PRIMARY KEY (import_id, number)
) WITHOUT ROWID;

CREATE INDEX import_rows_by_domain ON import_rows (import_id, domain, number) WHERE domain IS NOT NULL;

CREATE INDEX import_rows_by_state ON import_rows (import_id, state, number);

CREATE TABLE imports (
    import_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    request_id BYTEA NOT NULL,      -- of the upload: sent again it is the same import
    name TEXT NOT NULL,             -- of the file
    format TEXT NOT NULL,           -- csv, xlsx
    stage TEXT NOT NULL,            -- reading, mapping, checking, ready, running, done, undoing, undone, deleting
    headings TEXT NOT NULL,         -- carried JSON: the file's columns
    plan TEXT NOT NULL,             -- carried JSON: what each column is, and what holds for all rows
    row_count BIGINT NOT NULL,
    job_id BYTEA,                   -- what works on it, or did last
    begun_by TEXT NOT NULL,         -- the person's name at that time
    created_at BIGINT NOT NULL,     -- real time, as the next
    changed_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX imports_by_request ON imports (tenant_id, request_id);

CREATE INDEX imports_by_tenant ON imports (tenant_id, created_at, import_id);

CREATE TABLE indexes_aside (
    name TEXT PRIMARY KEY,
    definition TEXT NOT NULL
);

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

CREATE INDEX invitations_by_campaign ON invitations (campaign_id, state) WHERE campaign_id IS NOT NULL;

CREATE INDEX invitations_by_customer ON invitations (customer_id, invitation_id) WHERE customer_id IS NOT NULL;

CREATE INDEX invitations_by_end ON invitations (partner_id, expires_at)
    WHERE state = 'open' AND kind IN ('relationship', 'partnership');

CREATE INDEX invitations_by_end_of_reseller ON invitations (reseller_id, expires_at)
    WHERE reseller_id IS NOT NULL AND state = 'open' AND kind IN ('relationship', 'partnership');

CREATE INDEX invitations_by_partner ON invitations (partner_id, invitation_id);

CREATE INDEX invitations_by_reseller ON invitations (reseller_id, invitation_id) WHERE reseller_id IS NOT NULL;

CREATE TABLE job_file_parts (
    job_id BYTEA NOT NULL,
    number BIGINT NOT NULL,         -- from 0
    tenant_id BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,     -- real time: also where its job was never done
    body TEXT NOT NULL,             -- base64
    PRIMARY KEY (job_id, number)
);

CREATE INDEX job_file_parts_by_end ON job_file_parts (expires_at);

CREATE TABLE job_files (
    job_id BYTEA PRIMARY KEY,
    tenant_id BYTEA NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    parts BIGINT NOT NULL,
    made_at BIGINT NOT NULL,        -- real time
    expires_at BIGINT NOT NULL      -- real time
);

CREATE INDEX job_files_by_end ON job_files (expires_at);

CREATE TABLE jobs (
    job_id BYTEA PRIMARY KEY,
    tenant_id BYTEA,                -- NULL: the deployment's own
    kind TEXT NOT NULL,
    lane TEXT NOT NULL,
    once TEXT,                      -- a key among the living of its kind
    asker TEXT NOT NULL,            -- carried JSON: on whose behalf
    argument TEXT NOT NULL,         -- carried JSON
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,         -- in its clock
    clock_owner_id BYTEA,           -- NULL: real time
    ready_at BIGINT NOT NULL,       -- real time: not before
    lease BYTEA,                    -- whose it is while it runs
    leased_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    failure TEXT,
    bookmark TEXT NOT NULL,         -- carried JSON: where the next slice goes on
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    result TEXT,                    -- carried JSON
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT
);

CREATE INDEX jobs_by_date ON jobs (due_at) WHERE state = 'waiting' AND clock_owner_id IS NOT NULL;

CREATE INDEX jobs_by_end ON jobs (ended_at);

CREATE INDEX jobs_by_tenant ON jobs (tenant_id, kind, created_at, job_id);

CREATE UNIQUE INDEX jobs_once ON jobs (kind, once) WHERE state IN ('waiting', 'running', 'paused');

CREATE INDEX jobs_ready ON jobs (lane, ready_at) WHERE state = 'waiting' AND clock_owner_id IS NULL;

CREATE INDEX jobs_running ON jobs (leased_until) WHERE state = 'running';

CREATE TABLE "kept_answers" (
    key TEXT PRIMARY KEY,
    tenant_id BYTEA NOT NULL,
    created_at BIGINT NOT NULL,     -- real time
    status BIGINT NOT NULL,
    sealed TEXT NOT NULL
);

CREATE INDEX kept_answers_by_time ON kept_answers (created_at);

CREATE TABLE known_devices (
    key TEXT PRIMARY KEY,           -- a keyed digest of the device's cookie and the user
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    seen_at BIGINT NOT NULL
);

CREATE INDEX known_devices_by_time ON known_devices (seen_at);

CREATE INDEX known_devices_by_user ON known_devices (user_id);

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

CREATE TABLE mfa_policies (
    tenant_id BYTEA PRIMARY KEY REFERENCES tenants,
    policy TEXT NOT NULL            -- default, required, optional
);

CREATE TABLE onboardings (
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    customer_id BYTEA NOT NULL,
    request TEXT NOT NULL,          -- a keyed digest of the request id's text
    sealed TEXT NOT NULL,           -- the answer
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, customer_id)
) WITHOUT ROWID;

CREATE INDEX onboardings_by_request ON onboardings (tenant_id, request, created_at);

CREATE INDEX onboardings_by_time ON onboardings (created_at);

CREATE TABLE orders (
    customer_id BYTEA NOT NULL,
    order_id BYTEA NOT NULL,
    partner_id BYTEA NOT NULL,
    reseller_id BYTEA,
    cart_id BYTEA,
    alternate_id TEXT NOT NULL,
    billing_cycle TEXT NOT NULL,
    currency TEXT NOT NULL,
    total_minor BIGINT NOT NULL,        -- the first period's charges, before tax
    created_at BIGINT NOT NULL,         -- business time
    status TEXT NOT NULL,
    attested BIGINT NOT NULL,
    version BIGINT NOT NULL,
    lines TEXT NOT NULL,                -- carried JSON
    PRIMARY KEY (customer_id, order_id)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE TABLE partner_profiles (
    tenant_id BYTEA PRIMARY KEY REFERENCES tenants,
    legal TEXT NOT NULL,            -- carried JSON, as the others
    last_final TEXT,                -- authorised before, while another waits
    billing TEXT NOT NULL,
    support TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE partnerships (
    tenant_id BYTEA NOT NULL REFERENCES tenants,    -- the indirect provider
    reseller_id BYTEA NOT NULL REFERENCES tenants,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, reseller_id)
) WITHOUT ROWID;

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
) WITHOUT ROWID;

CREATE INDEX qualifications_in_review ON qualifications (partner_id, qualification_id) WHERE state = 'InReview';

CREATE INDEX qualifications_of_customer ON qualifications (customer_id, partner_id, qualification_id);

CREATE TABLE recovery_codes (
    key TEXT PRIMARY KEY,           -- a keyed digest
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    user_id BYTEA NOT NULL REFERENCES users,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE INDEX recovery_codes_by_user ON recovery_codes (user_id);

CREATE TABLE refresh_tokens (
    key TEXT PRIMARY KEY,           -- a keyed digest
    tenant_id BYTEA NOT NULL,
    family_id BYTEA NOT NULL REFERENCES token_families,
    asked TEXT NOT NULL,            -- carried JSON: what it was given for
    created_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);

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

CREATE TABLE sandbox_clocks (
    tenant_id BYTEA PRIMARY KEY REFERENCES tenants,
    ahead BIGINT NOT NULL           -- microseconds
);

CREATE TABLE sandbox_fills (
    name TEXT PRIMARY KEY,          -- world
    wanted BIGINT NOT NULL,         -- customers
    done BIGINT NOT NULL,
    stage TEXT NOT NULL,            -- customers, words, indexes, done
    changed_at BIGINT NOT NULL      -- real time
);

CREATE TABLE sandbox_token_rules (
    tenant_id BYTEA PRIMARY KEY REFERENCES tenants,
    password_proves_mfa BIGINT NOT NULL
);

CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL);

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

CREATE INDEX second_factors_by_credential ON second_factors (credential);

CREATE INDEX second_factors_by_user ON second_factors (user_id);

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

CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE sign_in_failures (
    key TEXT PRIMARY KEY,           -- a keyed digest of account and address, of an account, of a device
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE INDEX sign_in_failures_by_time ON sign_in_failures (last_at);

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

CREATE TABLE subscription_tallies (
    reseller_id BYTEA NOT NULL,
    partner_id BYTEA NOT NULL,
    item_id TEXT NOT NULL,
    shard BIGINT NOT NULL,
    subscriptions BIGINT NOT NULL,  -- active ones, as in customer_figures
    licenses BIGINT NOT NULL,
    monthly_minor BIGINT NOT NULL,
    PRIMARY KEY (reseller_id, partner_id, item_id, shard)
) WITHOUT ROWID;

CREATE TABLE subscriptions (
    customer_id BYTEA NOT NULL,
    subscription_id BYTEA NOT NULL,
    partner_id BYTEA NOT NULL,
    reseller_id BYTEA,
    order_id BYTEA NOT NULL,
    family TEXT NOT NULL,               -- classic, new_commerce, software, perpetual, usage: whose rules it follows
    item_id TEXT NOT NULL,              -- as it was ordered: an offer id or product:sku:availability
    offer_name TEXT NOT NULL,
    friendly_name TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    parent_id BYTEA,
    status TEXT NOT NULL,
    auto_renew BIGINT NOT NULL,
    billing_cycle TEXT NOT NULL,
    term TEXT NOT NULL,
    renewal_term TEXT NOT NULL,
    partner_on_record TEXT NOT NULL,    -- an MPN id, or empty
    is_trial BIGINT NOT NULL,
    unit_price_minor BIGINT NOT NULL,   -- of one unit and one billing period, before tax
    currency TEXT NOT NULL,
    created_at BIGINT NOT NULL,         -- business times
    started_at BIGINT NOT NULL,
    commitment_ends_at BIGINT NOT NULL,
    cancellable_until BIGINT,           -- absent: at any time, or never
    additions TEXT NOT NULL,            -- carried JSON: seats added since the term began, each with its own window
    suspension_reasons TEXT NOT NULL,   -- carried JSON
    version BIGINT NOT NULL,
    PRIMARY KEY (customer_id, subscription_id)
) WITHOUT ROWID;

CREATE INDEX subscriptions_by_window ON subscriptions (partner_id, cancellable_until)
    WHERE cancellable_until IS NOT NULL;

CREATE INDEX subscriptions_by_window_of_reseller ON subscriptions (reseller_id, cancellable_until)
    WHERE cancellable_until IS NOT NULL AND reseller_id IS NOT NULL;

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
, restricted BIGINT NOT NULL DEFAULT 0);

CREATE UNIQUE INDEX tenants_by_mpn_id ON tenants (mpn_id) WHERE mpn_id IS NOT NULL;

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

CREATE INDEX token_families_by_end ON token_families (expires_at);

CREATE INDEX token_families_by_user ON token_families (user_id, family_id);

CREATE TABLE used_assertions (
    key TEXT PRIMARY KEY,           -- a keyed digest of app and jti
    expires_at BIGINT NOT NULL
);

CREATE INDEX used_assertions_by_end ON used_assertions (expires_at);

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
, status TEXT NOT NULL DEFAULT 'active', last_sign_in BIGINT, reset_asked BIGINT);

CREATE INDEX users_by_name ON users (tenant_id, user_name);

CREATE INDEX users_by_tenant ON users (tenant_id);

CREATE TABLE validation_codes (
    validation_id BIGINT PRIMARY KEY,
    tenant_id BYTEA NOT NULL REFERENCES tenants,
    organization_name TEXT NOT NULL,
    max_creates BIGINT NOT NULL,
    remaining_creates BIGINT NOT NULL,
    changed_at BIGINT NOT NULL                      -- business time
) WITHOUT ROWID;

CREATE INDEX validation_codes_of_tenant ON validation_codes (tenant_id, validation_id);
