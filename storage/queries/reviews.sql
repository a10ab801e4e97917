-- name: unread
-- What nobody on the team has read yet, of people the reader may see: what holds hint words first,
-- then the oldest, and what they skipped at the end.
SELECT a.* FROM told AS a
  LEFT JOIN put_off AS p ON p.answer = a.id AND p.reader = :reader
 WHERE a.project = :project
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = a.participant AND s.project = a.project)
   AND NOT EXISTS (SELECT 1 FROM reviews AS v WHERE v.answer = a.id)
 ORDER BY CASE WHEN p.at IS NULL THEN 0 ELSE 1 END, p.at,
          EXISTS (SELECT 1 FROM hinted AS h WHERE h.answer = a.id) DESC, a.at, a.id
 LIMIT :at_most;

-- name: unread_count$
SELECT COUNT(*) FROM told AS a
 WHERE a.project = :project
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = a.participant AND s.project = a.project)
   AND NOT EXISTS (SELECT 1 FROM reviews AS v WHERE v.answer = a.id);

-- name: unread_of_run$
SELECT COUNT(*) FROM told AS a
 WHERE a.run = :run AND NOT EXISTS (SELECT 1 FROM reviews AS v WHERE v.answer = a.id);

-- name: get^
SELECT a.* FROM told AS a
 WHERE a.id = :id
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = a.participant AND s.project = a.project);

-- name: before
-- What the same person told the team before an answer, the newest first.
SELECT b.* FROM told AS a JOIN told AS b ON b.participant = a.participant AND b.project = a.project
 WHERE a.id = :id AND b.id <> a.id AND (b.at < a.at OR (b.at = a.at AND b.id < a.id))
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = a.participant AND s.project = a.project)
 ORDER BY b.at DESC, b.id DESC LIMIT :at_most;

-- name: files
SELECT f.media AS id, d.kind, d.seconds, d.state
  FROM answer_media AS f JOIN media AS d ON d.id = f.media
 WHERE f.answer = :answer ORDER BY f.position;

-- name: read!
INSERT INTO reviews (id, answer, made_by, at)
SELECT :id, :answer, :made_by, :at
 WHERE NOT EXISTS (SELECT 1 FROM reviews WHERE answer = :answer);

-- name: is_read_by$
SELECT (SELECT COUNT(*) FROM reviews WHERE answer = :answer AND made_by = :reader)
     + (SELECT COUNT(*) FROM second_readings WHERE answer = :answer AND reader = :reader);

-- name: unread_again!
DELETE FROM reviews WHERE answer = :answer AND made_by = :made_by;

-- name: put_off!
INSERT INTO put_off (answer, reader, at) VALUES (:answer, :reader, :at)
ON CONFLICT (answer, reader) DO UPDATE SET at = excluded.at;

-- name: not_put_off!
DELETE FROM put_off WHERE answer = :answer AND reader = :reader;

-- name: told_in!
INSERT INTO told_in (outbox, answer) VALUES (:outbox, :answer) ON CONFLICT DO NOTHING;

-- name: showing
-- The messages in which an answer stands on somebody's phone, or is on its way there.
SELECT o.id, o.participant, o.state, o.media FROM told_in AS t JOIN outbox AS o ON o.id = t.outbox
 WHERE t.answer = :answer AND o.state IN ('queued', 'sending', 'sent', 'unknown')
   AND o.participant IS NOT NULL
 ORDER BY o.id;

-- name: of_story
-- A story and what was said about it, as it was put at any time.
SELECT id FROM answers
 WHERE run = :run AND node IN (:story, :story || '.about', :story || '.use', :story || '.weight',
                               :story || '.tone')
 ORDER BY id;

-- name: of_person
-- Everything of someone that was told to the team, in one project or (NULL) in all.
SELECT DISTINCT a.id FROM answers AS a JOIN told_in AS t ON t.answer = a.id
 WHERE a.participant = :participant
   AND (CAST(:project AS TEXT) IS NULL OR a.project = :project) ORDER BY a.id;

-- name: how_far^
-- How many people were asked and sent something, and how much of what they said in words or files
-- has been read.
SELECT (SELECT COUNT(DISTINCT r.participant) FROM runs AS r
         WHERE r.project = :project AND r.script = 'main') AS asked,
       (SELECT COUNT(DISTINCT r.participant) FROM runs AS r
         WHERE r.project = :project AND r.script = 'main' AND r.sent_at IS NOT NULL) AS sent,
       (SELECT COUNT(*) FROM told AS a WHERE a.project = :project) AS told,
       (SELECT COUNT(*) FROM told AS a WHERE a.project = :project
           AND EXISTS (SELECT 1 FROM reviews AS v WHERE v.answer = a.id)) AS read;
