-- name: unindexed
SELECT a.id, a.words FROM told AS a
 WHERE a.project = :project AND a.words <> '[]'
   AND NOT EXISTS (SELECT 1 FROM indexed AS i WHERE i.answer = a.id);

-- name: note$
INSERT INTO indexed (answer) VALUES (:answer) RETURNING id;

-- name: put!
INSERT INTO said_words (rowid, words) VALUES (:id, :words);

-- name: found
SELECT a.id FROM said_words
  JOIN indexed AS i ON i.id = said_words.rowid
  JOIN told AS a ON a.id = i.answer
 WHERE said_words MATCH :query AND a.project = :project
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                  AND s.participant = a.participant AND s.project = a.project)
 ORDER BY a.at DESC, a.id LIMIT :at_most;
