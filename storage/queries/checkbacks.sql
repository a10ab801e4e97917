-- name: add!
INSERT INTO checkbacks (id, project, participant, wave, due_at)
VALUES (:id, :project, :participant, :wave, :due_at)
ON CONFLICT DO NOTHING;

-- name: move!
UPDATE checkbacks SET due_at = :due_at WHERE project = :project AND state = 'waiting';

-- name: states_of
SELECT state FROM checkbacks WHERE project = :project AND participant = :participant ORDER BY wave;

-- name: due
SELECT id, participant, wave FROM checkbacks
 WHERE project = :project AND state = 'waiting' AND due_at <= :now
 ORDER BY due_at, id LIMIT :at_most;

-- name: next_due$
SELECT MIN(due_at) FROM checkbacks WHERE project = :project AND state = 'waiting';

-- name: begin!
UPDATE checkbacks SET state = 'begun' WHERE id = :id AND state = 'waiting';

-- name: asked_in!
UPDATE checkbacks SET run = :run WHERE id = :id;

-- name: hold!
UPDATE checkbacks SET due_at = :due_at WHERE id = :id AND state = 'waiting';

-- name: cancel!
UPDATE checkbacks SET state = 'cancelled' WHERE id = :id AND state = 'waiting';
