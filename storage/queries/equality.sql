-- name: add!
INSERT INTO equality_answers (id, participant, run, project, block, question, status, value, words,
                              language, at)
VALUES (:id, :participant, :run, :project, :block, :question, :status, :value, :words,
        :language, :at);

-- name: add_message!
INSERT INTO equality_messages (answer, message_id) VALUES (:answer, :message_id)
ON CONFLICT DO NOTHING;

-- name: current
SELECT question, block, run, project, status, value, words, language FROM equality_answers
 WHERE participant = :participant AND superseded_at IS NULL AND set_aside_at IS NULL
 ORDER BY at, question;

-- name: supersede!
-- The last word counts, in whichever project it was said.
UPDATE equality_answers SET superseded_at = :at
 WHERE participant = :participant AND question = :question AND superseded_at IS NULL;

-- name: supersede_elsewhere!
UPDATE equality_answers SET superseded_at = :at
 WHERE participant = :participant AND question = :question AND run <> :run
   AND superseded_at IS NULL;

-- name: set_aside!
UPDATE equality_answers SET set_aside_at = :at
 WHERE run = :run AND question = :question AND superseded_at IS NULL;

-- name: restore!
UPDATE equality_answers SET set_aside_at = NULL
 WHERE run = :run AND question = :question AND superseded_at IS NULL;

-- name: erase!
DELETE FROM equality_answers WHERE participant = :participant;

-- name: erase_files!
DELETE FROM media WHERE id IN (SELECT media FROM kept_words
                                WHERE participant = :participant AND media IS NOT NULL
                                  AND (node = :offer OR node LIKE :questions));

-- name: erase_words!
DELETE FROM kept_words
 WHERE participant = :participant AND (node = :offer OR node LIKE :questions);

-- name: counts
-- People who sent their answers in the project and agree now that it counts these: what they told
-- in it by one scope, what they told elsewhere by the other.
SELECT e.question, e.status, e.value, COUNT(*) AS people
  FROM equality_answers AS e
 WHERE e.superseded_at IS NULL AND e.set_aside_at IS NULL
   AND EXISTS (SELECT 1 FROM runs AS r
                WHERE r.participant = e.participant AND r.project = :project
                  AND r.script = 'main' AND r.sent_at IS NOT NULL)
   AND (SELECT c.given FROM consents AS c
         WHERE c.participant = e.participant AND c.project = :project
           AND c.scope = CASE WHEN e.project = :project THEN :tell ELSE :use END
         ORDER BY c.seq DESC LIMIT 1) = 1
 GROUP BY e.question, e.status, e.value
 ORDER BY e.question, e.status, e.value;
