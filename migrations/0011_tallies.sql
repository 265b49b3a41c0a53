-- Counts and sums that pages show, kept with each change and by owner: a partner's total stands under no reseller
-- (zeros), a reseller's under itself. A shard is a writer of PostgreSQL; SQLite has one.
CREATE TABLE customer_tallies (
    reseller_id BYTEA NOT NULL,
    partner_id BYTEA NOT NULL,
    month BIGINT NOT NULL,          -- since year 0; 0: those who have not accepted an agreement, of any month
    shard BIGINT NOT NULL,
    customers BIGINT NOT NULL,
    not_accepted BIGINT NOT NULL,
    PRIMARY KEY (reseller_id, partner_id, month, shard)
) {clustered};

CREATE TABLE subscription_tallies (
    reseller_id BYTEA NOT NULL,
    partner_id BYTEA NOT NULL,
    item_id TEXT NOT NULL,
    shard BIGINT NOT NULL,
    subscriptions BIGINT NOT NULL,  -- active ones, as in customer_figures
    licenses BIGINT NOT NULL,
    monthly_minor BIGINT NOT NULL,
    PRIMARY KEY (reseller_id, partner_id, item_id, shard)
) {clustered};

-- What is there already. A month is counted from March, so that leap days come last: days since 1 March 2000, then
-- years of those, then months.
INSERT INTO customer_tallies (reseller_id, partner_id, month, shard, customers, not_accepted)
SELECT reseller_id, partner_id,
    year * 12 + (5 * (day - (365 * year + year / 4 - year / 100)) + 2) / 153 + 24002, 0, COUNT(*), 0
FROM (SELECT reseller_id, partner_id, day, (day - day / 1460 + day / 36524 - day / 146096) / 365 AS year
    FROM (SELECT COALESCE(o.reseller_id, c.reseller_id) AS reseller_id, c.partner_id,
            c.created_at / 86400000000 - 11017 AS day
        FROM customers c CROSS JOIN (SELECT {nobody} AS reseller_id UNION ALL SELECT NULL) AS o
        WHERE o.reseller_id IS NOT NULL OR c.reseller_id IS NOT NULL) AS by_day) AS by_year
GROUP BY 1, 2, 3;

INSERT INTO customer_tallies (reseller_id, partner_id, month, shard, customers, not_accepted)
SELECT COALESCE(o.reseller_id, c.reseller_id), c.partner_id, 0, 0, 0, COUNT(*)
FROM customers c CROSS JOIN (SELECT {nobody} AS reseller_id UNION ALL SELECT NULL) AS o
WHERE c.agreement <> 'accepted' AND (o.reseller_id IS NOT NULL OR c.reseller_id IS NOT NULL) GROUP BY 1, 2;

INSERT INTO subscription_tallies (reseller_id, partner_id, item_id, shard, subscriptions, licenses, monthly_minor)
SELECT COALESCE(o.reseller_id, s.reseller_id), s.partner_id, s.item_id, 0, COUNT(*),
    CAST(SUM(CASE WHEN s.family = 'usage' THEN 0 ELSE s.quantity END) AS BIGINT), 0
FROM subscriptions s CROSS JOIN (SELECT {nobody} AS reseller_id UNION ALL SELECT NULL) AS o
WHERE s.status = 'active' AND (o.reseller_id IS NOT NULL OR s.reseller_id IS NOT NULL) GROUP BY 1, 2, 3;

-- Charges of before are known by customer and not by item.
INSERT INTO subscription_tallies (reseller_id, partner_id, item_id, shard, subscriptions, licenses, monthly_minor)
SELECT COALESCE(o.reseller_id, f.reseller_id), f.partner_id, '', 0, 0, 0, CAST(SUM(f.monthly_minor) AS BIGINT)
FROM customer_figures f CROSS JOIN (SELECT {nobody} AS reseller_id UNION ALL SELECT NULL) AS o
WHERE o.reseller_id IS NOT NULL OR f.reseller_id <> {nobody} GROUP BY 1, 2;

-- What is cancellable is looked for by its reseller too; most subscriptions are not any more.
DROP INDEX subscriptions_by_window;
CREATE INDEX subscriptions_by_window ON subscriptions (partner_id, cancellable_until)
    WHERE cancellable_until IS NOT NULL;
CREATE INDEX subscriptions_by_window_of_reseller ON subscriptions (reseller_id, cancellable_until)
    WHERE cancellable_until IS NOT NULL AND reseller_id IS NOT NULL;
