-- name: add!
INSERT INTO promises (id, project, decision, kind, what, due_on, responsible, known_by, language,
                      position, made_at)
VALUES (:id, :project, :decision, :kind, :what, :due_on, :responsible, :known_by, :language,
        :position, :at);

-- name: get^
SELECT id, decision, kind, what, due_on, responsible, known_by, language
  FROM promises WHERE id = :id;

-- name: project_of$
SELECT project FROM promises WHERE id = :id;

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

-- name: drop_agreed!
DELETE FROM promises WHERE project = :project AND kind <> 'change';

-- name: unread_from
-- Who sent words before then that nobody has read to this day.
SELECT DISTINCT a.participant FROM told AS a JOIN runs AS r ON r.id = a.run
 WHERE a.project = :project AND r.script = 'main' AND r.sent_at < :until
   AND NOT EXISTS (SELECT 1 FROM reviews AS v WHERE v.answer = a.id)
 ORDER BY a.participant;

-- name: last_read$
-- When the last of what was sent before then was read.
SELECT MAX(v.at) FROM told AS a JOIN runs AS r ON r.id = a.run JOIN reviews AS v ON v.answer = a.id
 WHERE a.project = :project AND r.script = 'main' AND r.sent_at < :until;

-- name: to_look_at
-- What may have to be told of: promises whose day comes soon or has passed, not told yet.
SELECT p.id, p.kind, p.due_on, p.made_at, p.soon_told_at, p.late_told_at,
       (SELECT s.state FROM promise_states AS s WHERE s.promise = p.id
         ORDER BY s.at DESC, s.id DESC LIMIT 1) AS state
  FROM promises AS p WHERE p.project = :project AND p.late_told_at IS NULL
 ORDER BY p.due_on, p.id;

-- name: told_soon!
UPDATE promises SET soon_told_at = :at WHERE id = :id AND soon_told_at IS NULL;

-- name: told_late!
UPDATE promises SET late_told_at = :at WHERE id = :id AND late_told_at IS NULL;

-- name: words_to_tell
-- What the team says of promises, and those concerned were not told yet: the latest of each.
SELECT s.id, s.promise, s.state, s.at, p.late_told_at
  FROM promise_states AS s JOIN promises AS p ON p.id = s.promise
 WHERE p.project = :project AND s.told_at IS NULL
 ORDER BY s.at, s.id;

-- name: word^
SELECT promise, state, reason, expected_on, language, at FROM promise_states WHERE id = :id;

-- name: told_word!
UPDATE promise_states SET told_at = :at WHERE id = :id;

-- name: unsay!
-- Only the last word of a promise, and only while nobody was told.
DELETE FROM promise_states
 WHERE id = :id AND told_at IS NULL
   AND id = (SELECT s.id FROM promise_states AS s WHERE s.promise = promise_states.promise
              ORDER BY s.at DESC, s.id DESC LIMIT 1);
