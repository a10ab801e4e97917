-- name: add!
INSERT INTO runs (id, participant, project, revision, script, wave, state, status, step,
                  started_at, touched_at, asked_at, heard_at, sent_at)
VALUES (:id, :participant, :project, :revision, :script, :wave, :state, :status, :step,
        :at, :at, :at, :at, :sent_at);

-- name: save!
UPDATE runs SET state = :state, status = :status, step = :step, touched_at = :at,
                asked_at = CASE WHEN step = :step THEN asked_at ELSE :at END,
                heard_at = CASE WHEN :heard = 1 THEN :at ELSE heard_at END,
                ended_at = :ended_at, sent_at = COALESCE(sent_at, :sent_at)
 WHERE id = :id AND step = :was_step AND touched_at = :was_touched_at;

-- name: get^
SELECT * FROM runs WHERE id = :id;

-- name: latest^
-- What someone is in now: of the runs that are open the one whose question was put last; with none
-- open, the one touched last, of the project they are in if it has any.
SELECT r.* FROM runs AS r JOIN participants AS p ON p.id = r.participant
 WHERE r.participant = :participant
 ORDER BY CASE r.status WHEN 'ended' THEN 1 ELSE 0 END,
          CASE WHEN r.status <> 'ended' OR r.project = p.project THEN 0 ELSE 1 END,
          CASE r.status WHEN 'ended' THEN r.touched_at ELSE r.asked_at END DESC,
          r.id
 LIMIT 1;

-- name: main_of^
SELECT * FROM runs WHERE participant = :participant AND project = :project AND script = 'main'
 ORDER BY started_at DESC, id LIMIT 1;

-- name: of_person
SELECT * FROM runs WHERE participant = :participant ORDER BY started_at, id;

-- name: open_of
SELECT * FROM runs WHERE participant = :participant AND status <> 'ended'
 ORDER BY asked_at DESC, id;

-- name: of_project
SELECT * FROM runs WHERE participant = :participant AND project = :project
 ORDER BY CASE script WHEN 'main' THEN 0 ELSE 1 END, started_at, id;

-- name: stalled$
-- How many people have left a question of the project's own open since then.
SELECT COUNT(*) FROM runs
 WHERE project = :project AND script = 'main' AND status = 'waiting' AND sent_at IS NULL
   AND heard_at < :before;

-- name: of_message^
SELECT r.* FROM runs AS r
 WHERE r.participant = :participant
   AND (EXISTS (SELECT 1 FROM answer_messages AS m JOIN answers AS a ON a.id = m.answer
                 WHERE a.run = r.id AND m.message_id = :message_id)
     OR EXISTS (SELECT 1 FROM equality_messages AS m JOIN equality_answers AS a ON a.id = m.answer
                 WHERE a.run = r.id AND m.message_id = :message_id))
 ORDER BY r.started_at DESC LIMIT 1;

-- name: unsent_before
SELECT * FROM runs
 WHERE sent_at IS NULL
   AND touched_at < CASE status WHEN 'paused' THEN :paused_before ELSE :before END
 ORDER BY touched_at;

-- name: drop!
DELETE FROM runs WHERE id = :id;

-- name: under_way
-- Those who are in the middle of a project's own script, at another revision than the live one.
SELECT * FROM runs
 WHERE project = :project AND script = 'main' AND status <> 'ended' AND revision <> :live
   AND id > :after
 ORDER BY id LIMIT :at_most;

-- name: move!
-- touched_at stays: it says when the person last did something, and they did nothing.
UPDATE runs SET state = :state, step = :step, revision = :revision,
                asked_at = CASE WHEN step = :step THEN asked_at ELSE :at END
 WHERE id = :id AND step = :was_step AND touched_at = :was_touched_at;
