-- name: add!
INSERT INTO themes (id, project, name, made_by, made_at)
VALUES (:id, :project, :name, :made_by, :at);

-- name: of_project
-- The theme used last comes first.
SELECT t.id, t.project, t.name,
       (SELECT COUNT(DISTINCT a.participant)
          FROM themings AS g JOIN told AS a ON a.id = g.answer
         WHERE g.theme = t.id AND g.undone_at IS NULL) AS people,
       COALESCE((SELECT MAX(g.at) FROM themings AS g
                  WHERE g.theme = t.id AND g.undone_at IS NULL), t.made_at) AS touched
  FROM themes AS t
 WHERE t.project = :project AND t.merged_into IS NULL
 ORDER BY touched DESC, t.id;

-- name: get^
SELECT t.id, t.project, t.name,
       (SELECT COUNT(DISTINCT a.participant)
          FROM themings AS g JOIN told AS a ON a.id = g.answer
         WHERE g.theme = t.id AND g.undone_at IS NULL) AS people
  FROM themes AS t
 WHERE t.id = :id;

-- name: put!
-- Each reader puts their own: two who read the same answer at once do not get in each other's way.
INSERT INTO themings (id, answer, theme, made_by, at)
SELECT :id, :answer, :theme, :made_by, :at
 WHERE NOT EXISTS (SELECT 1 FROM themings
                    WHERE answer = :answer AND theme = :theme AND made_by = :made_by
                      AND undone_at IS NULL);

-- name: undo!
UPDATE themings SET undone_at = :at
 WHERE answer = :answer AND theme = :theme AND made_by = :made_by AND undone_at IS NULL;

-- name: answers
SELECT DISTINCT a.id, a.participant
  FROM themings AS g JOIN told AS a ON a.id = g.answer
 WHERE g.theme = :theme AND g.undone_at IS NULL ORDER BY a.id;

-- name: on_answer
-- Someone who reads it as the second sees their own themes only.
SELECT t.id, t.name, MIN(g.at) AS since FROM themings AS g JOIN themes AS t ON t.id = g.theme
 WHERE g.answer = :answer AND g.undone_at IS NULL AND t.merged_into IS NULL
   AND (g.made_by = :reader OR NOT EXISTS (
        SELECT 1 FROM second_readings AS s
          LEFT JOIN reviews AS v ON v.answer = s.answer
         WHERE s.answer = g.answer
           AND (s.reader = :reader OR (s.at IS NULL AND v.made_by IS NOT :reader))))
 GROUP BY t.id, t.name ORDER BY since, t.id;

-- name: current$
-- What a theme is part of by now: itself, or the last it was merged into.
WITH RECURSIVE into_what (id, merged_into) AS (
    SELECT id, merged_into FROM themes WHERE id = :id
    UNION SELECT t.id, t.merged_into FROM themes AS t JOIN into_what AS w ON t.id = w.merged_into)
SELECT id FROM into_what WHERE merged_into IS NULL;
