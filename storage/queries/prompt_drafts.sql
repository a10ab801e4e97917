-- name: get^
SELECT step, draft FROM prompt_drafts WHERE maker = :maker AND project = :project;

-- name: put!
INSERT INTO prompt_drafts (maker, project, step, draft, at)
VALUES (:maker, :project, :step, :draft, :at)
ON CONFLICT (maker, project) DO UPDATE
   SET step = excluded.step, draft = excluded.draft, at = excluded.at;

-- name: drop!
DELETE FROM prompt_drafts WHERE maker = :maker AND project = :project;
