-- In which messages somebody's words stand that are no answer: what they asked, wrote for others,
-- said beside the questions. When they take it back, or are erased, it goes there, too.
CREATE TABLE told_of (
    outbox INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL REFERENCES projects (slug),
    PRIMARY KEY (outbox, participant, project)
) STRICT;
CREATE INDEX told_of_participant ON told_of (participant, project);
