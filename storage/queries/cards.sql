-- name: versions
-- Each power card that an answer's teller had been shown when they gave it, in which version: for
-- the card that its question serves, the one the answer itself keeps.
SELECT a.participant, s.constraint_key, MAX(s.version) AS version
  FROM answers AS a
  JOIN constraints_shown AS s
    ON s.participant = a.participant AND s.project = a.project AND s.at <= a.at
 WHERE a.id = :answer AND s.constraint_key <> COALESCE(a.serves, '')
 GROUP BY a.participant, s.constraint_key
UNION ALL
SELECT participant, serves, constraint_version FROM answers
 WHERE id = :answer AND serves IS NOT NULL AND constraint_version IS NOT NULL;

-- name: serves$
SELECT serves FROM answers WHERE id = :answer;
