-- What was worth quoting is looked at before others see it, and its teller is told what became of
-- it. It counts only as long as the mark stands and its teller allows the use.
DROP VIEW shown_contributions;
DROP VIEW current_contributions;

CREATE VIEW current_contributions AS
    SELECT c.id, c.kind, c.project, c.participant, c.answer, c.step, c.made_at,
           a.words AS own_words, a.language, NULL AS story_use
      FROM contributions AS c
      JOIN current_answers AS a ON a.id = c.answer
     WHERE c.withdrawn_at IS NULL AND c.kind <> 'quote'
    UNION ALL
    SELECT c.id, c.kind, c.project, c.participant, c.answer, c.step, c.made_at,
           t.words AS own_words, t.language, t.story_use
      FROM contributions AS c
      JOIN quotes AS q ON q.answer = c.answer
      JOIN told AS t ON t.id = c.answer
     WHERE c.withdrawn_at IS NULL AND c.kind = 'quote'
       AND t.story_use IN ('["report"]', '["public"]');

CREATE VIEW shown_contributions AS
    SELECT c.*, m.words, m.at AS shown_at
      FROM current_contributions AS c
      JOIN moderations AS m ON m.contribution = c.id AND m.undone_at IS NULL
     WHERE m.words IS NOT NULL;

-- What was marked before waits to be looked at, too.
INSERT INTO contributions (id, kind, project, participant, answer, step, made_at)
SELECT 'q' || q.answer, 'quote', a.project, a.participant, a.id, a.node, q.at
  FROM quotes AS q JOIN answers AS a ON a.id = q.answer;
