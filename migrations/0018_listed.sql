-- A page of the list of customers is one stretch of one index, however many customers there are: what it shows stands
-- in it, and no row is looked up. Licences and monthly charges of all resellers are kept with the customer for that;
-- what a reseller sees of it stays in customer_figures.
ALTER TABLE customers ADD COLUMN licenses BIGINT NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN monthly_minor BIGINT NOT NULL DEFAULT 0;

UPDATE customers SET
    licenses = (SELECT CAST(SUM(f.licenses) AS BIGINT) FROM customer_figures f
        WHERE f.partner_id = customers.partner_id AND f.customer_id = customers.customer_id),
    monthly_minor = (SELECT CAST(SUM(f.monthly_minor) AS BIGINT) FROM customer_figures f
        WHERE f.partner_id = customers.partner_id AND f.customer_id = customers.customer_id)
WHERE EXISTS (SELECT 1 FROM customer_figures f
    WHERE f.partner_id = customers.partner_id AND f.customer_id = customers.customer_id);

DROP INDEX customers_by_name;
CREATE INDEX customers_by_name ON customers (partner_id, name_fold, customer_id, reseller_id, relationship, name, domain,
    country, agreement, status, licenses, monthly_minor, currency, created_at);
