-- name: audience
-- Everyone in a project who may be written to again: consent given, not stopped, reachable, if need
-- be through who helped them.
SELECT m.participant, m.pseudonym, p.language
  FROM memberships AS m
  JOIN participants AS p ON p.id = m.participant
  LEFT JOIN helped AS h
    ON h.participant = m.participant AND h.project = m.project AND h.joined_at IS NULL
  JOIN addresses AS a
    ON a.participant
     = CASE WHEN h.participant IS NULL THEN p.id ELSE COALESCE(h.helper, m.lead) END
 WHERE m.project = :project AND p.stopped_at IS NULL AND a.unreachable_at IS NULL
   AND (SELECT c.given FROM consents AS c
         WHERE c.participant = m.participant AND c.project = m.project AND c.scope = 'contact'
         ORDER BY c.seq DESC LIMIT 1) = 1
   AND (CAST(:reader AS TEXT) IS NULL
        OR EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                      AND s.participant = m.participant AND s.project = m.project))
 ORDER BY m.joined_at, m.participant;

-- name: add_delivery!
INSERT INTO deliveries (id, project, prompt, decision, participant, news, promise, word, due_at,
                        made_at)
VALUES (:id, :project, :prompt, :decision, :participant, :news, :promise, :word, :due_at, :at)
ON CONFLICT DO NOTHING;

-- name: due_deliveries
-- What was promised (decisions, lateness) before what a peer lead would like to ask. What was
-- paused is passed over.
SELECT id, prompt, decision, participant, news, promise, word FROM deliveries
 WHERE project = :project AND state = 'waiting' AND due_at <= :now
   AND COALESCE(prompt, '') NOT IN (SELECT id FROM prompts WHERE paused_at IS NOT NULL)
 ORDER BY CASE WHEN prompt IS NULL THEN 0 ELSE 1 END, due_at, id
 LIMIT :at_most;

-- name: next_delivery$
SELECT MIN(due_at) FROM deliveries
 WHERE project = :project AND state = 'waiting'
   AND COALESCE(prompt, '') NOT IN (SELECT id FROM prompts WHERE paused_at IS NOT NULL);

-- name: begin_delivery!
UPDATE deliveries SET state = 'begun', begun_at = :at, held_for = NULL
 WHERE id = :id AND state = 'waiting';

-- name: sent_as!
UPDATE deliveries SET run = :run, outbox = :outbox, first = :first WHERE id = :id;

-- name: hold_delivery!
UPDATE deliveries SET due_at = :due_at, held_for = :held_for
 WHERE id = :id AND state = 'waiting';

-- name: cancel_delivery!
UPDATE deliveries SET state = 'cancelled', held_for = :held_for
 WHERE id = :id AND state = 'waiting';

-- name: cancel_person_deliveries!
UPDATE deliveries SET state = 'cancelled', held_for = 'stopped'
 WHERE participant = :participant AND state = 'waiting';

-- name: cancel_prompt_deliveries!
UPDATE deliveries SET state = 'cancelled', held_for = 'cancelled'
 WHERE prompt = :prompt AND state = 'waiting';

-- name: cancel_project_prompts!
UPDATE deliveries SET state = 'cancelled', held_for = 'retired'
 WHERE project = :project AND prompt IS NOT NULL AND state = 'waiting';

-- name: not_gone
-- Copies that are only queued: begun, but no request has left.
SELECT d.id, d.run, d.outbox, d.first FROM deliveries AS d
  JOIN outbox AS o ON o.id = d.outbox
  JOIN outbox AS f ON f.id = COALESCE(d.first, d.outbox)
 WHERE d.prompt = :prompt AND d.state = 'begun' AND o.state = 'queued' AND f.state = 'queued'
 ORDER BY d.id;

-- name: take_back!
UPDATE deliveries SET state = :state, held_for = CASE :state WHEN 'waiting' THEN NULL
                                                 ELSE 'cancelled' END,
                      begun_at = NULL, run = NULL, outbox = NULL, first = NULL
 WHERE id = :id AND state = 'begun';

-- name: not_gone_to
-- The same of one person in one project: copies of prompts that are queued, and have not left.
SELECT d.id, d.run, d.outbox, d.first FROM deliveries AS d
  JOIN outbox AS o ON o.id = d.outbox
  JOIN outbox AS f ON f.id = COALESCE(d.first, d.outbox)
 WHERE d.participant = :participant AND d.project = :project AND d.state = 'begun'
   AND d.prompt IS NOT NULL AND o.state = 'queued' AND f.state = 'queued'
 ORDER BY d.id;

-- name: cancel_prompts_to!
UPDATE deliveries SET state = 'cancelled', held_for = :held_for
 WHERE participant = :participant AND project = :project AND prompt IS NOT NULL
   AND state = 'waiting';

-- name: cancel_late!
UPDATE deliveries SET state = 'cancelled', held_for = 'decided'
 WHERE project = :project AND news = 'late' AND state = 'waiting'
   AND promise IN (SELECT id FROM promises WHERE project = :project AND kind = 'report');

