-- The overview asks which invitations to customers and partners are near their end; a campaign's links by the thousand
-- are none of these.
CREATE INDEX invitations_by_end ON invitations (partner_id, expires_at)
    WHERE state = 'open' AND kind IN ('relationship', 'partnership');
CREATE INDEX invitations_by_end_of_reseller ON invitations (reseller_id, expires_at)
    WHERE reseller_id IS NOT NULL AND state = 'open' AND kind IN ('relationship', 'partnership');
