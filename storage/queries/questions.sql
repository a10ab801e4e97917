-- name: add!
INSERT INTO questions (id, project, participant, constraint_key, words, language, follows,
                       contribution, asked_at)
VALUES (:id, :project, :participant, :constraint_key, :words, :language, :follows,
        :contribution, :at);

-- name: get^
SELECT q.*, m.pseudonym
  FROM questions AS q
  JOIN memberships AS m ON m.participant = q.participant AND m.project = q.project
 WHERE q.id = :id
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = q.participant AND s.project = q.project);

-- name: own^
-- A question as its asker sees it, or the bot itself.
SELECT q.*, m.pseudonym
  FROM questions AS q
  JOIN memberships AS m ON m.participant = q.participant AND m.project = q.project
 WHERE q.id = :id;

-- name: open
SELECT q.*, m.pseudonym
  FROM questions AS q
  JOIN memberships AS m ON m.participant = q.participant AND m.project = q.project
 WHERE q.project = :project AND q.answered_at IS NULL
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = q.participant AND s.project = q.project)
 ORDER BY EXISTS (SELECT 1 FROM hinted AS h WHERE h.question = q.id) DESC, q.asked_at, q.id;

-- name: answer!
UPDATE questions SET answer = :answer, answered_by = :answered_by, answered_at = :at
 WHERE id = :id AND answered_at IS NULL;

-- name: thank!
UPDATE questions SET thanked_at = :at
 WHERE id = :id AND answered_at IS NOT NULL AND thanked_at IS NULL;

-- name: late!
UPDATE questions SET late_told_at = :at
 WHERE id = :id AND answered_at IS NULL AND late_told_at IS NULL;
