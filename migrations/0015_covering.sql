-- Walks along customers look at a row's reseller before anything else: it stands in the indexes that they follow, so
-- that a row is read only where it is shown.
DROP INDEX customers_by_name;
CREATE INDEX customers_by_name ON customers (partner_id, name_fold, customer_id, reseller_id);
DROP INDEX customers_by_country;
CREATE INDEX customers_by_country ON customers (partner_id, country, name_fold, customer_id, reseller_id);
DROP INDEX customers_unsigned;
CREATE INDEX customers_unsigned ON customers (partner_id, agreement, name_fold, customer_id, reseller_id)
    WHERE agreement <> 'accepted';
