-- A concern has a clock: since when it waits, who has it in hand, and all that was done with it.
-- A table whose checks change is made anew; nothing refers to this one.
CREATE TABLE concerns_with_a_clock (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    participant TEXT REFERENCES participants (id) ON DELETE SET NULL,
    pseudonym TEXT NOT NULL,
    words TEXT NOT NULL,
    answer TEXT REFERENCES answers (id) ON DELETE SET NULL,
    question TEXT REFERENCES questions (id) ON DELETE SET NULL,
    marked_by TEXT NOT NULL CHECK (marked_by IN ('resident', 'lead', 'contact')),
    -- who marked it, so that they hear it if nobody could be reached after all
    marker TEXT REFERENCES participants (id) ON DELETE SET NULL,
    marked_at TEXT NOT NULL,
    -- when it was marked, or last handed over: the clock counts from here
    waits_since TEXT NOT NULL,
    acknowledged_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    acknowledged_at TEXT,
    note TEXT,
    -- set while nothing is left to do; it is deleted when its time is over from there
    closed_at TEXT,
    -- an invented one, to practise on: it counts nowhere and is removed afterwards
    rehearsal INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO concerns_with_a_clock
       (id, project, participant, pseudonym, words, answer, marked_by, marked_at, waits_since,
        acknowledged_by, acknowledged_at, note, closed_at)
SELECT id, project, participant, pseudonym, words, answer, marked_by, marked_at, marked_at,
       acknowledged_by, acknowledged_at, note,
       CASE WHEN note IS NOT NULL THEN COALESCE(acknowledged_at, marked_at) END
  FROM concerns;
DROP TABLE concerns;
ALTER TABLE concerns_with_a_clock RENAME TO concerns;
CREATE INDEX concerns_project ON concerns (project, closed_at);
CREATE INDEX concerns_person ON concerns (participant);

-- What happened to a concern, in order. words: what was done, to whom it went outside, why somebody
-- looked who it is. other: the contact it was handed over to.
CREATE TABLE concern_events (
    seq INTEGER PRIMARY KEY,
    concern TEXT NOT NULL REFERENCES concerns (id) ON DELETE CASCADE,
    what TEXT NOT NULL CHECK (what IN
        ('told', 'chased', 'officers', 'seen', 'noted', 'handed', 'outside', 'looked')),
    made_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    other TEXT REFERENCES participants (id) ON DELETE SET NULL,
    words TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX concern_events_concern ON concern_events (concern, seq);
INSERT INTO concern_events (concern, what, made_by, at)
SELECT id, 'seen', acknowledged_by, acknowledged_at FROM concerns WHERE acknowledged_at IS NOT NULL;
INSERT INTO concern_events (concern, what, made_by, words, at)
SELECT id, 'noted', acknowledged_by, note, closed_at FROM concerns WHERE note IS NOT NULL;

-- Words of the project's own hint list were found in it: it is put in front of somebody sooner.
-- That is all it means, and nobody is shown which words.
CREATE TABLE hinted (
    answer TEXT UNIQUE REFERENCES answers (id) ON DELETE CASCADE,
    question TEXT UNIQUE REFERENCES questions (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    CHECK ((answer IS NULL) <> (question IS NULL))
) STRICT;
