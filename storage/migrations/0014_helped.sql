-- Who took part through somebody on the team: face to face, by phone, or on paper. They need no
-- address; while they have none, what we have to say goes to whoever helped them.
CREATE TABLE helped (
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL REFERENCES projects (slug),
    helper TEXT REFERENCES participants (id) ON DELETE SET NULL,
    how TEXT NOT NULL CHECK (how IN ('face', 'phone', 'paper')),
    -- on their paper or told to them, so that they can come online later
    code TEXT NOT NULL,
    at TEXT NOT NULL,
    -- from then on they have an address of their own
    joined_at TEXT,
    -- they asked for deletion through their helper; an officer confirms it
    erase_asked_at TEXT,
    PRIMARY KEY (participant, project),
    UNIQUE (project, code)
) STRICT;
CREATE INDEX helped_helper ON helped (helper);
CREATE INDEX helped_code ON helped (code);

-- For whom somebody on the team speaks in their chat at the moment.
CREATE TABLE speaking_for (
    helper TEXT PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX speaking_for_participant ON speaking_for (participant);

-- Someone came online with a code and says they are the one who was helped.
CREATE TABLE claims (
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL REFERENCES projects (slug),
    claimed_by TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'confirmed', 'refused')),
    at TEXT NOT NULL,
    PRIMARY KEY (participant, claimed_by)
) STRICT;
CREATE INDEX claims_by ON claims (claimed_by);

-- A consent someone gave by word of mouth or on paper, and who was there.
ALTER TABLE consents ADD COLUMN how TEXT CHECK (how IN ('face', 'phone', 'paper'));
ALTER TABLE consents ADD COLUMN witness TEXT REFERENCES participants (id) ON DELETE SET NULL;

-- Who on the team has read what was said beside the questions.
ALTER TABLE kept_words ADD COLUMN read_by TEXT REFERENCES participants (id) ON DELETE SET NULL;
ALTER TABLE kept_words ADD COLUMN read_at TEXT;
