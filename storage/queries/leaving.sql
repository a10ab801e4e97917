-- Everything of one person in one project; what hangs on a run or an answer goes with it.

-- name: files!
DELETE FROM media
 WHERE participant = :participant
   AND id IN (SELECT f.media FROM answer_media AS f JOIN answers AS a ON a.id = f.answer
               WHERE a.participant = :participant AND a.project = :project
               UNION
              SELECT k.media FROM kept_words AS k
               WHERE k.participant = :participant AND k.project = :project);

-- name: kept_words!
DELETE FROM kept_words WHERE participant = :participant AND project = :project;

-- name: runs!
DELETE FROM runs WHERE participant = :participant AND project = :project;

-- name: questions!
DELETE FROM questions WHERE participant = :participant AND project = :project;

-- name: deliveries!
DELETE FROM deliveries WHERE participant = :participant AND project = :project;

-- name: checkbacks!
DELETE FROM checkbacks WHERE participant = :participant AND project = :project;

-- name: timers!
DELETE FROM timers WHERE participant = :participant AND project = :project;

-- name: consents!
DELETE FROM consents WHERE participant = :participant AND project = :project;

-- name: constraints_shown!
DELETE FROM constraints_shown WHERE participant = :participant AND project = :project;

-- name: helped!
DELETE FROM helped WHERE participant = :participant AND project = :project;

-- name: kept_apart!
DELETE FROM kept_apart WHERE participant = :participant AND project = :project;

-- name: concerns!
-- What was marked as being about someone's safety stays, linked to nobody.
UPDATE concerns SET participant = NULL
 WHERE participant = :participant AND project = :project;

-- name: membership!
DELETE FROM memberships WHERE participant = :participant AND project = :project;

-- name: be_nowhere!
UPDATE participants SET project = NULL WHERE id = :participant AND project = :project;
