-- Answers as the team may read them: sent, current, with words or a file, under a made-up name.
-- A story told "not at all" is not among them, nor is what was said about it; use, topic and
-- weight are its teller's own word on it.
CREATE VIEW told AS
    SELECT a.id, a.run, a.participant, a.project, a.node, a.status, a.value, a.words, a.language,
           a.at, m.pseudonym, m.source, r.revision,
           u.value AS story_use, w.value AS weight,
           CASE b.value WHEN '[]' THEN b.words ELSE b.value END AS about,
           (SELECT o.id FROM answers AS o
             WHERE o.run = a.run AND o.node = a.node AND o.superseded_at > r.sent_at
             ORDER BY o.superseded_at DESC, o.id LIMIT 1) AS was
      FROM current_answers AS a
      JOIN runs AS r ON r.id = a.run
      JOIN memberships AS m ON m.participant = a.participant AND m.project = a.project
      LEFT JOIN current_answers AS u ON u.run = a.run
       AND u.node = CASE WHEN a.node LIKE '%.use' THEN a.node
                         WHEN a.node LIKE '%.about' THEN substr(a.node, 1, length(a.node) - 6)
                              || '.use'
                         WHEN a.node LIKE '%.weight' THEN substr(a.node, 1, length(a.node) - 7)
                              || '.use'
                         ELSE a.node || '.use' END
      LEFT JOIN current_answers AS b ON b.run = a.run AND b.node = a.node || '.about'
      LEFT JOIN current_answers AS w ON w.run = a.run AND w.node = a.node || '.weight'
     WHERE (a.words <> '[]' OR EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = a.id))
       AND COALESCE(u.value, '[]') <> '["never"]';

-- One reader skipped it: it comes again at the end of their queue.
CREATE TABLE put_off (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    reader TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    PRIMARY KEY (answer, reader)
) STRICT;

-- Worth quoting. The mark falls when its teller allows less.
CREATE TABLE quotes (
    answer TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
    made_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    at TEXT NOT NULL
) STRICT;

-- Something in an answer that the team has to do something about.
CREATE TABLE flags (
    id TEXT PRIMARY KEY,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    made_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    resolved_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    resolved_at TEXT
) STRICT;
CREATE INDEX flags_answer ON flags (answer);

-- What a reader did last with an answer, so that they can undo it, whatever it was.
CREATE TABLE last_deeds (
    reader TEXT PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE,
    -- an Undo button names it: it must not undo what came after it
    id TEXT NOT NULL,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    what TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;

-- In which messages an answer was told to the team: its teller may take it back while it is read.
CREATE TABLE told_in (
    outbox INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    PRIMARY KEY (outbox, answer)
) STRICT;
CREATE INDEX told_in_answer ON told_in (answer);

-- One message back to whoever said something, relayed; the answer is a run of its own.
CREATE TABLE asked_back (
    id TEXT PRIMARY KEY,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    made_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    words TEXT NOT NULL,
    language TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'begun', 'cancelled'))
) STRICT;
CREATE INDEX asked_back_answer ON asked_back (answer);

-- Answers that a second peer reads without seeing the first one's themes.
CREATE TABLE second_readings (
    answer TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
    reader TEXT REFERENCES participants (id) ON DELETE SET NULL,
    at TEXT
) STRICT;

-- A theme that was merged into another is no longer offered; decisions still rest on it.
ALTER TABLE themes ADD COLUMN merged_into TEXT REFERENCES themes (id);

-- The words people said, folded, to be searched. They are written down when somebody searches, so
-- that what was not sent is never among them, and go when the answer goes.
CREATE TABLE indexed (
    id INTEGER PRIMARY KEY,
    answer TEXT NOT NULL UNIQUE REFERENCES answers (id) ON DELETE CASCADE
) STRICT;
CREATE VIRTUAL TABLE said_words USING fts5 (words, tokenize = 'unicode61');
INSERT INTO said_words (said_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER indexed_gone AFTER DELETE ON indexed BEGIN
    DELETE FROM said_words WHERE rowid = old.id;
END;
