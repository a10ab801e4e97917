-- name: add!
INSERT INTO checkbacks (id, project, participant, wave, place, once_more, set_for, due_at)
VALUES (:id, :project, :participant, :wave, :place, :once_more, :due_at, :due_at)
ON CONFLICT DO NOTHING;

-- name: move!
UPDATE checkbacks SET set_for = :due_at, due_at = :due_at
 WHERE id = :id AND state = 'waiting' AND set_for <> :due_at;

-- name: move_all!
UPDATE checkbacks SET set_for = :due_at, due_at = :due_at
 WHERE project = :project AND place = :place AND state = 'waiting';

-- name: drop!
DELETE FROM checkbacks WHERE id = :id AND state = 'waiting';

-- name: of_person
SELECT id, participant, wave, place, once_more, state FROM checkbacks
 WHERE project = :project AND participant = :participant ORDER BY place;

-- name: sent_at$
-- When someone sent their answers; who only ever answered what was asked besides, when they did.
SELECT COALESCE((SELECT MIN(r.sent_at) FROM runs AS r WHERE r.participant = :participant
                    AND r.project = :project AND r.script = 'main'),
                (SELECT MIN(a.at) FROM current_answers AS a WHERE a.participant = :participant
                    AND a.project = :project));

-- name: everyone
SELECT participant FROM runs
 WHERE project = :project AND script = 'main' AND sent_at IS NOT NULL
 UNION SELECT participant FROM checkbacks WHERE project = :project
 ORDER BY participant;

-- name: lacking
-- Who sent their answers and is not set to be asked at this place of the schedule.
SELECT DISTINCT r.participant FROM runs AS r
 WHERE r.project = :project AND r.script = 'main' AND r.sent_at IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM checkbacks AS k WHERE k.project = r.project
                      AND k.participant = r.participant AND k.place = :place)
 ORDER BY r.participant;

-- name: close_overtaken!
-- Never asked, and the time of a later one has come.
UPDATE checkbacks SET state = 'closed'
 WHERE project = :project AND state = 'waiting'
   AND EXISTS (SELECT 1 FROM checkbacks AS l WHERE l.project = checkbacks.project
                  AND l.participant = checkbacks.participant AND l.place > checkbacks.place
                  AND l.set_for <= :now AND l.state IN ('waiting', 'begun'));

-- name: overtaken$
-- Whether the time of a later one has come for whoever is asked in this run.
SELECT COUNT(*) FROM checkbacks AS k
  JOIN checkbacks AS l ON l.project = k.project AND l.participant = k.participant
   AND l.place > k.place AND l.state = 'waiting' AND l.set_for <= :now
 WHERE k.run = :run;

-- name: due
SELECT id, participant, wave, place, once_more, state FROM checkbacks
 WHERE project = :project AND state = 'waiting' AND due_at <= :now
 ORDER BY due_at, id LIMIT :at_most;

-- name: begin!
UPDATE checkbacks SET state = 'begun' WHERE id = :id AND state = 'waiting';

-- name: asked_in!
UPDATE checkbacks SET run = :run WHERE id = :id;

-- name: still_open
-- Earlier ones that somebody was asked and has not answered to the end.
SELECT k.id, k.run FROM checkbacks AS k JOIN runs AS r ON r.id = k.run
 WHERE k.project = :project AND k.participant = :participant AND k.place < :place
   AND k.state = 'begun' AND r.status <> 'ended'
 ORDER BY k.place;

-- name: close!
UPDATE checkbacks SET state = 'closed' WHERE id = :id AND state IN ('waiting', 'begun');

-- name: hold!
UPDATE checkbacks SET due_at = :due_at WHERE id = :id AND state = 'waiting';

-- name: cancel!
UPDATE checkbacks SET state = 'cancelled', why = :why WHERE id = :id AND state = 'waiting';

-- name: moved_on$
-- Whether the last they said of it is that they are not there any more.
SELECT a.value = '["away"]' FROM current_answers AS a
 WHERE a.participant = :participant AND a.project = :project AND a.script LIKE 'checkback:%'
   AND (a.value = '["away"]' OR (a.node = 'checkback.still' AND a.status = 'given'))
 ORDER BY a.at DESC, a.id DESC LIMIT 1;

-- name: dispositions
-- Every row with what became of its messages and of what was asked.
SELECT k.place, k.wave, k.state, k.why, k.run IS NOT NULL AS asked,
       EXISTS (SELECT 1 FROM outbox AS o WHERE o.run = k.run AND o.state = 'sent') AS reached,
       EXISTS (SELECT 1 FROM outbox AS o WHERE o.run = k.run AND o.state = 'unknown') AS unknown,
       EXISTS (SELECT 1 FROM outbox AS o WHERE o.run = k.run
                  AND o.state IN ('queued', 'sending')) AS on_its_way,
       EXISTS (SELECT 1 FROM current_answers AS a WHERE a.run = k.run
                  AND a.status <> 'skipped') AS answered,
       EXISTS (SELECT 1 FROM current_answers AS a WHERE a.run = k.run
                  AND a.value = '["away"]') AS moved_on,
       r.status = 'ended' AND r.state ->> '$.how' = 'done' AS done
  FROM checkbacks AS k LEFT JOIN runs AS r ON r.id = k.run
 WHERE k.project = :project
 ORDER BY k.place, k.id;
