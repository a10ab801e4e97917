-- name: add!
INSERT INTO prompt_plans (id, project, made_by, draft, first_at, due_at, made_at)
VALUES (:id, :project, :made_by, :draft, :first_at, :first_at, :at);

-- name: get^
SELECT id, project, made_by, draft, first_at, due_at, times, state
  FROM prompt_plans WHERE id = :id;

-- name: waiting
SELECT id, project, made_by, draft, first_at, due_at, times, state
  FROM prompt_plans
 WHERE project = :project AND made_by = :made_by AND state = 'waiting'
 ORDER BY due_at, id;

-- name: went!
UPDATE prompt_plans SET due_at = COALESCE(:due_at, due_at), times = :times, state = :state
 WHERE id = :id AND state = 'waiting';

-- name: cancel!
UPDATE prompt_plans SET state = 'cancelled' WHERE id = :id AND state = 'waiting';
