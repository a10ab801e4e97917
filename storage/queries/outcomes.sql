-- name: readings
SELECT participant, value FROM readings
 WHERE project = :project AND measure = :measure AND wave = :wave AND status = 'given'
 ORDER BY at;

-- name: verdicts
SELECT value, COUNT(DISTINCT participant) AS n FROM verdicts
 WHERE promise = :promise AND status = 'given' GROUP BY value;

-- name: before
SELECT measure, value FROM readings
 WHERE project = :project AND participant = :participant AND wave = 'before'
   AND status = 'given'
 ORDER BY at;
