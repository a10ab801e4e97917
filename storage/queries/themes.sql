-- name: add!
INSERT INTO themes (id, project, name, made_by, made_at)
VALUES (:id, :project, :name, :made_by, :at);

-- name: of_project
-- The theme used last comes first.
SELECT t.id, t.project, t.name,
       COUNT(DISTINCT a.participant) AS people,
       COALESCE(MAX(g.at), t.made_at) AS touched
  FROM themes AS t
  LEFT JOIN themings AS g ON g.theme = t.id AND g.undone_at IS NULL
  LEFT JOIN current_answers AS a ON a.id = g.answer
 WHERE t.project = :project
 GROUP BY t.id, t.project, t.name, t.made_at
 ORDER BY touched DESC, t.id;

-- name: get^
SELECT t.id, t.project, t.name, COUNT(DISTINCT a.participant) AS people
  FROM themes AS t
  LEFT JOIN themings AS g ON g.theme = t.id AND g.undone_at IS NULL
  LEFT JOIN current_answers AS a ON a.id = g.answer
 WHERE t.id = :id
 GROUP BY t.id, t.project, t.name;

-- name: put!
INSERT INTO themings (id, answer, theme, made_by, at)
SELECT :id, :answer, :theme, :made_by, :at
 WHERE NOT EXISTS (SELECT 1 FROM themings
                    WHERE answer = :answer AND theme = :theme AND undone_at IS NULL);

-- name: undo!
UPDATE themings SET undone_at = :at
 WHERE answer = :answer AND theme = :theme AND undone_at IS NULL;

-- name: answers
SELECT DISTINCT a.id, a.participant
  FROM themings AS g JOIN current_answers AS a ON a.id = g.answer
 WHERE g.theme = :theme AND g.undone_at IS NULL ORDER BY a.id;

-- name: on_answer
SELECT t.id, t.name FROM themings AS g JOIN themes AS t ON t.id = g.theme
 WHERE g.answer = :answer AND g.undone_at IS NULL ORDER BY g.at, t.id;
