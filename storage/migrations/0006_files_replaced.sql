-- Which message a file came in, and what Telegram calls the same file wherever it meets it: a
-- message edited on the phone may hold another one.
ALTER TABLE media ADD COLUMN message_id INTEGER;
ALTER TABLE media ADD COLUMN unique_id TEXT;
CREATE INDEX media_message ON media (participant, message_id);
