-- name: put!
-- Shown anew after it was taken out, it is the same entry.
INSERT INTO others_asked (id, project, question, constraint_key, language, added_by, added_at)
VALUES (:id, :project, :question, :constraint_key, :language, :by, :at)
ON CONFLICT (question) DO UPDATE
   SET constraint_key = excluded.constraint_key, language = excluded.language,
       added_by = excluded.added_by, added_at = excluded.added_at, withdrawn_at = NULL;

-- name: put_text!
INSERT INTO others_asked_texts (entry, language, asked, answer)
VALUES (:entry, :language, :asked, :answer)
ON CONFLICT (entry, language) DO UPDATE SET asked = excluded.asked, answer = excluded.answer;

-- name: drop_texts!
DELETE FROM others_asked_texts WHERE entry = :entry;

-- name: of_question^
SELECT * FROM others_asked WHERE question = :question AND withdrawn_at IS NULL;

-- name: get^
SELECT * FROM others_asked WHERE id = :id AND withdrawn_at IS NULL;

-- name: shown
-- What is shown to someone: about their card first, then what is for everyone.
SELECT * FROM others_asked
 WHERE project = :project AND withdrawn_at IS NULL
   AND (CAST(:constraint_key AS TEXT) IS NULL OR constraint_key IS NULL
        OR constraint_key = :constraint_key)
 ORDER BY CASE WHEN constraint_key = :constraint_key THEN 0 ELSE 1 END, added_at, id;

-- name: texts
SELECT language, asked, answer FROM others_asked_texts WHERE entry = :entry ORDER BY language;

-- name: withdraw!
UPDATE others_asked SET withdrawn_at = :at WHERE id = :id AND withdrawn_at IS NULL;
