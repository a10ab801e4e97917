-- name: add!
INSERT INTO contributions (id, kind, project, participant, answer, step, made_at)
VALUES (:id, :kind, :project, :participant, :answer, :step, :at) ON CONFLICT DO NOTHING;

-- name: waiting
-- What nobody has looked at yet, of people the reader may see.
SELECT c.*, p.pseudonym, NULL AS verdict, NULL AS words, NULL AS reason, NULL AS note,
       NULL AS made_by
  FROM current_contributions AS c
  JOIN memberships AS p ON p.participant = c.participant AND p.project = c.project
 WHERE c.project = :project
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = c.participant AND s.project = c.project)
   AND NOT EXISTS (SELECT 1 FROM moderations AS m
                    WHERE m.contribution = c.id AND m.undone_at IS NULL)
 ORDER BY c.made_at, c.id;

-- name: get^
SELECT c.*, p.pseudonym, m.verdict, m.words, m.reason, m.note, m.made_by
  FROM current_contributions AS c
  JOIN memberships AS p ON p.participant = c.participant AND p.project = c.project
  LEFT JOIN moderations AS m ON m.contribution = c.id AND m.undone_at IS NULL
 WHERE c.id = :id
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = c.participant AND s.project = c.project);

-- name: own^
SELECT c.id, c.kind, c.project, c.participant, c.answer, c.step, c.made_at, a.words AS own_words,
       a.language, t.story_use, p.pseudonym, m.verdict, m.words, m.reason, m.note, m.made_by
  FROM contributions AS c
  JOIN answers AS a ON a.id = c.answer
  JOIN memberships AS p ON p.participant = c.participant AND p.project = c.project
  LEFT JOIN told AS t ON t.id = c.answer AND c.kind = 'quote'
  LEFT JOIN moderations AS m ON m.contribution = c.id AND m.undone_at IS NULL
 WHERE c.id = :id;

-- name: moderate!
INSERT INTO moderations (id, contribution, verdict, words, reason, note, made_by, at)
VALUES (:id, :contribution, :verdict, :words, :reason, :note, :made_by, :at)
ON CONFLICT DO NOTHING;

-- name: undo!
UPDATE moderations SET undone_at = :at WHERE contribution = :contribution AND undone_at IS NULL;

-- name: withdraw!
UPDATE contributions SET withdrawn_at = :at WHERE id = :id AND withdrawn_at IS NULL;

-- name: put_back!
UPDATE contributions SET withdrawn_at = NULL WHERE id = :id AND withdrawn_at IS NOT NULL;

-- name: for_someone
-- What someone is shown who begins now: accepted, of others, those with the fewest votes first.
SELECT c.id FROM shown_contributions AS c
 WHERE c.project = :project AND c.kind = 'statement' AND c.step = :step
   AND c.participant <> :participant
 ORDER BY (SELECT COUNT(*) FROM current_answers AS a
            WHERE a.project = c.project AND a.node = c.step || '.other.' || c.id),
          c.shown_at, c.id
 LIMIT :at_most;

-- name: shown^
SELECT words, language FROM shown_contributions WHERE id = :id;

-- name: all_shown
SELECT id, step, words, language, shown_at FROM shown_contributions
 WHERE project = :project AND kind = 'statement' ORDER BY step, shown_at, id;

-- name: votes
SELECT node, value, COUNT(DISTINCT participant) AS people FROM current_answers
 WHERE project = :project AND script = 'main' AND status = 'given'
 GROUP BY node, value;
