-- name: languages
-- Who joined a project, by the language they speak in it and whether they sent their answers.
SELECT COALESCE(m.language, p.language) AS language,
       EXISTS (SELECT 1 FROM runs AS r
                WHERE r.participant = m.participant AND r.project = m.project
                  AND r.script = 'main' AND r.sent_at IS NOT NULL) AS sent,
       COUNT(*) AS people
  FROM memberships AS m
  JOIN participants AS p ON p.id = m.participant
 WHERE m.project = :project
 GROUP BY 1, 2 ORDER BY 1, 2;

-- name: said
-- How many people said the same to a question of the project's own script.
SELECT status, value, words, COUNT(DISTINCT participant) AS people
  FROM current_answers
 WHERE project = :project AND node = :node AND script = 'main'
 GROUP BY status, value, words ORDER BY status, value, words;

-- name: shown$
SELECT counts FROM counts_shown WHERE project = :project AND counted = :counted;

-- name: show!
INSERT INTO counts_shown (project, counted, counts, at) VALUES (:project, :counted, :counts, :at)
ON CONFLICT (project, counted) DO UPDATE SET counts = excluded.counts, at = excluded.at;
