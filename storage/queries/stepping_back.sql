-- name: post^
-- The peer lead's post as it is now: what it lets them see, and what they are called.
SELECT sees, name FROM staff
 WHERE participant = :participant AND project = :project AND role = 'lead'
   AND revoked_at IS NULL
 ORDER BY given_at DESC, id LIMIT 1;

-- name: add!
INSERT INTO stepped_back (participant, project, since, for_good, sees, name)
VALUES (:participant, :project, :at, :for_good, :sees, :name)
ON CONFLICT (participant, project) DO UPDATE
   SET since = excluded.since, for_good = excluded.for_good, sees = excluded.sees,
       name = excluded.name;

-- name: get^
SELECT participant, project, since, for_good, sees, name FROM stepped_back
 WHERE participant = :participant AND project = :project;

-- name: of
SELECT participant, project, since, for_good, sees, name FROM stepped_back
 WHERE participant = :participant ORDER BY since DESC, project;

-- name: remove!
DELETE FROM stepped_back WHERE participant = :participant AND project = :project;

-- name: lend!
UPDATE memberships SET lent_by = :lead WHERE participant = :participant AND project = :project;

-- name: give_back!
-- Back to the peer lead who lent them, but for those who would rather not be read by them.
UPDATE memberships SET lead = :lead
 WHERE lent_by = :lead AND project = :project
   AND NOT EXISTS (SELECT 1 FROM kept_apart AS k
                    WHERE k.participant = memberships.participant
                      AND k.project = memberships.project AND k.staff = :lead);

-- name: lent_no_more!
UPDATE memberships SET lent_by = NULL WHERE lent_by = :lead AND project = :project;
