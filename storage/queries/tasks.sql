-- name: get^
SELECT name, step, data, at FROM tasks WHERE participant = :participant;

-- name: put!
INSERT INTO tasks (participant, name, step, data, at)
VALUES (:participant, :name, :step, :data, :at)
ON CONFLICT (participant) DO UPDATE
   SET name = excluded.name, step = excluded.step, data = excluded.data, at = excluded.at;

-- name: drop!
DELETE FROM tasks WHERE participant = :participant;
