-- name: add!
INSERT INTO decisions (id, project, heard, verdict, decided, why, whose, replaces, constraint_key,
                       constraint_version, language, decided_by, decided_on, made_by, made_at)
VALUES (:id, :project, :heard, :verdict, :decided, :why, :whose, :replaces, :constraint_key,
        :constraint_version, :language, :decided_by, :decided_on, :made_by, :at);

-- name: add_no!
INSERT INTO decision_noes (decision, position, what, why)
VALUES (:decision, :position, :what, :why);

-- name: add_card!
INSERT INTO decision_cards (decision, constraint_key, version)
VALUES (:decision, :constraint_key, :version);

-- name: goes_out!
UPDATE decisions SET told_at = :at WHERE id = :id AND told_at IS NULL;

-- name: take_back!
DELETE FROM decisions WHERE id = :id AND told_at IS NULL;

-- name: add_theme!
-- After the answers: counts the people whose answers under it are among them.
INSERT INTO decision_themes (decision, theme, side, voices)
VALUES (:decision, :theme, :side,
        (SELECT COUNT(DISTINCT a.participant)
           FROM decision_answers AS d
           JOIN answers AS a ON a.id = d.answer
           JOIN themings AS g ON g.answer = a.id AND g.undone_at IS NULL
          WHERE d.decision = :decision AND g.theme = :theme))
ON CONFLICT DO NOTHING;

-- name: add_answer!
INSERT INTO decision_answers (decision, answer, side) VALUES (:decision, :answer, :side)
ON CONFLICT DO NOTHING;

-- name: count_voices!
UPDATE decisions SET voices = (
    SELECT COUNT(DISTINCT a.participant)
      FROM decision_answers AS d JOIN answers AS a ON a.id = d.answer
     WHERE d.decision = :decision)
 WHERE id = :decision;

-- name: get^
SELECT * FROM decisions WHERE id = :id;

-- name: of_project
SELECT * FROM decisions WHERE project = :project ORDER BY made_at, id;

-- name: replaced_by$
SELECT id FROM decisions WHERE replaces = :id ORDER BY made_at DESC, id LIMIT 1;

-- name: noes
SELECT what, why FROM decision_noes WHERE decision = :decision ORDER BY position;

-- name: cards
SELECT constraint_key, version FROM decision_cards
 WHERE decision = :decision ORDER BY constraint_key;

-- name: answers
SELECT answer, side FROM decision_answers WHERE decision = :decision ORDER BY answer;

-- name: of_theme
-- The decisions that rest on a theme, or on one that was merged into it.
WITH RECURSIVE part_of (id) AS (
    SELECT :theme UNION SELECT t.id FROM themes AS t JOIN part_of AS p ON t.merged_into = p.id)
SELECT DISTINCT c.* FROM decisions AS c JOIN decision_themes AS d ON d.decision = c.id
 WHERE d.theme IN (SELECT id FROM part_of) ORDER BY c.made_at, c.id;

-- name: of_answer
-- The decisions that rest on an answer, or on what it said before its teller changed it.
SELECT DISTINCT c.* FROM answers AS a
  JOIN answers AS b ON b.run = a.run AND b.node = a.node
  JOIN decision_answers AS d ON d.answer = b.id
  JOIN decisions AS c ON c.id = d.decision
 WHERE a.id = :answer ORDER BY c.made_at, c.id;

-- name: heard_themes
SELECT t.id, t.name, d.side, d.voices
  FROM decision_themes AS d JOIN themes AS t ON t.id = d.theme
 WHERE d.decision = :decision ORDER BY d.side DESC, d.voices DESC, t.name, t.id;

-- name: contributors
SELECT DISTINCT a.participant FROM decision_answers AS d JOIN answers AS a ON a.id = d.answer
 WHERE d.decision = :decision ORDER BY a.participant;

-- name: own_words
SELECT a.words FROM decision_answers AS d JOIN answers AS a ON a.id = d.answer
 WHERE d.decision = :decision AND a.participant = :participant ORDER BY a.at, a.id;

-- name: told_to
-- What people were told, or are being told, that rests, among others, on this person's words.
SELECT DISTINCT c.* FROM decisions AS c
  JOIN decision_answers AS d ON d.decision = c.id
  JOIN answers AS a ON a.id = d.answer
 WHERE c.project = :project AND a.participant = :participant AND c.told_at IS NOT NULL
 ORDER BY c.made_at, c.id;

-- name: told_aloud$
SELECT COUNT(*) FROM decision_answers AS d
  JOIN answers AS a ON a.id = d.answer
  JOIN answer_media AS m ON m.answer = a.id
 WHERE d.decision = :decision AND a.participant = :participant;

-- name: first_made$
SELECT MIN(made_at) FROM decisions WHERE project = :project;
