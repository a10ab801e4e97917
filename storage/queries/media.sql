-- name: add!
INSERT INTO media (id, participant, kind, mime, seconds, file_id, message_id, unique_id, at)
VALUES (:id, :participant, :kind, :mime, :seconds, :file_id, :message_id, :unique_id, :at);

-- name: wanted
SELECT id, kind, mime, file_id, tries FROM media WHERE state = 'wanted' ORDER BY tries, at LIMIT :at_most;

-- name: keep!
UPDATE media SET content = :content, mime = COALESCE(:mime, mime), state = 'kept' WHERE id = :id;

-- name: give_up!
UPDATE media SET state = :state WHERE id = :id;

-- name: tried!
UPDATE media SET tries = tries + 1 WHERE id = :id;

-- name: of_message^
-- The file a message brought last: edited, it may have brought several.
SELECT id, unique_id FROM media
 WHERE participant = :participant AND message_id = :message_id
 ORDER BY at DESC, rowid DESC LIMIT 1;

-- name: run_of$
-- The run in which a file was sent, as an answer that counts or beside one.
SELECT run FROM (
    SELECT a.run, 0 AS later FROM answer_media AS f JOIN answers AS a ON a.id = f.answer
     WHERE f.media = :id AND a.superseded_at IS NULL
    UNION ALL
    SELECT run, 1 FROM kept_words WHERE media = :id AND run IS NOT NULL
) ORDER BY later LIMIT 1;

-- name: failed_of_run
-- Files of answers that count and will never come, in the order they were sent.
SELECT DISTINCT d.id FROM answer_media AS f
  JOIN answers AS a ON a.id = f.answer JOIN media AS d ON d.id = f.media
 WHERE a.run = :run AND a.superseded_at IS NULL AND a.set_aside_at IS NULL
   AND d.state IN ('gone', 'too_big')
 ORDER BY d.at, d.id;

-- name: get^
SELECT id, participant, kind, mime, seconds, file_id, content, state FROM media WHERE id = :id;
