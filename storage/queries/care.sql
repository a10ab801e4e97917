-- name: get^
SELECT digest_day, told_at, ask_after, asked_at FROM care WHERE participant = :participant;

-- name: set_digest!
INSERT INTO care (participant, digest_day, told_at) VALUES (:participant, :day, :at)
ON CONFLICT (participant) DO UPDATE SET digest_day = excluded.digest_day,
       told_at = COALESCE(care.told_at, excluded.told_at);

-- name: told!
UPDATE care SET told_at = :at WHERE participant = :participant;

-- name: set_asking!
INSERT INTO care (participant, ask_after) VALUES (:participant, :ask)
ON CONFLICT (participant) DO UPDATE SET ask_after = excluded.ask_after;

-- name: asked!
INSERT INTO care (participant, asked_at) VALUES (:participant, :at)
ON CONFLICT (participant) DO UPDATE SET asked_at = excluded.asked_at;

-- name: came_in$
-- How many people whom this reader may see sent something since then.
SELECT COUNT(DISTINCT r.participant) FROM runs AS r
 WHERE r.project = :project AND r.sent_at > :since AND r.sent_at <= :until
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = r.participant AND s.project = r.project);

-- name: decided
SELECT id FROM decisions
 WHERE project = :project AND told_at > :since AND told_at <= :until ORDER BY told_at, id;

-- name: promised
SELECT what, due_on FROM promises
 WHERE project = :project AND kind = 'change' AND due_on > :since AND due_on <= :until ORDER BY due_on, id;
