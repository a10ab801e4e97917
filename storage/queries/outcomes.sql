-- name: readings
-- What everyone said to a measure, wave by wave; the last they gave in a wave counts.
SELECT participant, wave, value FROM readings
 WHERE project = :project AND measure = :measure AND status = 'given'
 ORDER BY at, id;

-- name: verdicts
SELECT participant, wave, status, value FROM verdicts
 WHERE promise = :promise ORDER BY at, id;

-- name: before
SELECT measure, value FROM readings
 WHERE project = :project AND participant = :participant AND wave = 'before'
   AND status = 'given'
 ORDER BY at;

-- name: began
-- Who began a project's own script, and whether they sent what they said.
SELECT participant, MAX(sent_at IS NOT NULL) AS sent FROM runs
 WHERE project = :project AND script = 'main'
 GROUP BY participant ORDER BY participant;

-- name: told
-- Whom a decision was to be told, and whether it came to them.
SELECT d.participant, MAX(r.id IS NOT NULL) AS reached
  FROM deliveries AS d LEFT JOIN runs AS r ON r.id = d.run
 WHERE d.project = :project AND d.decision IS NOT NULL
 GROUP BY d.participant ORDER BY d.participant;

-- name: fates
-- What became of going back to each person, wave by wave: the states of the query "dispositions"
-- in checkbacks.sql, taken together as people read them.
SELECT c.wave, c.participant,
       CASE WHEN c.state = 'waiting' THEN 'waiting'
            WHEN c.why = 'moved on' THEN 'moved_on'
            WHEN c.run IS NULL THEN 'not_reached'
            WHEN EXISTS (SELECT 1 FROM current_answers AS a
                          WHERE a.run = c.run AND a.value = '["away"]') THEN 'moved_on'
            WHEN EXISTS (SELECT 1 FROM current_answers AS a
                          WHERE a.run = c.run AND a.status <> 'skipped') THEN 'answered'
            WHEN EXISTS (SELECT 1 FROM outbox AS o
                          WHERE o.run = c.run AND o.state IN ('queued', 'sending')) THEN 'waiting'
            WHEN EXISTS (SELECT 1 FROM outbox AS o
                          WHERE o.run = c.run AND o.state IN ('sent', 'unknown')) THEN 'silent'
            ELSE 'not_reached' END AS fate
  FROM checkbacks AS c
 WHERE c.project = :project
 ORDER BY c.wave, c.participant;

-- name: asked_again$
SELECT EXISTS (SELECT 1 FROM checkbacks WHERE project = :project AND run IS NOT NULL);

-- name: spoken
SELECT m.participant, COALESCE(m.language, p.language) AS language
  FROM memberships AS m JOIN participants AS p ON p.id = m.participant
 WHERE m.project = :project ORDER BY m.participant;

-- name: said
SELECT participant, status, value, words FROM current_answers
 WHERE project = :project AND node = :node AND script = 'main' ORDER BY at, id;
