-- name: before_of
SELECT participant, value FROM readings
 WHERE project = :project AND measure = :measure AND wave = 'before' AND status = 'given'
 ORDER BY at;

-- name: after_of
SELECT participant, value FROM readings
 WHERE project = :project AND measure = :measure AND wave LIKE 'after-%' AND status = 'given'
 ORDER BY at;

-- name: verdicts
SELECT participant, value FROM verdicts
 WHERE promise = :promise AND status = 'given' ORDER BY at;

-- name: before
SELECT measure, value FROM readings
 WHERE project = :project AND participant = :participant AND wave = 'before'
   AND status = 'given'
 ORDER BY at;
