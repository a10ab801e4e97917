-- name: add!
INSERT INTO prompts (id, project, made_by, words, language, made_at)
VALUES (:id, :project, :made_by, :words, :language, :at);

-- name: get^
SELECT id, project, made_by, words, language, state FROM prompts WHERE id = :id;

-- name: cancel!
UPDATE prompts SET state = 'cancelled' WHERE id = :id AND state = 'sending';
