-- What a decision rests on, counted when it was made: the number of voices stays when a person is
-- erased, their words do not. A theme or an answer can speak against it as well as for it.
ALTER TABLE decisions ADD COLUMN voices INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decisions ADD COLUMN decided_by TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN decided_on TEXT;
ALTER TABLE decision_themes ADD COLUMN side TEXT NOT NULL DEFAULT 'for'
    CHECK (side IN ('for', 'against'));
ALTER TABLE decision_themes ADD COLUMN voices INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decision_answers ADD COLUMN side TEXT NOT NULL DEFAULT 'for'
    CHECK (side IN ('for', 'against'));

UPDATE decisions SET decided_on = substr(made_at, 1, 10),
    voices = (SELECT COUNT(DISTINCT a.participant)
                FROM decision_answers AS d JOIN answers AS a ON a.id = d.answer
               WHERE d.decision = decisions.id);
UPDATE decision_themes SET
    voices = (SELECT COUNT(DISTINCT a.participant)
                FROM decision_answers AS d
                JOIN themings AS g ON g.answer = d.answer AND g.undone_at IS NULL
                JOIN answers AS a ON a.id = d.answer
               WHERE d.decision = decision_themes.decision AND g.theme = decision_themes.theme);

-- A dated change that a decision carries (kind 'change'), or a date agreed with people when they
-- were asked ('read', 'report'), which rests on no decision and has no words of its own.
CREATE TABLE promises_anew (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    decision TEXT REFERENCES decisions (id) ON DELETE CASCADE,
    kind TEXT NOT NULL DEFAULT 'change' CHECK (kind IN ('change', 'read', 'report')),
    what TEXT NOT NULL,
    due_on TEXT NOT NULL,
    responsible TEXT NOT NULL,
    -- how people will know that it is so
    known_by TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL,
    CHECK ((kind = 'change') = (decision IS NOT NULL))
) STRICT;
INSERT INTO promises_anew (id, project, decision, what, due_on, responsible, language, made_at)
    SELECT p.id, p.project, p.decision, p.what, p.due_on, p.responsible, d.language, p.made_at
      FROM promises AS p JOIN decisions AS d ON d.id = p.decision;
DROP TABLE promises;
ALTER TABLE promises_anew RENAME TO promises;
CREATE INDEX promises_decision ON promises (decision);
CREATE INDEX promises_project ON promises (project, due_on);

-- What the team says of a promise, one word after another; the last one counts. It stands beside
-- what residents say and is never mixed with it.
CREATE TABLE promise_states (
    id TEXT PRIMARY KEY,
    promise TEXT NOT NULL REFERENCES promises (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('in_hand', 'kept', 'part', 'not_kept')),
    reason TEXT NOT NULL,
    -- the day it is now expected, where the team named one; the day promised stays as it was
    expected_on TEXT,
    language TEXT NOT NULL,
    said_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX promise_states_promise ON promise_states (promise, at);
