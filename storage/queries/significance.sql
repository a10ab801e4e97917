-- name: waves
-- The waves in which somebody the reader may see told of a change nobody planned, the latest first.
SELECT s.wave, COUNT(*) AS n FROM stories_of_change AS s
 WHERE s.project = :project
   AND EXISTS (SELECT 1 FROM in_scope AS i WHERE i.reader = :reader
                  AND i.participant = s.participant AND i.project = s.project)
 GROUP BY s.wave ORDER BY CAST(substr(s.wave, 7) AS INTEGER) DESC;

-- name: unseen
-- The stories of a wave that the reader has not held against others yet, the oldest first. What
-- was held against a story that was taken back since is to be read anew.
SELECT s.id FROM stories_of_change AS s
 WHERE s.project = :project AND s.wave = :wave
   AND EXISTS (SELECT 1 FROM in_scope AS i WHERE i.reader = :reader
                  AND i.participant = s.participant AND i.project = s.project)
   AND NOT EXISTS (SELECT 1 FROM story_choices_among AS g
                     JOIN story_choices AS c ON c.id = g.choice
                     JOIN stories_of_change AS k ON k.id = c.answer
                    WHERE g.answer = s.id AND c.chosen_by = :reader AND c.undone_at IS NULL)
 ORDER BY s.at, s.id;

-- name: standing^
-- What the reader's last choice in a wave was, of what they may still see.
SELECT c.id, c.answer, c.why, c.language, c.at FROM story_choices AS c
  JOIN stories_of_change AS s ON s.id = c.answer
 WHERE c.project = :project AND c.wave = :wave AND c.chosen_by = :reader
   AND c.undone_at IS NULL AND c.followed_by IS NULL
   AND EXISTS (SELECT 1 FROM in_scope AS i WHERE i.reader = :reader
                  AND i.participant = s.participant AND i.project = s.project)
 ORDER BY c.at DESC, c.id DESC LIMIT 1;

-- name: of_others
-- What others chose last in a wave, and why, of stories the reader may see.
SELECT c.id, c.answer, c.why, c.language, c.at FROM story_choices AS c
  JOIN stories_of_change AS s ON s.id = c.answer
 WHERE c.project = :project AND c.wave = :wave AND COALESCE(c.chosen_by, '') <> :reader
   AND c.undone_at IS NULL AND c.followed_by IS NULL
   AND EXISTS (SELECT 1 FROM in_scope AS i WHERE i.reader = :reader
                  AND i.participant = s.participant AND i.project = s.project)
 ORDER BY c.at, c.id;

-- name: wave_of$
SELECT wave FROM stories_of_change WHERE id = :id;

-- name: tone$
SELECT tone FROM stories_of_change WHERE id = :id;

-- name: choose!
INSERT INTO story_choices (id, project, wave, answer, why, language, chosen_by, at)
VALUES (:id, :project, :wave, :answer, :why, :language, :chosen_by, :at);

-- name: choose_among!
INSERT INTO story_choices_among (choice, answer) VALUES (:choice, :answer) ON CONFLICT DO NOTHING;

-- name: follow!
UPDATE story_choices SET followed_by = :id
 WHERE project = :project AND wave = :wave AND chosen_by = :chosen_by AND id <> :id
   AND undone_at IS NULL AND followed_by IS NULL;

-- name: undo!
-- Only the last one: what was chosen on the way to it would not hold without it.
UPDATE story_choices SET undone_at = :at
 WHERE id = :id AND chosen_by = :by AND undone_at IS NULL AND followed_by IS NULL;

-- name: unfollow!
UPDATE story_choices SET followed_by = NULL WHERE followed_by = :id;

-- name: get^
SELECT id, project, wave, answer FROM story_choices WHERE id = :id;

-- name: chosen
-- What stands, story by story, with the reasons of everybody who chose it.
SELECT s.id, s.wave, s.words, s.language, s.story_use, s.about, s.tone, c.why,
       c.language AS why_language,
       (SELECT COUNT(*) FROM stories_of_change AS o
         WHERE o.project = s.project AND o.wave = s.wave) AS told
  FROM story_choices AS c JOIN stories_of_change AS s ON s.id = c.answer
 WHERE c.project = :project AND c.undone_at IS NULL AND c.followed_by IS NULL
 ORDER BY CAST(substr(s.wave, 7) AS INTEGER), s.at, s.id, c.at, c.id;

-- name: every
-- Every choice that was not undone, also those that others followed.
SELECT c.id, c.wave, c.answer, c.why, c.language, c.at, s.story_use,
       c.followed_by IS NULL AS stands,
       (SELECT group_concat(g.answer, ';') FROM story_choices_among AS g
         WHERE g.choice = c.id) AS among
  FROM story_choices AS c JOIN stories_of_change AS s ON s.id = c.answer
 WHERE c.project = :project AND c.undone_at IS NULL
 ORDER BY CAST(substr(c.wave, 7) AS INTEGER), c.at, c.id;
