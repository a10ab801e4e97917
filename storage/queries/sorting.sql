-- name: rename!
UPDATE themes SET was = name, name = :name WHERE id = :theme AND merged_into IS NULL;

-- name: unrename!
-- Not where another theme has taken the name meanwhile.
UPDATE themes SET name = was, was = NULL
 WHERE id = :theme AND name = :name AND was IS NOT NULL AND merged_into IS NULL
   AND NOT EXISTS (SELECT 1 FROM themes AS t
                    WHERE t.project = themes.project AND t.id <> themes.id
                      AND t.name = themes.was AND t.merged_into IS NULL);

-- name: copy!
-- What stands under a theme stands under another, too; a copy's id says what it is of, so that it
-- can be undone. ``answers`` is a JSON list, or NULL: all of them.
INSERT INTO themings (id, answer, theme, made_by, at)
SELECT g.id || '+' || :into, g.answer, :into, g.made_by, g.at
  FROM themings AS g
 WHERE g.theme = :theme AND g.undone_at IS NULL
   AND (CAST(:answers AS TEXT) IS NULL
        OR g.answer IN (SELECT j.value FROM json_each(:answers) AS j))
   AND NOT EXISTS (SELECT 1 FROM themings AS o
                    WHERE o.answer = g.answer AND o.theme = :into AND o.undone_at IS NULL
                      AND o.made_by IS g.made_by);

-- name: uncopy!
DELETE FROM themings
 WHERE theme = :into AND id IN (SELECT g.id || '+' || :into FROM themings AS g
                                 WHERE g.theme = :theme);

-- name: merged_into!
UPDATE themes SET merged_into = :into WHERE id = :theme AND merged_into IS NULL;

-- name: apart_again!
UPDATE themes SET merged_into = NULL WHERE id = :theme AND merged_into = :into
   AND EXISTS (SELECT 1 FROM themes AS t WHERE t.id = :into AND t.merged_into IS NULL);

-- name: take_off!
UPDATE themings SET undone_at = :at
 WHERE theme = :theme AND undone_at IS NULL
   AND answer IN (SELECT j.value FROM json_each(:answers) AS j);

-- name: put_on_again!
UPDATE themings SET undone_at = NULL
 WHERE theme = :theme AND undone_at IS NOT NULL
   AND id || '+' || :into IN (SELECT c.id FROM themings AS c WHERE c.theme = :into);

-- name: drop!
DELETE FROM themes
 WHERE id = :theme AND NOT EXISTS (SELECT 1 FROM themings WHERE theme = :theme)
   AND NOT EXISTS (SELECT 1 FROM decision_themes WHERE theme = :theme);

-- name: together$
SELECT COUNT(DISTINCT a.participant) FROM themings AS g JOIN told AS a ON a.id = g.answer
 WHERE g.undone_at IS NULL AND g.theme IN (:one, :other);
