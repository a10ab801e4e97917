-- name: add!
INSERT INTO decision_words (decision, language, part, words, made_at)
VALUES (:decision, :language, :part, :words, :at);

-- name: drop!
DELETE FROM decision_words WHERE decision = :decision AND language = :language;

-- name: of
SELECT part, words FROM decision_words WHERE decision = :decision AND language = :language;

-- name: languages
SELECT DISTINCT language FROM decision_words WHERE decision = :decision ORDER BY language;
