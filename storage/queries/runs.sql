-- name: add!
INSERT INTO runs (id, participant, project, revision, script, wave, state, status, step,
                  started_at, touched_at, sent_at)
VALUES (:id, :participant, :project, :revision, :script, :wave, :state, :status, :step,
        :at, :at, :sent_at);

-- name: save!
UPDATE runs SET state = :state, status = :status, step = :step, touched_at = :at,
                ended_at = :ended_at, sent_at = COALESCE(sent_at, :sent_at)
 WHERE id = :id AND step = :was_step AND touched_at = :was_touched_at;

-- name: get^
SELECT * FROM runs WHERE id = :id;

-- name: latest^
-- What someone is in now: a run that waits before one that ended, the last touched first.
SELECT * FROM runs WHERE participant = :participant
 ORDER BY CASE status WHEN 'ended' THEN 1 ELSE 0 END, touched_at DESC, id LIMIT 1;

-- name: main_of^
SELECT * FROM runs WHERE participant = :participant AND project = :project AND script = 'main'
 ORDER BY started_at DESC, id LIMIT 1;

-- name: of_person
SELECT * FROM runs WHERE participant = :participant ORDER BY started_at, id;

-- name: open_of
SELECT * FROM runs WHERE participant = :participant AND status <> 'ended'
 ORDER BY touched_at DESC, id;

-- name: of_message^
SELECT r.* FROM runs AS r
 WHERE r.participant = :participant
   AND EXISTS (SELECT 1 FROM answer_messages AS m JOIN answers AS a ON a.id = m.answer
                WHERE a.run = r.id AND m.message_id = :message_id)
 ORDER BY r.started_at DESC LIMIT 1;

-- name: unsent_before
SELECT * FROM runs WHERE sent_at IS NULL AND touched_at < :before ORDER BY touched_at;

-- name: drop!
DELETE FROM runs WHERE id = :id;
