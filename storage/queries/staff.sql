-- name: roles
SELECT role, project FROM staff WHERE participant = :participant AND revoked_at IS NULL
 ORDER BY given_at, id;

-- name: holders
SELECT s.participant, p.language, a.chat_id
  FROM staff AS s
  JOIN participants AS p ON p.id = s.participant
  LEFT JOIN addresses AS a ON a.participant = s.participant AND a.unreachable_at IS NULL
 WHERE s.role = :role AND s.revoked_at IS NULL
   AND (s.project = :project OR s.project IS NULL)
 ORDER BY s.given_at, s.id;

-- name: named
-- Whoever held a role, also who holds it no more: what was done keeps its name.
SELECT participant, name, revoked_at FROM staff
 WHERE role = :role AND (project = :project OR project IS NULL) ORDER BY given_at, id;

-- name: give!
INSERT INTO staff (id, participant, project, role, given_at, sees, name)
VALUES (:id, :participant, :project, :role, :at, :sees, :name);

-- name: revoke!
UPDATE staff SET revoked_at = :at
 WHERE participant = :participant AND role = :role AND revoked_at IS NULL
   AND (project = :project OR CAST(:project AS TEXT) IS NULL);

-- name: add_invite!
INSERT INTO invites (token_hash, role, project, made_by, made_at, expires_at, sees, name)
VALUES (:token_hash, :role, :project, :made_by, :at, :expires_at, :sees, :name);

-- name: invite^
SELECT role, project, made_by, expires_at, redeemed_at, sees, name FROM invites
 WHERE token_hash = :token_hash;

-- name: redeem!
UPDATE invites SET redeemed_at = :at, redeemed_by = :participant
 WHERE token_hash = :token_hash AND redeemed_at IS NULL AND expires_at > :at;
