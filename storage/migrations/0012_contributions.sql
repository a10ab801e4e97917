-- What someone wrote for others to see. A new kind is a value here, and a line in the rooms.
CREATE TABLE contributions (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('statement', 'quote')),
    project TEXT NOT NULL REFERENCES projects (slug),
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    -- the step of the script where others see it
    step TEXT NOT NULL,
    made_at TEXT NOT NULL,
    -- taken back by who wrote it, who may put it back
    withdrawn_at TEXT,
    UNIQUE (answer, kind)
) STRICT;
CREATE INDEX contributions_project ON contributions (project, kind, step);
CREATE INDEX contributions_person ON contributions (participant);

-- What the team did with it. words are what others read; a refusal has none.
CREATE TABLE moderations (
    id TEXT PRIMARY KEY,
    contribution TEXT NOT NULL REFERENCES contributions (id) ON DELETE CASCADE,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'changed', 'refused')),
    words TEXT,
    reason TEXT,
    note TEXT,
    made_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    at TEXT NOT NULL,
    undone_at TEXT
) STRICT;
CREATE UNIQUE INDEX moderations_standing ON moderations (contribution) WHERE undone_at IS NULL;

-- A reply to what the team did with it is a question for the team.
ALTER TABLE questions ADD COLUMN contribution TEXT REFERENCES contributions (id) ON DELETE SET NULL;

-- Contributions that can count: sent by whoever wrote them, not replaced, not taken back.
CREATE VIEW current_contributions AS
    SELECT c.id, c.kind, c.project, c.participant, c.answer, c.step, c.made_at,
           a.words AS own_words, a.language
      FROM contributions AS c
      JOIN current_answers AS a ON a.id = c.answer
     WHERE c.withdrawn_at IS NULL;

-- What others see.
CREATE VIEW shown_contributions AS
    SELECT c.*, m.words, m.at AS shown_at
      FROM current_contributions AS c
      JOIN moderations AS m ON m.contribution = c.id AND m.undone_at IS NULL
     WHERE m.words IS NOT NULL;
