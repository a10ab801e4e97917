-- name: add!
INSERT INTO promises (id, project, decision, kind, what, due_on, responsible, known_by, language,
                      position, made_at)
VALUES (:id, :project, :decision, :kind, :what, :due_on, :responsible, :known_by, :language,
        :position, :at);

-- name: get^
SELECT id, decision, kind, what, due_on, responsible, known_by, language
  FROM promises WHERE id = :id;

-- name: of_decision
SELECT id, decision, kind, what, due_on, responsible, known_by, language
  FROM promises WHERE decision = :decision ORDER BY position, id;

-- name: of_project
SELECT id, decision, kind, what, due_on, responsible, known_by, language
  FROM promises WHERE project = :project ORDER BY due_on, made_at, position, id;

-- name: say!
INSERT INTO promise_states (id, promise, state, reason, expected_on, language, said_by, at)
VALUES (:id, :promise, :state, :reason, :expected_on, :language, :said_by, :at);

-- name: said
SELECT state, reason, expected_on, language, at FROM promise_states
 WHERE promise = :promise ORDER BY at, id;
