-- name: unread
-- Words and files nobody on the team has read yet: sent, current, of people the reader may see,
-- and not told with "not at all" for its use. What holds hint words comes first.
SELECT a.id, a.run, a.participant, a.project, a.node, a.status, a.value, a.words, a.language,
       a.at, m.pseudonym, m.source, r.revision, u.value AS story_use, b.value AS about,
       (SELECT o.id FROM answers AS o
         WHERE o.run = a.run AND o.node = a.node AND o.superseded_at > r.sent_at
         ORDER BY o.superseded_at DESC, o.id LIMIT 1) AS was
  FROM current_answers AS a
  JOIN runs AS r ON r.id = a.run
  JOIN memberships AS m ON m.participant = a.participant AND m.project = a.project
  LEFT JOIN current_answers AS u ON u.run = a.run AND u.node = a.node || '.use'
  LEFT JOIN current_answers AS b ON b.run = a.run AND b.node = a.node || '.about'
 WHERE a.project = :project
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = a.participant AND s.project = a.project)
   AND (a.words <> '[]' OR EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = a.id))
   AND NOT EXISTS (SELECT 1 FROM reviews AS v WHERE v.answer = a.id)
   AND COALESCE(u.value, '[]') <> '["never"]'
 ORDER BY EXISTS (SELECT 1 FROM hinted AS h WHERE h.answer = a.id) DESC, a.at, a.id
 LIMIT :at_most;

-- name: unread_count$
SELECT COUNT(*)
  FROM current_answers AS a
  LEFT JOIN current_answers AS u ON u.run = a.run AND u.node = a.node || '.use'
 WHERE a.project = :project
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = a.participant AND s.project = a.project)
   AND (a.words <> '[]' OR EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = a.id))
   AND NOT EXISTS (SELECT 1 FROM reviews AS v WHERE v.answer = a.id)
   AND COALESCE(u.value, '[]') <> '["never"]';

-- name: unread_of_run$
SELECT COUNT(*)
  FROM current_answers AS a
  LEFT JOIN current_answers AS u ON u.run = a.run AND u.node = a.node || '.use'
 WHERE a.run = :run
   AND (a.words <> '[]' OR EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = a.id))
   AND NOT EXISTS (SELECT 1 FROM reviews AS v WHERE v.answer = a.id)
   AND COALESCE(u.value, '[]') <> '["never"]';

-- name: get^
SELECT a.id, a.run, a.participant, a.project, a.node, a.status, a.value, a.words, a.language,
       a.at, m.pseudonym, m.source, r.revision, u.value AS story_use, b.value AS about,
       (SELECT o.id FROM answers AS o
         WHERE o.run = a.run AND o.node = a.node AND o.superseded_at > r.sent_at
         ORDER BY o.superseded_at DESC, o.id LIMIT 1) AS was
  FROM current_answers AS a
  JOIN runs AS r ON r.id = a.run
  JOIN memberships AS m ON m.participant = a.participant AND m.project = a.project
  LEFT JOIN current_answers AS u ON u.run = a.run AND u.node = a.node || '.use'
  LEFT JOIN current_answers AS b ON b.run = a.run AND b.node = a.node || '.about'
 WHERE a.id = :id AND COALESCE(u.value, '[]') <> '["never"]'
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = a.participant AND s.project = a.project);

-- name: files
SELECT f.media AS id, d.kind, d.seconds, d.state
  FROM answer_media AS f JOIN media AS d ON d.id = f.media
 WHERE f.answer = :answer ORDER BY f.position;

-- name: read!
INSERT INTO reviews (id, answer, made_by, at)
SELECT :id, :answer, :made_by, :at
 WHERE NOT EXISTS (SELECT 1 FROM reviews WHERE answer = :answer);

-- name: unread_again!
DELETE FROM reviews WHERE answer = :answer AND made_by = :made_by;
