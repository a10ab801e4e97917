-- name: add!
INSERT INTO audit (at, actor, action, project, subject, reason)
VALUES (:at, :actor, :action, :project, :subject, :reason);

-- name: of_project
SELECT at, actor, action, project, subject, reason FROM audit
 WHERE project = :project ORDER BY seq;
