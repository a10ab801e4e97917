-- name: add!
INSERT INTO decisions (id, project, heard, verdict, decided, why, constraint_key,
                       constraint_version, language, decided_by, decided_on, made_by, made_at,
                       told_at)
VALUES (:id, :project, :heard, :verdict, :decided, :why, :constraint_key,
        :constraint_version, :language, :decided_by, :decided_on, :made_by, :at, :at);

-- name: add_theme!
-- After the answers: counts the people whose answers under it are among them.
INSERT INTO decision_themes (decision, theme, side, voices)
VALUES (:decision, :theme, :side,
        (SELECT COUNT(DISTINCT a.participant)
           FROM decision_answers AS d
           JOIN answers AS a ON a.id = d.answer
           JOIN themings AS g ON g.answer = a.id AND g.undone_at IS NULL
          WHERE d.decision = :decision AND g.theme = :theme))
ON CONFLICT DO NOTHING;

-- name: add_answer!
INSERT INTO decision_answers (decision, answer, side) VALUES (:decision, :answer, :side)
ON CONFLICT DO NOTHING;

-- name: count_voices!
UPDATE decisions SET voices = (
    SELECT COUNT(DISTINCT a.participant)
      FROM decision_answers AS d JOIN answers AS a ON a.id = d.answer
     WHERE d.decision = :decision)
 WHERE id = :decision;

-- name: get^
SELECT * FROM decisions WHERE id = :id;

-- name: of_project
SELECT * FROM decisions WHERE project = :project ORDER BY made_at, id;

-- name: heard_themes
SELECT t.id, t.name, d.side, d.voices
  FROM decision_themes AS d JOIN themes AS t ON t.id = d.theme
 WHERE d.decision = :decision ORDER BY d.side DESC, d.voices DESC, t.name, t.id;

-- name: contributors
SELECT DISTINCT a.participant FROM decision_answers AS d JOIN answers AS a ON a.id = d.answer
 WHERE d.decision = :decision ORDER BY a.participant;

-- name: own_words
SELECT a.words FROM decision_answers AS d JOIN answers AS a ON a.id = d.answer
 WHERE d.decision = :decision AND a.participant = :participant ORDER BY a.at, a.id;

-- name: told_to
-- The decisions whose words rest, among others, on this person's.
SELECT DISTINCT c.* FROM decisions AS c
  JOIN decision_answers AS d ON d.decision = c.id
  JOIN answers AS a ON a.id = d.answer
 WHERE c.project = :project AND a.participant = :participant ORDER BY c.made_at, c.id;

-- name: told_aloud$
SELECT COUNT(*) FROM decision_answers AS d
  JOIN answers AS a ON a.id = d.answer
  JOIN answer_media AS m ON m.answer = a.id
 WHERE d.decision = :decision AND a.participant = :participant;

-- name: first_made$
SELECT MIN(made_at) FROM decisions WHERE project = :project;
