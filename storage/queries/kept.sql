-- What people said that is no answer, for the team: sent, of people the reader may see, of no story
-- its teller withheld, and nothing of what is kept apart.

-- name: unread
SELECT k.id, k.participant, k.project, k.node, k.run, k.words, k.media, k.at, m.pseudonym,
       d.kind AS media_kind, d.state AS media_state
  FROM kept_words AS k
  JOIN memberships AS m ON m.participant = k.participant AND m.project = k.project
  LEFT JOIN media AS d ON d.id = k.media
 WHERE (CAST(:project AS TEXT) IS NULL OR k.project = :project) AND k.read_at IS NULL
   AND (CAST(:id AS TEXT) IS NULL OR k.id = :id)
   AND (k.node IS NULL OR (k.node <> :apart AND k.node NOT LIKE :inside))
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = k.participant AND s.project = k.project)
   AND EXISTS (SELECT 1 FROM runs AS r
                WHERE r.participant = k.participant AND r.project = k.project
                  AND r.sent_at IS NOT NULL
                  AND (r.id = k.run OR (k.run IS NULL AND r.script = 'main')))
   AND NOT EXISTS (SELECT 1 FROM current_answers AS u
                    WHERE u.run = k.run AND u.node = k.node || '.use'
                      AND u.value = '["never"]')
 ORDER BY k.at, k.id
 LIMIT :at_most;

-- name: read!
UPDATE kept_words SET read_by = :by, read_at = :at WHERE id = :id AND read_at IS NULL;
