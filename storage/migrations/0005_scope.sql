-- A peer lead's scope is their own people: those who came by their links. Officers can widen it.
-- Those who led before this go on seeing everyone, as they were told they would.
ALTER TABLE staff ADD COLUMN sees TEXT NOT NULL DEFAULT 'own' CHECK (sees IN ('own', 'all'));
-- What the team, and the people who came through them, call someone; they chose it for that.
ALTER TABLE staff ADD COLUMN name TEXT;
UPDATE staff SET sees = 'all' WHERE role = 'lead';
ALTER TABLE invites ADD COLUMN sees TEXT NOT NULL DEFAULT 'own' CHECK (sees IN ('own', 'all'));
ALTER TABLE invites ADD COLUMN name TEXT;
UPDATE invites SET sees = 'all' WHERE role = 'lead';

-- The peer lead someone came through, or was handed over to.
ALTER TABLE memberships ADD COLUMN lead TEXT REFERENCES participants (id) ON DELETE SET NULL;
CREATE INDEX memberships_lead ON memberships (lead, project);

-- Each peer lead's own link, one a language.
CREATE TABLE lead_links (
    code TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    lead TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    made_at TEXT NOT NULL,
    UNIQUE (project, lead, language)
) STRICT;

-- Somebody on the team does not see what this person says: the person would rather not be read by
-- them, or they know each other. Nobody is told why.
CREATE TABLE kept_apart (
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL REFERENCES projects (slug),
    staff TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    wished_by TEXT NOT NULL CHECK (wished_by IN ('resident', 'staff')),
    at TEXT NOT NULL,
    PRIMARY KEY (participant, project, staff)
) STRICT;
CREATE INDEX kept_apart_staff ON kept_apart (staff);

-- Who may see whose words: the one place that says so. Safeguarding contacts see concerns only.
CREATE VIEW in_scope AS
    SELECT DISTINCT s.participant AS reader, m.participant, m.project
      FROM staff AS s
      JOIN memberships AS m ON s.project = m.project OR s.project IS NULL
     WHERE s.revoked_at IS NULL AND m.participant <> s.participant
       AND (s.role IN ('officer', 'admin')
            OR (s.role = 'lead' AND (s.sees = 'all' OR m.lead = s.participant)))
       AND NOT EXISTS (SELECT 1 FROM kept_apart AS k
                        WHERE k.participant = m.participant AND k.project = m.project
                          AND k.staff = s.participant);