-- name: told_of
SELECT participant FROM deliveries
 WHERE promise = :promise AND news = 'late' AND state IN ('waiting', 'begun')
 ORDER BY participant;

-- name: drop_closing!
DELETE FROM deliveries WHERE project = :project AND news = 'closing' AND state = 'waiting';

-- name: contacts_since^
SELECT (SELECT COUNT(*) FROM deliveries AS d
         WHERE d.participant = :participant AND d.begun_at >= :since
           AND d.prompt IS NOT NULL) AS prompts,
       (SELECT COUNT(*) FROM deliveries AS d
         WHERE d.participant = :participant AND d.begun_at >= :since AND d.prompt IS NULL)
     + (SELECT COUNT(*) FROM checkbacks AS k JOIN runs AS r ON r.id = k.run
         WHERE k.participant = :participant AND r.started_at >= :since)
     + (SELECT COUNT(*) FROM questions AS q
         WHERE q.participant = :participant AND q.late_told_at >= :since) AS promised;

-- name: promised_by$
SELECT (SELECT COUNT(*) FROM deliveries AS d
         WHERE d.participant = :participant AND d.state = 'waiting' AND d.prompt IS NULL
           AND d.due_at <= :until)
     + (SELECT COUNT(*) FROM checkbacks AS k
         WHERE k.participant = :participant AND k.state = 'waiting' AND k.due_at <= :until);

-- name: in_flight$
SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'sending') AND kind <> 'reply';

-- name: prompt_states
-- Where the copies of a prompt are; what waits says for what, once that is known, and what was not
-- sent, why.
SELECT CASE WHEN d.state = 'begun' THEN COALESCE(o.state, 'sent')
            WHEN d.state = 'waiting' THEN COALESCE(d.held_for, 'queued')
            ELSE COALESCE(d.held_for, 'cancelled') END AS state,
       COUNT(*) AS n
  FROM deliveries AS d LEFT JOIN outbox AS o ON o.id = d.outbox
 WHERE d.prompt = :prompt
 GROUP BY 1
 ORDER BY 1;

-- name: answered$
SELECT COUNT(*) FROM deliveries AS d
 WHERE d.prompt = :prompt
   AND EXISTS (SELECT 1 FROM current_answers AS a
                WHERE a.run = d.run AND a.status IN ('given', 'unsure', 'declined', 'kept'));

-- name: silent
-- Who got a prompt and has neither answered nor skipped it: its question is still open.
SELECT d.participant, d.run FROM deliveries AS d
  JOIN outbox AS o ON o.id = d.outbox AND o.state = 'sent'
  JOIN runs AS r ON r.id = d.run AND r.status <> 'ended'
 WHERE d.prompt = :prompt
   AND NOT EXISTS (SELECT 1 FROM answers AS a WHERE a.run = d.run)
 ORDER BY d.id;

-- name: run_of$
SELECT run FROM deliveries WHERE prompt = :prompt AND participant = :participant;

-- name: tallies
-- How often each thing was answered to a prompt, and how many said something in words or files.
SELECT a.node, a.status, a.value, COUNT(*) AS n,
       SUM(a.words <> '[]' OR EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = a.id))
           AS told
  FROM current_answers AS a JOIN deliveries AS d ON d.run = a.run
 WHERE d.prompt = :prompt
 GROUP BY a.node, a.status, a.value
 ORDER BY a.node, a.status, a.value;

-- name: touched
-- Who has an open run in which something happened lately.
SELECT DISTINCT participant FROM runs
 WHERE status <> 'ended' AND MAX(heard_at, asked_at) > :since;

-- name: contacted
-- How often each person was, or is to be, written to unasked in this week and the next.
SELECT participant, SUM(n) AS n FROM (
    SELECT participant, COUNT(*) AS n FROM deliveries WHERE begun_at >= :since
     GROUP BY participant
    UNION ALL
    SELECT k.participant, COUNT(*) AS n
      FROM checkbacks AS k JOIN runs AS r ON r.id = k.run
     WHERE r.started_at >= :since GROUP BY k.participant
    UNION ALL
    SELECT participant, COUNT(*) AS n FROM deliveries
     WHERE state = 'waiting' AND prompt IS NULL AND due_at <= :until GROUP BY participant
    UNION ALL
    SELECT participant, COUNT(*) AS n FROM checkbacks
     WHERE state = 'waiting' AND due_at <= :until GROUP BY participant)
 GROUP BY participant;

-- name: own_hours
SELECT id, awake FROM participants WHERE awake IS NOT NULL;

-- name: next_of_prompt$
SELECT MIN(due_at) FROM deliveries WHERE prompt = :prompt AND state = 'waiting';

-- name: next_checkback$
SELECT MIN(due_at) FROM checkbacks WHERE project = :project AND state = 'waiting';
