-- A resident may ask on: the question before this one, where its answer did not do.
ALTER TABLE questions ADD COLUMN follows TEXT REFERENCES questions (id) ON DELETE SET NULL;
-- when they said thank you for the answer
ALTER TABLE questions ADD COLUMN thanked_at TEXT;
-- when they were told that the answer is late
ALTER TABLE questions ADD COLUMN late_told_at TEXT;
CREATE INDEX questions_person ON questions (participant, late_told_at);

-- A question and its answer, put by the team so that nobody can be recognised, and shown to whoever
-- asks next. It goes with the question it came from.
CREATE TABLE others_asked (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    question TEXT NOT NULL UNIQUE REFERENCES questions (id) ON DELETE CASCADE,
    -- the power card it is shown at; NULL: wherever someone asks
    constraint_key TEXT,
    -- the language it was written in first: who reads none of the others gets it in this
    language TEXT NOT NULL,
    added_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    added_at TEXT NOT NULL,
    withdrawn_at TEXT
) STRICT;
CREATE INDEX others_asked_project ON others_asked (project, added_at);

CREATE TABLE others_asked_texts (
    entry TEXT NOT NULL REFERENCES others_asked (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    asked TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (entry, language)
) STRICT;
