-- The log is read in the order of turns, and a restored or moved log begins a new epoch, after all that its
-- readers have seen (src/events/event.hpp).
CREATE TABLE event_epochs (
    epoch BIGINT PRIMARY KEY,
    identity TEXT NOT NULL,         -- of the database's history: another one, another epoch
    begun_at BIGINT NOT NULL        -- real time
);
INSERT INTO event_epochs (epoch, identity, begun_at) VALUES (1, 'first', 0);

ALTER TABLE events ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
DROP INDEX events_by_partner;
CREATE INDEX events_by_partner ON events (partner_id, turn, number);
