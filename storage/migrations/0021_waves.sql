-- One row a person and wave of check-backs: its place in the project's schedule, the moment it is
-- set for, when it is next looked at, and what became of it. A wave that the next one overtook is
-- closed: nobody is asked two at once.
CREATE TABLE checkbacks_anew (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    wave TEXT NOT NULL,
    place INTEGER NOT NULL,
    -- 1: the schedule has no such wave; someone heard of a later decision when theirs were over
    once_more INTEGER NOT NULL DEFAULT 0,
    set_for TEXT NOT NULL,
    due_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'begun', 'cancelled', 'closed')),
    -- why it was cancelled, in the words of bot.outreach.contact; of an old row nobody knows
    why TEXT,
    run TEXT REFERENCES runs (id) ON DELETE SET NULL,
    UNIQUE (project, participant, wave)
) STRICT;
INSERT INTO checkbacks_anew (id, project, participant, wave, place, once_more, set_for, due_at,
                             state, run)
    SELECT id, project, participant, wave, CAST(substr(wave, 7) AS INTEGER), wave <> 'after-1',
           due_at, due_at, state, run
      FROM checkbacks;
DROP TABLE checkbacks;
ALTER TABLE checkbacks_anew RENAME TO checkbacks;
CREATE INDEX checkbacks_due ON checkbacks (project, due_at) WHERE state = 'waiting';
CREATE INDEX checkbacks_person ON checkbacks (participant, project, place);
CREATE INDEX checkbacks_run ON checkbacks (run);
