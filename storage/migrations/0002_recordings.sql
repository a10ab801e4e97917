-- A peer's recordings of what messages say. A revision names them by hash, so that the same one is
-- kept, and sent to Telegram, once; file_id is what Telegram knows it by since.
CREATE TABLE recordings (
    hash TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    file_id TEXT
) STRICT;

-- Whether someone wants to hear them (1) or not (0); nothing until it was offered.
ALTER TABLE participants ADD COLUMN with_voice INTEGER;
