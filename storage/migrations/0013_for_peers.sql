-- A peer lead who has stepped back: the role is revoked meanwhile, and can be had again in one tap.
-- What it let them see, and what they are called, are kept for then. Stepped back for good, it can
-- be undone for a day.
CREATE TABLE stepped_back (
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL REFERENCES projects (slug),
    since TEXT NOT NULL,
    for_good INTEGER NOT NULL CHECK (for_good IN (0, 1)),
    sees TEXT NOT NULL CHECK (sees IN ('own', 'all')),
    name TEXT,
    PRIMARY KEY (participant, project)
) STRICT;

-- Whose own someone was before that peer lead stepped back: they go back to them.
ALTER TABLE memberships ADD COLUMN lent_by TEXT REFERENCES participants (id) ON DELETE SET NULL;
CREATE INDEX memberships_lent_by ON memberships (lent_by, project);

-- What a member of the team wants for themselves. digest_day: the day of the week a digest comes,
-- Monday being 1; NULL: none. told_at: until when the last one told. ask_after: whether to ask how
-- they are after a story that was hard; asked_at: when that was last asked.
CREATE TABLE care (
    participant TEXT PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE,
    digest_day INTEGER CHECK (digest_day BETWEEN 1 AND 7),
    told_at TEXT,
    ask_after INTEGER NOT NULL DEFAULT 1 CHECK (ask_after IN (0, 1)),
    asked_at TEXT
) STRICT;

-- What someone on the team did, in minutes, or paid, in pence; they write it down themselves.
CREATE TABLE timesheet (
    id TEXT PRIMARY KEY,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL REFERENCES projects (slug),
    kind TEXT NOT NULL CHECK (kind IN ('minutes', 'pence')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    what TEXT NOT NULL,
    day TEXT NOT NULL,
    receipt TEXT REFERENCES media (id) ON DELETE SET NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX timesheet_participant ON timesheet (participant, project, day);
CREATE INDEX timesheet_receipt ON timesheet (receipt);
