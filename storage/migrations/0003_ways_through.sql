-- project: which conversation someone is in now, the one they chose last or that asked last;
-- workplace: the project a member of the team works in at the moment; awake: their own hours, as
-- "18:00-22:00", in which they may be written to unasked (NULL: the usual ones).
ALTER TABLE participants ADD COLUMN project TEXT REFERENCES projects (slug);
ALTER TABLE participants ADD COLUMN workplace TEXT REFERENCES projects (slug);
ALTER TABLE participants ADD COLUMN awake TEXT;

-- The language someone speaks in this project; NULL: the one they speak with us.
ALTER TABLE memberships ADD COLUMN language TEXT;

-- asked_at: when the run's question was last put; heard_at: when the person last did something.
-- touched_at moves with every change, reminders too.
ALTER TABLE runs ADD COLUMN asked_at TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN heard_at TEXT NOT NULL DEFAULT '';
UPDATE runs SET asked_at = touched_at, heard_at = touched_at;
