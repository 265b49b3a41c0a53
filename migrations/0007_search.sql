-- Search keeps to one index whatever is typed: a customer's domain and its numbers stand among the words of its
-- name, as @domain and #number (lower case, letters and digits only). What is rare has an index of its own, so
-- that no filter walks along five million rows. Rows of direct customers are left out of resellers' indexes.

INSERT INTO customer_words (partner_id, word, name_fold, customer_id, reseller_id)
SELECT partner_id, '@' || domain, name_fold, customer_id, reseller_id FROM customers;

INSERT INTO customer_words (partner_id, word, name_fold, customer_id, reseller_id)
SELECT partner_id,
       '#' || LOWER(REPLACE(REPLACE(REPLACE(REPLACE(registration_number, ' ', ''), '-', ''), '.', ''), '/', '')),
       name_fold, customer_id, reseller_id
FROM customers WHERE registration_number IS NOT NULL;

INSERT INTO customer_words (partner_id, word, name_fold, customer_id, reseller_id)
SELECT partner_id, '#' || LOWER(REPLACE(REPLACE(REPLACE(REPLACE(vat_number, ' ', ''), '-', ''), '.', ''), '/', '')),
       name_fold, customer_id, reseller_id
FROM customers WHERE vat_number IS NOT NULL
ON CONFLICT DO NOTHING;

DROP INDEX customers_by_domain;

DROP INDEX customer_words_of_reseller;
CREATE INDEX customer_words_of_reseller ON customer_words (reseller_id, word, name_fold, customer_id)
    WHERE reseller_id IS NOT NULL;

DROP INDEX customers_of_reseller;
CREATE INDEX customers_of_reseller ON customers (reseller_id, name_fold, customer_id)
    WHERE reseller_id IS NOT NULL;

CREATE INDEX customers_by_country ON customers (partner_id, country, name_fold, customer_id);

-- Most have accepted; those who have not are who one looks for.
CREATE INDEX customers_unsigned ON customers (partner_id, agreement, name_fold, customer_id)
    WHERE agreement <> 'accepted';
CREATE INDEX customers_unsigned_of_reseller ON customers (reseller_id, agreement, name_fold, customer_id)
    WHERE agreement <> 'accepted' AND reseller_id IS NOT NULL;
