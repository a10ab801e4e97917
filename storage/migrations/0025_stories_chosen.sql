-- What members of the team chose as the change that matters most, each time with why, among a few
-- stories at a time. What is chosen goes with its story: a reason would tell of it. Whoever chose
-- can leave, and their reason stays.
CREATE TABLE story_choices (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    wave TEXT NOT NULL,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    why TEXT NOT NULL,
    language TEXT NOT NULL,
    chosen_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    at TEXT NOT NULL,
    -- the next choice of the same reader, in which this one's story was read beside others
    followed_by TEXT REFERENCES story_choices (id) ON DELETE SET NULL,
    undone_at TEXT
) STRICT;
CREATE INDEX story_choices_project ON story_choices (project, wave, chosen_by);
CREATE INDEX story_choices_answer ON story_choices (answer);
CREATE INDEX story_choices_followed ON story_choices (followed_by);

CREATE TABLE story_choices_among (
    choice TEXT NOT NULL REFERENCES story_choices (id) ON DELETE CASCADE,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    PRIMARY KEY (choice, answer)
) STRICT;
CREATE INDEX story_choices_among_answer ON story_choices_among (answer);

-- Stories of what nobody planned, as the team may read them, with the wave they were told in.
CREATE VIEW stories_of_change AS
    SELECT a.*, r.wave, t.value AS tone
      FROM told AS a
      JOIN runs AS r ON r.id = a.run
      LEFT JOIN current_answers AS t ON t.run = a.run AND t.node = a.node || '.tone'
     WHERE a.node = 'checkback.unplanned' AND a.status = 'given';
