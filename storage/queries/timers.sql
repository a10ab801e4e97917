-- name: add!
INSERT INTO timers (id, kind, due_at, participant, project, run, step, subject, made_at)
VALUES (:id, :kind, :due_at, :participant, :project, :run, :step, :subject, :made_at);

-- name: due
SELECT id, kind, due_at, participant, project, run, step, subject FROM timers
 WHERE state = 'waiting' AND due_at <= :now ORDER BY due_at, id LIMIT :at_most;

-- name: next_due$
SELECT MIN(due_at) FROM timers WHERE state = 'waiting';

-- name: end!
UPDATE timers SET state = :state WHERE id = :id AND state = 'waiting';

-- name: postpone!
UPDATE timers SET due_at = :due_at WHERE id = :id AND state = 'waiting';

-- name: drop_for_run!
UPDATE timers SET state = 'dropped'
 WHERE run = :run AND kind = :kind AND state = 'waiting';

-- name: drop_for!
UPDATE timers SET state = 'dropped' WHERE participant = :participant AND state = 'waiting';

-- name: drop_about!
UPDATE timers SET state = 'dropped'
 WHERE kind = :kind AND subject = :subject AND state = 'waiting';

-- name: drop_in!
UPDATE timers SET state = 'dropped'
 WHERE kind = :kind AND project = :project AND state = 'waiting';

-- name: waiting_before$
SELECT COUNT(*) FROM timers
 WHERE kind = :kind AND subject = :subject AND state = 'waiting' AND due_at <= :due_at;

-- name: waiting_for$
SELECT COUNT(*) FROM timers
 WHERE kind = :kind AND subject = :subject AND state = 'waiting';

-- name: of_project
SELECT id FROM timers WHERE kind = :kind AND project = :project AND state = 'waiting';
