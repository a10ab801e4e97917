-- name: by_source
SELECT participant FROM memberships WHERE project = :project AND source = :source;

-- name: sources
SELECT participant, source FROM memberships WHERE project = :project AND source IS NOT NULL;

-- name: by_theme
SELECT DISTINCT a.participant
  FROM themings AS g JOIN current_answers AS a ON a.id = g.answer
 WHERE a.project = :project AND g.theme = :theme AND g.undone_at IS NULL;

-- name: by_prompt
SELECT DISTINCT participant FROM current_answers
 WHERE project = :project AND script = :script AND status <> 'skipped';

-- name: by_answer
SELECT participant, value, words FROM current_answers
 WHERE project = :project AND node = :node AND script = 'main' AND status <> 'skipped';
