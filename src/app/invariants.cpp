// The questions: see invariants.hpp. A room that adds a table adds what ties it to the others.
#include "app/invariants.hpp"

namespace entrepot::app {

namespace {

using enum Invariant::Kind;

// Of a sandbox customer that was deleted only the log remains.
#define NOT_DELETED                                                                               \
    "e.customer_id NOT IN (SELECT d.subject FROM events d WHERE d.type = 'customer_deleted' AND " \
    "d.subject IS NOT NULL)"

// EXCEPT and not NOT IN: PostgreSQL reads the whole of a list that does not fit in its memory for every row.
std::vector<Invariant> const list = {
    {state, "a customer without its tenant",
     "SELECT COUNT(*) FROM customers c WHERE {scope:c} AND NOT EXISTS (SELECT 1 FROM tenants t "
     "WHERE t.tenant_id = c.customer_id AND t.kind = 'customer')"},
    {state, "a customer's tenant without a customer",
     "SELECT COUNT(*) FROM tenants t WHERE {tenant:t} AND t.kind = 'customer' AND NOT EXISTS "
     "(SELECT 1 FROM customers c WHERE c.customer_id = t.tenant_id)"},
    {state, "a customer whose domain it does not hold",
     "SELECT COUNT(*) FROM customers c WHERE {scope:c} AND NOT EXISTS (SELECT 1 FROM domains d "
     "WHERE d.domain = c.domain AND d.tenant_id = c.customer_id AND d.draft_id IS NULL)"},
    {state, "a customer without its first user",
     "SELECT COUNT(*) FROM customers c WHERE {scope:c} AND NOT EXISTS (SELECT 1 FROM users u "
     "WHERE u.tenant_id = c.customer_id AND u.user_name = c.admin_user_name)"},
    {state, "a customer that accepted and has no agreement, or has one and did not accept",
     "SELECT COUNT(*) FROM customers c WHERE {scope:c} AND (c.agreement = 'accepted') <> EXISTS "
     "(SELECT 1 FROM agreements a WHERE a.customer_id = c.customer_id AND a.partner_id = c.partner_id)"},
    {state, "an agreement of no customer",
     "SELECT COUNT(*) FROM agreements a WHERE {scope:a} AND NOT EXISTS (SELECT 1 FROM customers c "
     "WHERE c.customer_id = a.customer_id AND c.partner_id = a.partner_id)"},
    {state, "an order of no customer",
     "SELECT COUNT(*) FROM orders o WHERE {scope:o} AND NOT EXISTS (SELECT 1 FROM customers c "
     "WHERE c.customer_id = o.customer_id AND c.partner_id = o.partner_id)"},
    {state, "an order without a subscription",
     "SELECT COUNT(*) FROM orders o WHERE {scope:o} AND NOT EXISTS (SELECT 1 FROM subscriptions s "
     "WHERE s.customer_id = o.customer_id AND s.order_id = o.order_id)"},
    {state, "a subscription without its order",
     "SELECT COUNT(*) FROM subscriptions s WHERE {scope:s} AND NOT EXISTS (SELECT 1 FROM orders o "
     "WHERE o.customer_id = s.customer_id AND o.order_id = s.order_id)"},
    {state, "an add-on without its base",
     "SELECT COUNT(*) FROM subscriptions s WHERE {scope:s} AND s.parent_id IS NOT NULL AND NOT EXISTS "
     "(SELECT 1 FROM subscriptions b WHERE b.customer_id = s.customer_id "
     "AND b.subscription_id = s.parent_id)"},
    {state, "an ordered cart without an order, or an open one with some",
     "SELECT COUNT(*) FROM carts k WHERE {scope:k} AND (k.status = 'Active') = EXISTS (SELECT 1 FROM "
     "orders o WHERE o.customer_id = k.customer_id AND o.cart_id = k.cart_id)"},
    {state, "a customer whose figures do not add up",
     "SELECT COUNT(*) FROM customers c WHERE {scope:c} AND COALESCE((SELECT CAST(SUM(f.subscriptions) "
     "AS BIGINT) FROM customer_figures f WHERE f.partner_id = c.partner_id "
     "AND f.customer_id = c.customer_id), 0) <> (SELECT COUNT(*) FROM subscriptions s "
     "WHERE s.customer_id = c.customer_id AND s.partner_id = c.partner_id AND s.status = 'active')"},
    {state, "a customer whose total is not that of its resellers",
     "SELECT COUNT(*) FROM customers c WHERE {scope:c} AND (c.licenses <> COALESCE((SELECT "
     "CAST(SUM(f.licenses) AS BIGINT) FROM customer_figures f WHERE f.partner_id = c.partner_id "
     "AND f.customer_id = c.customer_id), 0) OR c.monthly_minor <> COALESCE((SELECT "
     "CAST(SUM(f.monthly_minor) AS BIGINT) FROM customer_figures f WHERE f.partner_id = c.partner_id "
     "AND f.customer_id = c.customer_id), 0))"},
    {whole, "terms of a reseller that has no partnership",
     "SELECT COUNT(*) FROM reseller_terms r WHERE {scope:r} AND NOT EXISTS (SELECT 1 FROM partnerships p "
     "WHERE p.tenant_id = r.partner_id AND p.reseller_id = r.reseller_id)"},
    {whole, "an override of an address of nobody",
     "SELECT COUNT(*) FROM address_overrides o WHERE {scope:o} AND o.subject_id <> o.partner_id AND NOT "
     "EXISTS (SELECT 1 FROM customers c WHERE c.customer_id = o.subject_id AND c.partner_id = o.partner_id)"},
    {state, "a secret link of no customer",
     "SELECT COUNT(*) FROM secret_links l WHERE {scope:l} AND NOT EXISTS (SELECT 1 FROM customers c "
     "WHERE c.customer_id = l.customer_id AND c.partner_id = l.partner_id)"},
    {state, "an accepted invitation without its relation",
     "SELECT COUNT(*) FROM invitations i WHERE {scope:i} AND i.state = 'accepted' AND i.kind IN "
     "('relationship', 'agreement') AND NOT EXISTS (SELECT 1 FROM customers c "
     "WHERE c.customer_id = i.customer_id AND c.partner_id = i.partner_id)"},
    {state, "a partner that signed the partner agreement and does not count as signed",
     "SELECT COUNT(*) FROM partner_agreements p WHERE {tenant:p} AND NOT EXISTS (SELECT 1 FROM tenants t "
     "WHERE t.tenant_id = p.tenant_id AND t.agreement_signed = 1)"},
    {whole, "an invitation of a campaign that is not there",
     "SELECT COUNT(*) FROM invitations i WHERE {scope:i} AND i.campaign_id IS NOT NULL AND NOT EXISTS "
     "(SELECT 1 FROM agreement_campaigns k WHERE k.campaign_id = i.campaign_id)"},
    {state, "an onboarding remembered and not done",
     "SELECT COUNT(*) FROM onboardings o WHERE {scope:o} AND NOT EXISTS (SELECT 1 FROM customers c "
     "WHERE c.customer_id = o.customer_id)"},
    {whole, "a session, factor, link or device of nobody",
     "SELECT COUNT(*) FROM (SELECT tenant_id, user_id FROM sessions UNION ALL SELECT tenant_id, user_id FROM "
     "second_factors UNION ALL SELECT tenant_id, user_id FROM recovery_codes UNION ALL SELECT tenant_id, "
     "user_id FROM user_links UNION ALL SELECT tenant_id, user_id FROM known_devices UNION ALL SELECT "
     "tenant_id, user_id FROM sign_ins UNION ALL SELECT tenant_id, user_id FROM outside_accounts) o WHERE "
     "{tenant:o} AND NOT EXISTS (SELECT 1 FROM users u WHERE "
     "u.user_id = o.user_id AND u.tenant_id = o.tenant_id)"},
    {whole, "an organisation that has people and no global admin among them",
     "SELECT COUNT(*) FROM tenants t WHERE {tenant:t} AND EXISTS (SELECT 1 FROM users u WHERE u.tenant_id = "
     "t.tenant_id AND u.status = 'active') AND NOT EXISTS (SELECT 1 FROM users u WHERE u.tenant_id = "
     "t.tenant_id AND u.status = 'active' AND u.roles LIKE '%GlobalAdmin%')"},
    {state, "a qualification asked for of no customer",
     "SELECT COUNT(*) FROM qualifications q WHERE {scope:q} AND NOT EXISTS (SELECT 1 FROM customers c "
     "WHERE c.customer_id = q.customer_id AND c.partner_id = q.partner_id)"},
    {state, "an approved government qualification without a code, or a code spent beyond its number",
     "SELECT COUNT(*) FROM qualifications q WHERE {scope:q} AND q.qualification = 'government' AND "
     "(q.validation_id IS NULL OR NOT EXISTS (SELECT 1 FROM validation_codes v WHERE v.validation_id = "
     "q.validation_id AND v.remaining_creates >= 0 AND v.remaining_creates < v.max_creates))"},
    {state, "a row of an import that became a customer which is not there, and was not deleted",
     "SELECT COUNT(*) FROM import_rows r WHERE {tenant:r} AND r.state = 'created' AND NOT EXISTS (SELECT 1 "
     "FROM "
     "customers c WHERE c.customer_id = r.customer_id AND c.partner_id = r.tenant_id) AND NOT EXISTS (SELECT "
     "1 "
     "FROM events e WHERE e.type = 'customer_deleted' AND e.subject = r.customer_id)"},
    {whole, "a customer that two rows of imports became",
     "SELECT COUNT(*) FROM (SELECT r.customer_id FROM import_rows r WHERE {tenant:r} AND r.customer_id IS "
     "NOT NULL "
     "GROUP BY r.customer_id HAVING COUNT(*) > 1) t"},
    {whole, "a row of an import that is another tenant's",
     "SELECT COUNT(*) FROM import_rows r WHERE {tenant:r} AND NOT EXISTS (SELECT 1 FROM imports i WHERE "
     "i.import_id = r.import_id AND i.tenant_id = r.tenant_id)"},
    {whole, "a job of no tenant",
     "SELECT COUNT(*) FROM jobs j WHERE {shared} AND j.tenant_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
     "tenants t WHERE t.tenant_id = j.tenant_id)"},
    {whole, "a job that runs without a lease, or holds one and does not run",
     "SELECT COUNT(*) FROM jobs j WHERE {shared} AND (j.state = 'running') <> (j.lease IS NOT NULL)"},
    {whole, "a file of a job that has not all its parts",
     "SELECT COUNT(*) FROM job_files f WHERE {tenant:f} AND f.parts <> (SELECT COUNT(*) FROM job_file_parts "
     "p "
     "WHERE p.job_id = f.job_id AND p.tenant_id = f.tenant_id)"},
    {whole, "a secret of no app",
     "SELECT COUNT(*) FROM app_secrets s WHERE {tenant:s} AND NOT EXISTS (SELECT 1 FROM apps a "
     "WHERE a.app_id = s.app_id AND a.tenant_id = s.tenant_id AND a.removed_at IS NULL)"},
    {whole, "a certificate of no app",
     "SELECT COUNT(*) FROM app_certificates c WHERE {tenant:c} AND NOT EXISTS (SELECT 1 FROM apps a "
     "WHERE a.app_id = c.app_id AND a.tenant_id = c.tenant_id AND a.removed_at IS NULL)"},
    {whole, "a sign-in through an app of nobody",
     "SELECT COUNT(*) FROM token_families f WHERE {tenant:f} AND NOT EXISTS (SELECT 1 FROM users u "
     "WHERE u.user_id = f.user_id AND u.tenant_id = f.tenant_id)"},
    {whole, "a refresh token of no sign-in",
     "SELECT COUNT(*) FROM refresh_tokens r WHERE {tenant:r} AND NOT EXISTS (SELECT 1 FROM token_families f "
     "WHERE f.family_id = r.family_id AND f.tenant_id = r.tenant_id)"},
    {whole, "a domain held by nobody",
     "SELECT COUNT(*) FROM domains d WHERE {shared} AND NOT EXISTS (SELECT 1 FROM tenants t "
     "WHERE t.tenant_id = d.tenant_id)"},
    {whole, "a domain reserved for a draft that is not there",
     "SELECT COUNT(*) FROM domains d WHERE {shared} AND d.draft_id IS NOT NULL AND NOT EXISTS "
     "(SELECT 1 FROM drafts f WHERE f.draft_id = d.draft_id)"},
    {whole, "a customer that no search finds",
     "SELECT COUNT(*) FROM (SELECT c.customer_id FROM customers c WHERE {scope:c} AND c.relationship <> "
     "'none' EXCEPT SELECT w.customer_id FROM customer_words w) t"},
    {whole, "words of no customer",
     "SELECT COUNT(*) FROM customer_words w WHERE {scope:w} AND NOT EXISTS (SELECT 1 FROM customers c "
     "WHERE c.customer_id = w.customer_id AND c.partner_id = w.partner_id)"},
    {whole, "counts of customers that do not add up",
     "SELECT ABS((SELECT COUNT(*) + COUNT(reseller_id) FROM customers WHERE relationship <> 'none' AND "
     "{scope}) - "
     "(SELECT CAST(COALESCE(SUM(customers), 0) AS BIGINT) FROM customer_tallies WHERE {scope})) + "
     "ABS((SELECT COUNT(*) + COUNT(reseller_id) FROM customers WHERE agreement <> 'accepted' AND "
     "relationship <> 'none' AND {scope}) - "
     "(SELECT CAST(COALESCE(SUM(not_accepted), 0) AS BIGINT) FROM customer_tallies WHERE {scope}))"},
    {whole, "sums of subscriptions that do not add up",
     "SELECT ABS((SELECT COUNT(*) + COUNT(reseller_id) FROM subscriptions WHERE status = 'active' "
     "AND {scope}) - "
     "(SELECT CAST(COALESCE(SUM(subscriptions), 0) AS BIGINT) FROM subscription_tallies WHERE {scope}))"},
    {log, "an event of no customer",
     "SELECT COUNT(*) FROM events e WHERE {scope:e} AND e.customer_id IS NOT NULL AND NOT EXISTS "
     "(SELECT 1 FROM customers c WHERE c.customer_id = e.customer_id) AND " NOT_DELETED},
    {log, "a customer whose addition is no event, or two",
     "SELECT COUNT(*) FROM (SELECT c.customer_id FROM customers c WHERE {scope:c} EXCEPT SELECT e.subject "
     "FROM events e WHERE e.type = 'customer_added' GROUP BY e.subject, e.partner_id "
     "HAVING COUNT(*) = 1) t"},
    {log, "an order that is no event, or two",
     "SELECT COUNT(*) FROM (SELECT o.order_id FROM orders o WHERE {scope:o} EXCEPT SELECT e.subject "
     "FROM events e WHERE e.type = 'order_placed' GROUP BY e.subject HAVING COUNT(*) = 1) t"},
    {log, "a subscription that is no event, or two",
     "SELECT COUNT(*) FROM (SELECT s.subscription_id FROM subscriptions s WHERE {scope:s} EXCEPT SELECT "
     "e.subject FROM events e WHERE e.type = 'subscription_added' GROUP BY e.subject "
     "HAVING COUNT(*) = 1) t"},
    {log, "an agreement that is no event, or two",
     "SELECT COUNT(*) FROM (SELECT a.agreement_id FROM agreements a WHERE {scope:a} EXCEPT SELECT e.subject "
     "FROM events e WHERE e.type IN ('agreement_attested', 'agreement_accepted') GROUP BY e.subject "
     "HAVING COUNT(*) = 1) t"},
    {log, "an event of an order that is not there",
     "SELECT COUNT(*) FROM (SELECT e.subject FROM events e WHERE {scope:e} AND e.type = 'order_placed' "
     "AND " NOT_DELETED " EXCEPT SELECT o.order_id FROM orders o) t"},
    {log, "an event of a subscription that is not there",
     "SELECT COUNT(*) FROM (SELECT e.subject FROM events e WHERE {scope:e} AND e.type IN "
     "('subscription_added', 'subscription_changed') AND " NOT_DELETED
     " EXCEPT SELECT s.subscription_id FROM subscriptions s) t"},
};

}  // namespace

std::vector<Invariant> const& invariants() { return list; }

std::vector<Broken> find_broken(db::Tx& tx, Scope const& scope, Invariant::Kind last) {
    std::vector<Broken> out;
    for (auto const& one : invariants()) {
        if (one.kind > last) continue;
        auto const rows = tx.find<std::int64_t>(scope, one.broken).value_or(0);
        if (rows > 0) out.push_back({one.what, rows});
    }
    return out;
}

}  // namespace entrepot::app
