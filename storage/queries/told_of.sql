-- Where the words of somebody stand, in one project or (NULL) in all.

-- name: note!
INSERT INTO told_of (outbox, participant, project) VALUES (:outbox, :participant, :project)
ON CONFLICT DO NOTHING;

-- name: showing
SELECT o.id, o.participant, o.media FROM told_of AS t JOIN outbox AS o ON o.id = t.outbox
 WHERE t.participant = :participant
   AND (CAST(:project AS TEXT) IS NULL OR t.project = :project)
   AND o.state IN ('queued', 'sending', 'sent', 'unknown') AND o.participant IS NOT NULL
 ORDER BY o.id;

-- name: public
-- What others read of theirs: sentences to agree with, questions with their answers.
SELECT s.words AS said FROM shown_contributions AS s
 WHERE s.participant = :participant
   AND (CAST(:project AS TEXT) IS NULL OR s.project = :project)
 UNION
SELECT t.asked FROM others_asked_texts AS t
  JOIN others_asked AS o ON o.id = t.entry JOIN questions AS q ON q.id = o.question
 WHERE q.participant = :participant
   AND (CAST(:project AS TEXT) IS NULL OR q.project = :project)
 UNION
SELECT t.answer FROM others_asked_texts AS t
  JOIN others_asked AS o ON o.id = t.entry JOIN questions AS q ON q.id = o.question
 WHERE q.participant = :participant
   AND (CAST(:project AS TEXT) IS NULL OR q.project = :project);

-- name: forget_public!
UPDATE outbox SET body = NULL
 WHERE state NOT IN ('queued', 'sending') AND body IS NOT NULL AND instr(body, :said) > 0;

-- name: in_dialogues
-- What others are in the middle of that is about something of theirs.
SELECT t.participant FROM tasks AS t
 WHERE t.participant <> :participant
   AND EXISTS (SELECT 1 FROM (
        SELECT id, participant, project FROM answers UNION ALL
        SELECT id, participant, project FROM questions UNION ALL
        SELECT id, participant, project FROM contributions) AS theirs
         WHERE theirs.participant = :participant
           AND (CAST(:project AS TEXT) IS NULL OR theirs.project = :project)
           AND instr(t.data, theirs.id) > 0)
 ORDER BY t.participant;
