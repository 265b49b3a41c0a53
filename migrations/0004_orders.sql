-- Carts, orders, subscriptions, and the figures of a customer that lists show without counting.

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
) {clustered};

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
) {clustered};

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
) {clustered};
CREATE INDEX subscriptions_by_window ON subscriptions (partner_id, cancellable_until);

-- Kept in the transaction that changes a subscription: what a list of customers shows of each. A row for every
-- reseller that the customer's subscriptions have, so that each sees the sums of its own.
CREATE TABLE customer_figures (
    partner_id BYTEA NOT NULL,
    customer_id BYTEA NOT NULL,
    reseller_id BYTEA NOT NULL,         -- zeros: no reseller
    subscriptions BIGINT NOT NULL,      -- active ones
    licenses BIGINT NOT NULL,           -- of active ones that are counted in licences
    monthly_minor BIGINT NOT NULL,      -- recurring charges by the month, before tax
    currency TEXT NOT NULL,
    PRIMARY KEY (partner_id, customer_id, reseller_id)
) {clustered};
