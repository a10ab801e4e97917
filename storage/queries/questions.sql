-- name: add!
INSERT INTO questions (id, project, participant, constraint_key, words, language, asked_at)
VALUES (:id, :project, :participant, :constraint_key, :words, :language, :at);

-- name: get^
SELECT q.id, q.project, q.participant, m.pseudonym, q.constraint_key, q.words, q.language,
       q.asked_at, q.answer, q.answered_at
  FROM questions AS q
  JOIN memberships AS m ON m.participant = q.participant AND m.project = q.project
 WHERE q.id = :id
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = q.participant AND s.project = q.project);

-- name: open
SELECT q.id, q.project, q.participant, m.pseudonym, q.constraint_key, q.words, q.language,
       q.asked_at, q.answer, q.answered_at
  FROM questions AS q
  JOIN memberships AS m ON m.participant = q.participant AND m.project = q.project
 WHERE q.project = :project AND q.answered_at IS NULL
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = q.participant AND s.project = q.project)
 ORDER BY q.asked_at, q.id;

-- name: answer!
UPDATE questions SET answer = :answer, answered_by = :answered_by, answered_at = :at
 WHERE id = :id AND answered_at IS NULL;
