-- name: flag!
INSERT INTO flags (id, answer, made_by, note, at) VALUES (:id, :answer, :made_by, :note, :at);

-- name: unflag!
DELETE FROM flags WHERE id = :id AND resolved_at IS NULL;

-- name: resolve!
UPDATE flags SET resolved_by = :by, resolved_at = :at WHERE id = :id AND resolved_at IS NULL;

-- name: reopen!
UPDATE flags SET resolved_by = NULL, resolved_at = NULL
 WHERE id = :id AND resolved_by = :by;

-- name: open_flags
-- What the team has to do something about, the oldest first, of people the reader may see.
SELECT f.id, f.answer, f.note, f.at FROM flags AS f JOIN told AS a ON a.id = f.answer
 WHERE a.project = :project AND f.resolved_at IS NULL
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = a.participant AND s.project = a.project)
 ORDER BY f.at, f.id;

-- name: flag_of^
SELECT id, answer, note, at FROM flags WHERE id = :id;

-- name: did!
INSERT INTO last_deeds (reader, id, answer, what, subject)
VALUES (:reader, :id, :answer, :what, :subject)
ON CONFLICT (reader) DO UPDATE
   SET id = excluded.id, answer = excluded.answer, what = excluded.what, subject = excluded.subject;

-- name: last_deed^
SELECT id, answer, what, subject FROM last_deeds WHERE reader = :reader;

-- name: forget_deed!
DELETE FROM last_deeds WHERE reader = :reader;
