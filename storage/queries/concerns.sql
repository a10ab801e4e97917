-- name: add!
INSERT INTO concerns (id, project, participant, pseudonym, words, answer, question, marked_by,
                      marker, marked_at, waits_since, rehearsal)
VALUES (:id, :project, :participant, :pseudonym, :words, :answer, :question, :marked_by,
        :marker, :at, :at, :rehearsal);

-- name: get^
SELECT * FROM concerns WHERE id = :id;

-- name: open
SELECT * FROM concerns
 WHERE project = :project AND closed_at IS NULL AND rehearsal = 0 ORDER BY marked_at, id;

-- name: of_project
SELECT * FROM concerns WHERE project = :project AND rehearsal = 0 ORDER BY marked_at, id;

-- name: of_person
SELECT * FROM concerns WHERE participant = :participant AND rehearsal = 0 ORDER BY marked_at;

-- name: acknowledge!
UPDATE concerns SET acknowledged_by = :by, acknowledged_at = :at
 WHERE id = :id AND acknowledged_at IS NULL;

-- name: passed_on$
SELECT COUNT(*) FROM concerns
 WHERE (answer = :said OR question = :said) AND marked_by IN ('lead', 'contact');

-- name: note!
UPDATE concerns SET note = COALESCE(note || :between, '') || :note, closed_at = :at WHERE id = :id;

-- name: wait_again!
UPDATE concerns SET waits_since = :at, acknowledged_by = NULL, acknowledged_at = NULL,
                    closed_at = NULL
 WHERE id = :id;

-- name: happened!
INSERT INTO concern_events (concern, what, made_by, other, words, at)
VALUES (:concern, :what, :made_by, :other, :words, :at);

-- name: history
SELECT what, made_by, other, words, at FROM concern_events WHERE concern = :concern ORDER BY seq;

-- name: over
SELECT * FROM concerns
 WHERE project = :project AND rehearsal = 0 AND closed_at < :before ORDER BY closed_at, id;

-- name: drop!
DELETE FROM concerns WHERE id = :id;

-- name: rehearsals
SELECT * FROM concerns WHERE rehearsal = 1 AND marked_at < :before ORDER BY marked_at, id;

-- name: rehearsal_of^
SELECT * FROM concerns WHERE rehearsal = 1 AND project = :project ORDER BY marked_at LIMIT 1;

-- name: said
-- What someone said in a project that they can mark, the newest first: sent or not.
SELECT 'answer' AS sort, a.id, a.words, a.node, a.at,
       (SELECT COUNT(*) FROM answer_media AS f WHERE f.answer = a.id) AS files
  FROM answers AS a
 WHERE a.participant = :participant AND a.project = :project
   AND a.superseded_at IS NULL AND a.set_aside_at IS NULL
   AND (a.words <> '[]' OR EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = a.id))
UNION ALL
SELECT 'question', q.id, json_array(q.words), NULL, q.asked_at, 0
  FROM questions AS q WHERE q.participant = :participant AND q.project = :project
UNION ALL
SELECT 'kept', k.id, json_array(k.words), NULL, k.at, 0
  FROM kept_words AS k WHERE k.participant = :participant AND k.project = :project
 ORDER BY at DESC, id LIMIT :at_most;

-- name: in_message$
-- The answer that a message of someone's gave, if any.
SELECT a.id FROM answer_messages AS m JOIN answers AS a ON a.id = m.answer
 WHERE a.participant = :participant AND m.message_id = :message_id
   AND a.superseded_at IS NULL AND a.set_aside_at IS NULL LIMIT 1;

-- name: hint!
INSERT INTO hinted (answer, question, at) VALUES (:answer, :question, :at) ON CONFLICT DO NOTHING;

-- name: sent_in
SELECT a.id, a.words, a.node FROM current_answers AS a
  LEFT JOIN current_answers AS u ON u.run = a.run AND u.node = a.node || '.use'
 WHERE a.run = :run AND a.words <> '[]' AND COALESCE(u.value, '[]') <> '["never"]'
 ORDER BY a.at, a.id;

-- name: hinted^
SELECT h.answer, h.question, a.words, a.project, a.participant, a.at, m.pseudonym
  FROM hinted AS h
  JOIN current_answers AS a ON a.id = h.answer
  JOIN memberships AS m ON m.participant = a.participant AND m.project = a.project
  LEFT JOIN current_answers AS u ON u.run = a.run AND u.node = a.node || '.use'
 WHERE h.answer = :said AND COALESCE(u.value, '[]') <> '["never"]'
UNION ALL
SELECT h.answer, h.question, json_array(q.words), q.project, q.participant, q.asked_at, m.pseudonym
  FROM hinted AS h
  JOIN questions AS q ON q.id = h.question
  JOIN memberships AS m ON m.participant = q.participant AND m.project = q.project
 WHERE h.question = :said;
