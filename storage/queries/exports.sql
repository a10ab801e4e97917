-- name: people
SELECT m.participant, m.pseudonym, p.language, m.source, m.joined_at, r.sent_at, r.status,
       (SELECT c.given FROM consents AS c WHERE c.participant = m.participant
           AND c.project = m.project AND c.scope = 'contact' ORDER BY c.seq DESC LIMIT 1)
           AS may_contact,
       (SELECT h.how FROM helped AS h
         WHERE h.participant = m.participant AND h.project = m.project) AS helped
  FROM memberships AS m
  JOIN participants AS p ON p.id = m.participant
  JOIN runs AS r ON r.participant = m.participant AND r.project = m.project AND r.script = 'main'
 WHERE m.project = :project AND r.sent_at IS NOT NULL
 ORDER BY m.pseudonym;

-- name: answers
SELECT a.id, m.pseudonym, a.script, a.wave, a.run, a.node, a.status, a.value, a.words, a.language,
       a.serves, a.constraint_version, a.measure, a.promise, a.at, r.revision,
       (SELECT h.how FROM helped AS h
         WHERE h.participant = a.participant AND h.project = a.project
           AND (h.joined_at IS NULL OR a.at < h.joined_at)) AS helped,
       (SELECT COUNT(*) FROM quotes AS q WHERE q.answer = a.id) AS quoted
  FROM current_answers AS a
  JOIN runs AS r ON r.id = a.run
  JOIN memberships AS m ON m.participant = a.participant AND m.project = a.project
 WHERE a.project = :project
 ORDER BY m.pseudonym, a.at, a.node;

-- name: files
SELECT f.answer, d.id, d.kind, d.mime, d.seconds, d.state
  FROM answer_media AS f
  JOIN media AS d ON d.id = f.media
  JOIN current_answers AS a ON a.id = f.answer
 WHERE a.project = :project ORDER BY f.answer, f.position;

-- name: themes
SELECT id, name, merged_into, made_at FROM themes WHERE project = :project ORDER BY name, id;

-- name: themings
SELECT g.answer, g.theme, t.name, g.at
  FROM themings AS g
  JOIN themes AS t ON t.id = g.theme
  JOIN told AS a ON a.id = g.answer
 WHERE t.project = :project AND g.undone_at IS NULL AND t.merged_into IS NULL
 ORDER BY g.at, g.id;

-- name: questions
SELECT m.pseudonym, q.constraint_key, q.words, q.language, q.asked_at, q.answer, q.answered_at
  FROM questions AS q
  JOIN memberships AS m ON m.participant = q.participant AND m.project = q.project
 WHERE q.project = :project ORDER BY q.asked_at, q.id;

-- name: decisions
SELECT id, heard, verdict, decided, why, whose, constraint_key, constraint_version, decided_by,
       decided_on, voices, replaces, language, made_at, told_at
  FROM decisions WHERE project = :project ORDER BY made_at, id;

-- name: decision_noes
SELECT n.decision, n.position + 1 AS number, n.what, n.why FROM decision_noes AS n
  JOIN decisions AS c ON c.id = n.decision WHERE c.project = :project
 ORDER BY c.made_at, n.decision, n.position;

-- name: decision_themes
SELECT d.decision, d.theme, t.name, d.side, d.voices FROM decision_themes AS d
  JOIN decisions AS c ON c.id = d.decision JOIN themes AS t ON t.id = d.theme
 WHERE c.project = :project ORDER BY c.made_at, d.decision, d.side DESC, t.name, d.theme;

-- name: decision_answers
SELECT d.decision, d.answer, d.side FROM decision_answers AS d
  JOIN decisions AS c ON c.id = d.decision WHERE c.project = :project
 ORDER BY d.decision, d.answer;

-- name: promises
SELECT id, decision, kind, what, due_on, responsible, known_by, language FROM promises
 WHERE project = :project ORDER BY due_on, id;

-- name: promise_states
SELECT s.promise, s.state, s.reason, s.expected_on, s.language, s.at FROM promise_states AS s
  JOIN promises AS p ON p.id = s.promise WHERE p.project = :project
 ORDER BY s.at, s.id;

-- name: constraints_shown
SELECT m.pseudonym, s.constraint_key, s.version, s.at
  FROM constraints_shown AS s
  JOIN memberships AS m ON m.participant = s.participant AND m.project = s.project
  JOIN runs AS r ON r.participant = m.participant AND r.project = m.project AND r.script = 'main'
 WHERE s.project = :project AND r.sent_at IS NOT NULL
 ORDER BY m.pseudonym, s.at, s.constraint_key;

-- name: prompts
SELECT id, words, language, state, made_at FROM prompts WHERE project = :project
 ORDER BY made_at, id;

-- name: add_link!
INSERT INTO export_links (token_hash, project, made_by, format, made_at, expires_at)
VALUES (:token_hash, :project, :made_by, :format, :at, :expires_at);

-- name: link^
SELECT project, made_by, format, expires_at, used_at FROM export_links
 WHERE token_hash = :token_hash;

-- name: use_link!
UPDATE export_links SET used_at = :at
 WHERE token_hash = :token_hash AND format = :format AND used_at IS NULL AND expires_at > :at;
