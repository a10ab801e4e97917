-- name: add!
INSERT INTO timesheet (id, participant, project, kind, amount, what, day, receipt, at)
VALUES (:id, :participant, :project, :kind, :amount, :what, :day, :receipt, :at);

-- name: change!
UPDATE timesheet SET kind = :kind, amount = :amount, what = :what, day = :day,
       receipt = COALESCE(:receipt, receipt)
 WHERE id = :id AND participant = :participant;

-- name: delete!
DELETE FROM timesheet WHERE id = :id AND participant = :participant;

-- name: delete_receipt!
-- A receipt is a file of theirs that only its entry holds.
DELETE FROM media WHERE participant = :participant
   AND id = (SELECT receipt FROM timesheet WHERE id = :id AND participant = :participant);

-- name: get^
SELECT id, participant, project, kind, amount, what, day, receipt FROM timesheet
 WHERE id = :id AND participant = :participant;

-- name: month
SELECT id, participant, project, kind, amount, what, day, receipt FROM timesheet
 WHERE participant = :participant AND project = :project AND day >= :first AND day <= :last
 ORDER BY day, at, id;

-- name: own
SELECT id, participant, project, kind, amount, what, day, receipt FROM timesheet
 WHERE participant = :participant AND project = :project ORDER BY day, at, id;

-- name: of_project
-- Everyone's, with what the team calls them; the newest name of each counts.
SELECT t.id, t.participant, t.project, t.kind, t.amount, t.what, t.day, t.receipt,
       (SELECT s.name FROM staff AS s
         WHERE s.participant = t.participant AND s.project = t.project AND s.name IS NOT NULL
         ORDER BY s.given_at DESC LIMIT 1) AS name
  FROM timesheet AS t WHERE t.project = :project
 ORDER BY t.participant, t.day, t.at, t.id;
