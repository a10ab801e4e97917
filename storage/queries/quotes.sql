-- name: mark!
INSERT INTO quotes (answer, made_by, at) VALUES (:answer, :made_by, :at) ON CONFLICT DO NOTHING;

-- name: to_moderation!
INSERT INTO contributions (id, kind, project, participant, answer, step, made_at)
SELECT :id, 'quote', project, participant, id, node, :at FROM answers WHERE id = :answer
ON CONFLICT DO NOTHING;

-- name: unmark!
DELETE FROM quotes WHERE answer = :answer;

-- name: drop!
DELETE FROM contributions WHERE answer = :answer AND kind = 'quote';

-- name: marked$
SELECT COUNT(*) FROM quotes WHERE answer = :answer;

-- name: decided_on$
SELECT COUNT(*) FROM contributions AS c
  JOIN moderations AS m ON m.contribution = c.id AND m.undone_at IS NULL
 WHERE c.answer = :answer AND c.kind = 'quote';

-- name: cleared
-- What may be quoted: looked at, marked, and still allowed by its teller for this use or more.
SELECT s.id, s.answer, s.words, s.language, s.story_use FROM shown_contributions AS s
 WHERE s.kind = 'quote' AND (:use = 'report' OR s.story_use = '["public"]')
   AND s.participant <> :besides
   AND (CAST(:theme AS TEXT) IS NULL OR EXISTS (
        SELECT 1 FROM themings AS g
         WHERE g.answer = s.answer AND g.theme = :theme AND g.undone_at IS NULL))
   AND (CAST(:decision AS TEXT) IS NULL
        OR EXISTS (SELECT 1 FROM decision_answers AS d
                    WHERE d.decision = :decision AND d.answer = s.answer)
        OR EXISTS (SELECT 1 FROM decision_themes AS d
                     JOIN themings AS g ON g.theme = d.theme AND g.undone_at IS NULL
                    WHERE d.decision = :decision AND g.answer = s.answer))
 ORDER BY s.shown_at, s.id;

-- name: of_project
-- The same for a reader on the team, the newest first, of people they may see.
SELECT s.id, s.answer, s.words, s.language, s.story_use FROM shown_contributions AS s
 WHERE s.kind = 'quote' AND s.project = :project
   AND EXISTS (SELECT 1 FROM in_scope AS p WHERE p.reader = :reader
                  AND p.participant = s.participant AND p.project = s.project)
 ORDER BY s.shown_at DESC, s.id;
