-- name: revisions
SELECT id, published_at FROM revisions WHERE project = :project ORDER BY published_at, id;

-- name: talks
-- The project's own conversation, once a person.
SELECT r.id, r.participant, r.revision, r.started_at, r.sent_at, m.source
  FROM runs AS r
  JOIN memberships AS m ON m.participant = r.participant AND m.project = r.project
 WHERE r.project = :project AND r.script = 'main' ORDER BY r.started_at, r.id;

-- name: shown
-- Which card someone who sent their answers had been shown, in which version, before they sent.
SELECT s.constraint_key, s.version, r.id AS run
  FROM constraints_shown AS s
  JOIN runs AS r ON r.participant = s.participant AND r.project = s.project AND r.script = 'main'
 WHERE s.project = :project AND r.sent_at IS NOT NULL AND s.at <= r.sent_at
 ORDER BY s.constraint_key, s.version, r.id;

-- name: understood
-- What those who sent said can still change, asked right after the cards.
SELECT a.id, a.status, a.value, a.words FROM current_answers AS a
 WHERE a.project = :project AND a.script = 'main' AND a.node = 'understood' ORDER BY a.id;

-- name: told
-- Everything said in words, by voice or with files, with whether it was read and by how many.
SELECT t.id, t.participant,
       EXISTS (SELECT 1 FROM reviews AS v WHERE v.answer = t.id) AS was_read,
       EXISTS (SELECT 1 FROM second_readings AS s WHERE s.answer = t.id AND s.at IS NOT NULL)
           AS read_twice,
       EXISTS (SELECT 1 FROM themings AS g WHERE g.answer = t.id AND g.undone_at IS NULL)
           AS themed,
       EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = t.id) AS has_files
  FROM told AS t WHERE t.project = :project ORDER BY t.id;

-- name: helped
SELECT h.participant, h.how FROM helped AS h WHERE h.project = :project ORDER BY h.participant;

-- name: languages
SELECT r.id, COALESCE(m.language, p.language) AS language
  FROM runs AS r
  JOIN participants AS p ON p.id = r.participant
  JOIN memberships AS m ON m.participant = r.participant AND m.project = r.project
 WHERE r.project = :project AND r.script = 'main' AND r.sent_at IS NOT NULL ORDER BY r.id;

-- name: news
-- Each copy of the news of a decision: whether it reached its person.
SELECT d.id, d.state, o.state AS sent
  FROM deliveries AS d LEFT JOIN outbox AS o ON o.id = d.outbox
 WHERE d.decision = :decision ORDER BY d.id;

-- name: answers_to
-- What people said to "does this answer what you told us?" of one decision.
SELECT a.id, a.value FROM current_answers AS a
 WHERE a.project = :project AND a.script = 'report:' || :decision AND a.node = 'report.answers'
   AND a.status = 'given'
 ORDER BY a.id;

-- name: readings
SELECT id, measure, wave FROM readings
 WHERE project = :project AND status = 'given' ORDER BY id;

-- name: verdicts
SELECT id, promise, wave, value FROM verdicts
 WHERE project = :project AND status = 'given' ORDER BY id;
