-- name: audience
-- Everyone in a project who may be written to again: consent given, not stopped, reachable.
SELECT m.participant, m.pseudonym, p.language
  FROM memberships AS m
  JOIN participants AS p ON p.id = m.participant
  JOIN addresses AS a ON a.participant = p.id
 WHERE m.project = :project AND p.stopped_at IS NULL AND a.unreachable_at IS NULL
   AND (SELECT c.given FROM consents AS c
         WHERE c.participant = m.participant AND c.project = m.project AND c.scope = 'contact'
         ORDER BY c.seq DESC LIMIT 1) = 1
   AND (CAST(:reader AS TEXT) IS NULL
        OR EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :reader
                      AND s.participant = m.participant AND s.project = m.project))
 ORDER BY m.joined_at, m.participant;

-- name: add_delivery!
INSERT INTO deliveries (id, project, prompt, decision, participant, due_at, made_at)
VALUES (:id, :project, :prompt, :decision, :participant, :at, :at)
ON CONFLICT DO NOTHING;

-- name: due_deliveries
-- What was promised (decisions, lateness) before what a peer lead would like to ask.
SELECT id, prompt, decision, participant FROM deliveries
 WHERE project = :project AND state = 'waiting' AND due_at <= :now
 ORDER BY CASE WHEN prompt IS NULL THEN 0 ELSE 1 END, due_at, id
 LIMIT :at_most;

-- name: next_delivery$
SELECT MIN(due_at) FROM deliveries WHERE project = :project AND state = 'waiting';

-- name: begin_delivery!
UPDATE deliveries SET state = 'begun', begun_at = :at, held_for = NULL
 WHERE id = :id AND state = 'waiting';

-- name: sent_as!
UPDATE deliveries SET run = :run, outbox = :outbox WHERE id = :id;

-- name: hold_delivery!
UPDATE deliveries SET due_at = :due_at, held_for = :held_for
 WHERE id = :id AND state = 'waiting';

-- name: cancel_delivery!
UPDATE deliveries SET state = 'cancelled', held_for = :held_for
 WHERE id = :id AND state = 'waiting';

-- name: cancel_person_deliveries!
UPDATE deliveries SET state = 'cancelled', held_for = 'stopped'
 WHERE participant = :participant AND state = 'waiting';

-- name: cancel_person_checkbacks!
UPDATE checkbacks SET state = 'cancelled'
 WHERE participant = :participant AND state = 'waiting';

-- name: cancel_prompt_deliveries!
UPDATE deliveries SET state = 'cancelled', held_for = 'cancelled'
 WHERE prompt = :prompt AND state = 'waiting';

-- name: cancel_project_prompts!
UPDATE deliveries SET state = 'cancelled', held_for = 'retired'
 WHERE project = :project AND prompt IS NOT NULL AND state = 'waiting';

-- name: not_gone
-- Copies that are only queued: begun, but no request has left.
SELECT d.id, d.run, d.outbox FROM deliveries AS d JOIN outbox AS o ON o.id = d.outbox
 WHERE d.prompt = :prompt AND d.state = 'begun' AND o.state = 'queued'
 ORDER BY d.id;

-- name: take_back!
UPDATE deliveries SET state = 'cancelled', held_for = 'cancelled', begun_at = NULL, run = NULL
 WHERE id = :id AND state = 'begun';

-- name: cancel_late!
UPDATE deliveries SET state = 'cancelled', held_for = 'decided'
 WHERE project = :project AND prompt IS NULL AND decision IS NULL AND state = 'waiting';

-- name: contacts_since^
SELECT (SELECT COUNT(*) FROM deliveries AS d
         WHERE d.participant = :participant AND d.begun_at >= :since
           AND d.prompt IS NOT NULL) AS prompts,
       (SELECT COUNT(*) FROM deliveries AS d
         WHERE d.participant = :participant AND d.begun_at >= :since AND d.prompt IS NULL)
     + (SELECT COUNT(*) FROM checkbacks AS k JOIN runs AS r ON r.id = k.run
         WHERE k.participant = :participant AND r.started_at >= :since) AS promised;

-- name: promised_by$
SELECT (SELECT COUNT(*) FROM deliveries AS d
         WHERE d.participant = :participant AND d.state = 'waiting' AND d.prompt IS NULL
           AND d.due_at <= :until)
     + (SELECT COUNT(*) FROM checkbacks AS k
         WHERE k.participant = :participant AND k.state = 'waiting' AND k.due_at <= :until);

-- name: in_flight$
SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'sending') AND kind <> 'reply';

-- name: prompt_states
-- Where the copies of a prompt are; what waits says for what, once that is known.
SELECT CASE WHEN d.state = 'begun' THEN COALESCE(o.state, 'sent')
            WHEN d.state = 'waiting' THEN COALESCE(d.held_for, 'queued')
            ELSE d.state END AS state,
       COUNT(*) AS n
  FROM deliveries AS d LEFT JOIN outbox AS o ON o.id = d.outbox
 WHERE d.prompt = :prompt
 GROUP BY 1
 ORDER BY 1;

-- name: next_of_prompt$
SELECT MIN(due_at) FROM deliveries WHERE prompt = :prompt AND state = 'waiting';

-- name: next_checkback$
SELECT MIN(due_at) FROM checkbacks WHERE project = :project AND state = 'waiting';
