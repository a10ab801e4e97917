-- name: add!
INSERT INTO asked_back (id, answer, made_by, words, language, at)
VALUES (:id, :answer, :made_by, :words, :language, :at);

-- name: get^
SELECT b.id, b.answer, b.made_by, b.words, b.language, b.state, a.participant, a.project,
       a.words AS theirs
  FROM asked_back AS b JOIN answers AS a ON a.id = b.answer WHERE b.id = :id;

-- name: stands$
-- Whether what it is about may still be read.
SELECT COUNT(*) FROM asked_back AS b JOIN told AS a ON a.id = b.answer WHERE b.id = :id;

-- name: move!
UPDATE asked_back SET state = :state WHERE id = :id AND state = 'waiting';

-- name: of_answer
-- What was asked back about an answer, with what came of it, as it counts now.
SELECT b.id, b.words, b.state, t.id AS reply, t.words AS said
  FROM asked_back AS b
  LEFT JOIN runs AS r ON r.script = 'asked:' || b.id
  LEFT JOIN told AS t ON t.run = r.id
 WHERE b.answer = :answer AND b.state <> 'cancelled' ORDER BY b.at, b.id;
