-- What can be sold. It belongs to the deployment: every partner sells from the same catalogue.

CREATE TABLE catalog_versions (
    name TEXT PRIMARY KEY,          -- current: whoever changes a table below gives it a new version
    version BYTEA NOT NULL,
    changed_at BIGINT NOT NULL      -- real time
);

CREATE TABLE catalog_categories (
    category_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,             -- carried JSON: by language, as the other texts for people
    rank BIGINT NOT NULL
);

-- An offer is also one SKU of a product, with the availability it is ordered by.
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

CREATE TABLE catalog_terms (
    term_id TEXT PRIMARY KEY,
    offer_id TEXT NOT NULL REFERENCES catalog_offers,
    duration TEXT NOT NULL,         -- ISO 8601; empty: for ever
    billing_cycle TEXT NOT NULL,
    rank BIGINT NOT NULL,           -- the first is the usual one
    UNIQUE (offer_id, duration, billing_cycle)
);

-- A price counts from its day until the next one of its term and currency; old ones stay, for they were billed.
CREATE TABLE catalog_prices (
    term_id TEXT NOT NULL REFERENCES catalog_terms,
    currency TEXT NOT NULL,
    valid_from BIGINT NOT NULL,     -- business time; 0: from the beginning
    minor BIGINT NOT NULL,          -- of a unit for one billing period, before tax
    PRIMARY KEY (term_id, currency, valid_from)
) {clustered};
