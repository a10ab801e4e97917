-- name: own
-- What a decision rests on of one person, as it was said then.
SELECT d.side, a.words, EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = a.id) AS files
  FROM decision_answers AS d JOIN answers AS a ON a.id = d.answer
 WHERE d.decision = :decision AND a.participant = :participant ORDER BY a.at, a.id;

-- name: shown_then$
-- The version of a card that someone had been shown when they first said what a decision rests on:
-- the one the answer keeps, where it was to influence that card.
SELECT COALESCE(
         CASE WHEN a.serves = :card THEN a.constraint_version END,
         (SELECT MAX(s.version) FROM constraints_shown AS s
           WHERE s.participant = a.participant AND s.project = a.project
             AND s.constraint_key = :card AND s.at <= a.at))
  FROM decision_answers AS d JOIN answers AS a ON a.id = d.answer
 WHERE d.decision = :decision AND a.participant = :participant ORDER BY a.at, a.id LIMIT 1;

-- name: answers_to
-- What those who were told of a decision answer, counted; NULL: nothing yet.
SELECT a.value, COUNT(DISTINCT r.participant) AS n
  FROM runs AS r
  LEFT JOIN current_answers AS a ON a.run = r.id AND a.node = 'report.answers'
   AND a.status = 'given'
 WHERE r.script = 'report:' || :decision
 GROUP BY a.value;

-- name: answer_of
SELECT a.node, a.value, a.words, a.status FROM current_answers AS a
 WHERE a.script = 'report:' || :decision AND a.participant = :participant
   AND a.node IN ('report.answers', 'report.why')
 ORDER BY a.at;

-- name: heard_at$
-- When someone was told a decision.
SELECT begun_at FROM deliveries
 WHERE decision = :decision AND participant = :participant AND state = 'begun';

-- name: call_off!
-- Whoever has not heard it yet hears only what puts it right.
UPDATE deliveries SET state = 'cancelled', held_for = 'put right'
 WHERE decision = :decision AND state = 'waiting';
