-- name: add!
INSERT INTO media (id, participant, kind, mime, seconds, file_id, at)
VALUES (:id, :participant, :kind, :mime, :seconds, :file_id, :at);

-- name: wanted
SELECT id, kind, file_id, tries FROM media WHERE state = 'wanted' ORDER BY tries, at LIMIT :at_most;

-- name: keep!
UPDATE media SET content = :content, mime = COALESCE(:mime, mime), state = 'kept' WHERE id = :id;

-- name: give_up!
UPDATE media SET state = :state WHERE id = :id;

-- name: tried!
UPDATE media SET tries = tries + 1 WHERE id = :id;

-- name: get^
SELECT id, participant, kind, mime, seconds, file_id, content, state FROM media WHERE id = :id;
