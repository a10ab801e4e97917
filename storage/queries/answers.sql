-- name: add!
INSERT INTO answers (id, run, participant, project, node, status, value, words, language,
                     serves, constraint_version, measure, promise, at)
VALUES (:id, :run, :participant, :project, :node, :status, :value, :words, :language,
        :serves, :constraint_version, :measure, :promise, :at);

-- name: supersede!
UPDATE answers SET superseded_at = :at
 WHERE run = :run AND node = :node AND superseded_at IS NULL;

-- name: set_aside!
UPDATE answers SET set_aside_at = :at
 WHERE run = :run AND node = :node AND superseded_at IS NULL;

-- name: restore!
UPDATE answers SET set_aside_at = NULL
 WHERE run = :run AND node = :node AND superseded_at IS NULL;

-- name: add_media!
INSERT INTO answer_media (answer, media, position) VALUES (:answer, :media, :position)
ON CONFLICT DO NOTHING;

-- name: add_message!
INSERT INTO answer_messages (answer, message_id) VALUES (:answer, :message_id)
ON CONFLICT DO NOTHING;

-- name: keep_words!
INSERT INTO kept_words (id, run, participant, project, node, words, media, at)
VALUES (:id, :run, :participant, :project, :node, :words, :media, :at);

-- name: show_constraint!
INSERT INTO constraints_shown (participant, project, constraint_key, version, at)
VALUES (:participant, :project, :constraint_key, :version, :at)
ON CONFLICT DO NOTHING;
