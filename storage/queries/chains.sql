-- name: links
-- Someone's answers as they stand, in the order they were given. A story's teller says at its
-- ".use" whether anybody may read it, and what was said about it goes with it.
SELECT a.id, a.run, a.node, a.serves, a.at, r.sent_at,
       a.words <> '[]' OR EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = a.id) AS told,
       COALESCE(u.value, '[]') = '["never"]' AS withheld,
       (SELECT MIN(v.at) FROM reviews AS v WHERE v.answer = a.id) AS read_at
  FROM answers AS a
  JOIN runs AS r ON r.id = a.run
  LEFT JOIN answers AS u
    ON u.run = a.run AND u.superseded_at IS NULL AND u.set_aside_at IS NULL
   AND u.node IN (a.node || '.use', replace(a.node, '.about', '.use'),
                  replace(a.node, '.weight', '.use'))
   AND u.node LIKE '%.use'
 WHERE a.participant = :participant AND a.project = :project
   AND a.superseded_at IS NULL AND a.set_aside_at IS NULL AND a.status <> 'skipped'
 ORDER BY a.at, a.id;

-- name: grouped
-- The themes on an answer, each with the other people under it.
SELECT t.name,
       (SELECT COUNT(DISTINCT o.participant)
          FROM themings AS h JOIN told AS o ON o.id = h.answer
         WHERE h.theme = t.id AND h.undone_at IS NULL
           AND o.participant <> :participant) AS others
  FROM themings AS g JOIN themes AS t ON t.id = g.theme
 WHERE g.answer = :answer AND g.undone_at IS NULL AND t.merged_into IS NULL
 GROUP BY t.id, t.name ORDER BY MIN(g.at), t.id;

-- name: decisions
-- What people hear of that rests on an answer, or on what it said before it was changed.
SELECT DISTINCT c.id, c.made_at
  FROM answers AS a
  JOIN decision_answers AS d ON d.answer = a.id
  JOIN decisions AS c ON c.id = d.decision
 WHERE a.run = :run AND a.node = :node AND c.told_at IS NOT NULL
 ORDER BY c.made_at, c.id;

-- name: questions
SELECT id, words, asked_at AS at, answered_at AS read_at, answer FROM questions
 WHERE project = :project AND participant = :participant ORDER BY asked_at, id;

-- name: kept
-- Words beside the questions, once their run was sent; what is kept apart stays so.
SELECT k.id, k.words, k.at, k.read_at, NULL AS answer FROM kept_words AS k
 WHERE k.project = :project AND k.participant = :participant AND k.words <> ''
   AND (k.node IS NULL OR (k.node <> :apart AND k.node NOT LIKE :inside))
   AND EXISTS (SELECT 1 FROM runs AS r
                WHERE r.participant = k.participant AND r.project = k.project
                  AND r.sent_at IS NOT NULL
                  AND (r.id = k.run OR (k.run IS NULL AND r.script = 'main')))
   AND NOT EXISTS (SELECT 1 FROM current_answers AS u
                    WHERE u.run = k.run AND u.node = k.node || '.use'
                      AND u.value = '["never"]')
 ORDER BY k.at, k.id;

-- name: for_everyone
-- The decisions someone was told of that rest on nothing they said.
SELECT c.id FROM deliveries AS v JOIN decisions AS c ON c.id = v.decision
 WHERE v.project = :project AND v.participant = :participant AND v.state = 'begun'
   AND NOT EXISTS (SELECT 1 FROM decision_answers AS d JOIN answers AS a ON a.id = d.answer
                    WHERE d.decision = c.id AND a.participant = :participant)
 ORDER BY c.made_at, c.id;

-- name: decided$
SELECT COUNT(*) FROM decisions WHERE project = :project AND told_at IS NOT NULL;

-- name: asked_again_on$
SELECT MIN(due_at) FROM checkbacks
 WHERE project = :project AND participant = :participant AND state = 'waiting';
