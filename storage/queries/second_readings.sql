-- name: want!
INSERT INTO second_readings (answer) VALUES (:answer) ON CONFLICT DO NOTHING;

-- name: want_not!
DELETE FROM second_readings WHERE answer = :answer AND at IS NULL;

-- name: waiting
-- What somebody else has read and this reader is to read too, the oldest first; skipped ones last.
SELECT a.* FROM second_readings AS w JOIN told AS a ON a.id = w.answer
  JOIN reviews AS v ON v.answer = a.id
  LEFT JOIN put_off AS p ON p.answer = a.id AND p.reader = :reader
 WHERE a.project = :project AND w.at IS NULL AND v.made_by <> :reader
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = a.participant AND s.project = a.project)
 ORDER BY CASE WHEN p.at IS NULL THEN 0 ELSE 1 END, p.at, a.at, a.id
 LIMIT :at_most;

-- name: waits_for$
-- Whether an answer that somebody else has read waits for this reader.
SELECT COUNT(*) FROM second_readings AS w JOIN reviews AS v ON v.answer = w.answer
 WHERE w.answer = :answer AND w.at IS NULL AND v.made_by <> :reader;

-- name: read!
UPDATE second_readings SET reader = :reader, at = :at
 WHERE answer = :answer AND at IS NULL
   AND EXISTS (SELECT 1 FROM reviews AS v WHERE v.answer = second_readings.answer
                  AND v.made_by <> :reader);

-- name: read_not!
UPDATE second_readings SET reader = NULL, at = NULL WHERE answer = :answer AND reader = :reader;

-- name: pairs
-- Each theme either of two readers put on an answer both have read, as it counts now. What the
-- first put there after the second had read it is no judgement of their own any more.
SELECT DISTINCT w.answer, g.theme, CASE WHEN g.made_by = w.reader THEN 2 ELSE 1 END AS reading
  FROM second_readings AS w
  JOIN told AS a ON a.id = w.answer
  JOIN reviews AS v ON v.answer = a.id
  LEFT JOIN themings AS g ON g.answer = a.id AND g.undone_at IS NULL
   AND g.theme IN (SELECT t.id FROM themes AS t WHERE t.merged_into IS NULL)
   AND (g.made_by = w.reader OR (g.made_by = v.made_by AND g.at <= w.at))
 WHERE a.project = :project AND w.at IS NOT NULL
   AND w.reader IS NOT NULL AND v.made_by IS NOT NULL
 ORDER BY w.answer, g.theme, reading;
