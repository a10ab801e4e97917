-- name: keep!
INSERT INTO recordings (hash, content) VALUES (:hash, :content) ON CONFLICT (hash) DO NOTHING;

-- name: content$
SELECT content FROM recordings WHERE hash = :hash;

-- name: file_id$
SELECT file_id FROM recordings WHERE hash = :hash;

-- name: sent_as!
UPDATE recordings SET file_id = :file_id WHERE hash = :hash;

-- name: wanted$
SELECT with_voice FROM participants WHERE id = :participant;

-- name: set_wanted!
UPDATE participants SET with_voice = :wanted WHERE id = :participant;
