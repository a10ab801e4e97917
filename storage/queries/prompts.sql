-- name: add!
INSERT INTO prompts (id, project, made_by, words, language, content, recording, reminds, made_at)
VALUES (:id, :project, :made_by, :words, :language, :content, :recording, :reminds, :at);

-- name: get^
SELECT id, project, made_by, words, language, content, recording, reminds, state, paused_at,
       progress, shown, made_at
  FROM prompts WHERE id = :id;

-- name: latest
SELECT id, project, made_by, words, language, content, recording, reminds, state, paused_at,
       progress, shown, made_at
  FROM prompts
 WHERE project = :project AND made_by = :made_by AND reminds IS NULL
 ORDER BY made_at DESC, id LIMIT :at_most;

-- name: of_project
SELECT id, project, made_by, words, language, content, recording, reminds, state, paused_at,
       progress, shown, made_at
  FROM prompts WHERE project = :project AND reminds IS NULL
 ORDER BY made_at, id;

-- name: reminder_of$
SELECT id FROM prompts WHERE reminds = :reminds;

-- name: pause!
UPDATE prompts SET paused_at = :at WHERE id = :id AND state = 'sending';

-- name: end!
UPDATE prompts SET state = :state, paused_at = NULL WHERE id = :id AND state = 'sending';

-- name: show!
UPDATE prompts SET progress = :progress, shown = :shown WHERE id = :id;
