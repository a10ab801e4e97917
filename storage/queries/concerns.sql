-- name: add!
INSERT INTO concerns (id, project, participant, pseudonym, words, answer, marked_by, marked_at)
VALUES (:id, :project, :participant, :pseudonym, :words, :answer, :marked_by, :at);

-- name: get^
SELECT * FROM concerns WHERE id = :id;

-- name: open
SELECT * FROM concerns WHERE project = :project AND note IS NULL ORDER BY marked_at, id;

-- name: of_person
SELECT * FROM concerns WHERE participant = :participant ORDER BY marked_at;

-- name: acknowledge!
UPDATE concerns SET acknowledged_by = :by, acknowledged_at = :at
 WHERE id = :id AND acknowledged_at IS NULL;

-- name: passed_on$
SELECT COUNT(*) FROM concerns WHERE answer = :answer AND marked_by = 'lead';

-- name: note!
UPDATE concerns SET note = COALESCE(note || :between, '') || :note WHERE id = :id;
