-- Whose it is to decide, where it is not ours; and the decision that one puts right, where people
-- had heard the first already.
ALTER TABLE decisions ADD COLUMN whose TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN replaces TEXT REFERENCES decisions (id) ON DELETE SET NULL;

-- What will not be done as people asked, each with its own reason.
CREATE TABLE decision_noes (
    decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (decision, position)
) STRICT;

-- The power cards a decision touches, each in its version when the decision was made: the one that
-- limited it, and those that the answers it rests on were to influence.
CREATE TABLE decision_cards (
    decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    constraint_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (decision, constraint_key)
) STRICT;
