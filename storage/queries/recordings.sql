-- name: keep!
INSERT INTO recordings (hash, content) VALUES (:hash, :content) ON CONFLICT (hash) DO NOTHING;

-- name: content$
SELECT content FROM recordings WHERE hash = :name
 UNION ALL SELECT content FROM media WHERE id = :name;

-- name: file_id$
SELECT file_id FROM recordings WHERE hash = :name
 UNION ALL SELECT NULLIF(file_id, '') FROM media WHERE id = :name;

-- name: sent_as!
UPDATE recordings SET file_id = :file_id WHERE hash = :name;

-- name: recorded_sent_as!
UPDATE media SET file_id = COALESCE(:file_id, '') WHERE id = :name;

-- name: record!
INSERT INTO recorded (project, language, path, words_hash, media)
VALUES (:project, :language, :path, :words_hash, :media);

-- name: recorded$
SELECT media FROM recorded
 WHERE project = :project AND language = :language AND path = :path AND words_hash = :words_hash;

-- name: any_recorded$
SELECT COUNT(*) FROM recorded WHERE project = :project;

-- name: drop_recorded!
DELETE FROM media WHERE id IN (
    SELECT media FROM recorded
     WHERE project = :project AND language = :language AND path = :path
       AND words_hash = :words_hash);

-- name: wanted$
SELECT with_voice FROM participants WHERE id = :participant;

-- name: set_wanted!
UPDATE participants SET with_voice = :wanted WHERE id = :participant;
