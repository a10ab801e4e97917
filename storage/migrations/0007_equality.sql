-- What people said about themselves, asked by an equality block. It belongs to the person and not
-- to a project, and stands apart from what they answered: nothing joins the two for anyone to read.
CREATE TABLE equality_answers (
    id TEXT PRIMARY KEY,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    -- where it was said, and where it can be changed
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    project TEXT NOT NULL,
    -- the block in its version: england-1
    block TEXT NOT NULL,
    question TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('given', 'skipped', 'unsure', 'declined', 'kept')),
    value TEXT NOT NULL,
    words TEXT NOT NULL,
    language TEXT NOT NULL,
    at TEXT NOT NULL,
    superseded_at TEXT,
    set_aside_at TEXT
) STRICT;
CREATE INDEX equality_answers_person ON equality_answers (participant, question);
CREATE INDEX equality_answers_run ON equality_answers (run);

-- Which messages it came in, so that a correction on the phone finds it.
CREATE TABLE equality_messages (
    answer TEXT NOT NULL REFERENCES equality_answers (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    PRIMARY KEY (answer, message_id)
) STRICT;
CREATE INDEX equality_messages_message ON equality_messages (message_id);
