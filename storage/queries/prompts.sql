-- name: add!
INSERT INTO prompts (id, project, made_by, words, language, made_at)
VALUES (:id, :project, :made_by, :words, :language, :at);

-- name: get^
SELECT id, project, made_by, words, language, state, progress, shown FROM prompts WHERE id = :id;

-- name: end!
UPDATE prompts SET state = :state WHERE id = :id AND state = 'sending';

-- name: show!
UPDATE prompts SET progress = :progress, shown = :shown WHERE id = :id;
