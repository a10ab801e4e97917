-- name: add!
INSERT INTO decisions (id, project, heard, verdict, decided, why, constraint_key,
                       constraint_version, language, made_by, made_at, told_at)
VALUES (:id, :project, :heard, :verdict, :decided, :why, :constraint_key,
        :constraint_version, :language, :made_by, :at, :at);

-- name: add_theme!
INSERT INTO decision_themes (decision, theme) VALUES (:decision, :theme) ON CONFLICT DO NOTHING;

-- name: add_answer!
INSERT INTO decision_answers (decision, answer) VALUES (:decision, :answer)
ON CONFLICT DO NOTHING;

-- name: add_promise!
INSERT INTO promises (id, decision, project, what, due_on, responsible, made_at)
VALUES (:id, :decision, :project, :what, :due_on, :responsible, :at);

-- name: get^
SELECT * FROM decisions WHERE id = :id;

-- name: of_project
SELECT * FROM decisions WHERE project = :project ORDER BY made_at, id;

-- name: promise_of^
SELECT id, decision, what, due_on, responsible FROM promises WHERE decision = :decision;

-- name: promise^
SELECT id, decision, what, due_on, responsible FROM promises WHERE id = :id;

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
