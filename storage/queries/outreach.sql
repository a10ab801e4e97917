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
 ORDER BY m.joined_at, m.participant;

-- name: add_delivery!
INSERT INTO deliveries (id, prompt, decision, participant, due_at, made_at)
VALUES (:id, :prompt, :decision, :participant, :due_at, :made_at)
ON CONFLICT DO NOTHING;

-- name: due_deliveries
-- What was promised (decisions) before what a peer lead would like to ask.
SELECT d.id, d.prompt, d.decision, d.participant
  FROM deliveries AS d
  LEFT JOIN prompts AS p ON p.id = d.prompt
  LEFT JOIN decisions AS c ON c.id = d.decision
 WHERE d.state = 'waiting' AND d.due_at <= :now
   AND COALESCE(p.project, c.project) = :project
 ORDER BY CASE WHEN d.decision IS NULL THEN 1 ELSE 0 END, d.due_at, d.id
 LIMIT :at_most;

-- name: next_delivery$
SELECT MIN(d.due_at)
  FROM deliveries AS d
  LEFT JOIN prompts AS p ON p.id = d.prompt
  LEFT JOIN decisions AS c ON c.id = d.decision
 WHERE d.state = 'waiting' AND COALESCE(p.project, c.project) = :project;

-- name: begin_delivery!
UPDATE deliveries SET state = 'begun', run = :run, outbox = :outbox, begun_at = :at, held_for = NULL
 WHERE id = :id AND state = 'waiting';

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

-- name: contacts_since$
SELECT (SELECT COUNT(*) FROM deliveries AS d
         WHERE d.participant = :participant AND d.begun_at >= :since)
     + (SELECT COUNT(*) FROM checkbacks AS k JOIN runs AS r ON r.id = k.run
         WHERE k.participant = :participant AND r.started_at >= :since);

-- name: prompt_states
SELECT CASE WHEN d.state = 'begun' THEN COALESCE(o.state, 'sent')
            WHEN d.state = 'waiting' AND d.held_for IS NULL THEN 'queued'
            ELSE d.state END AS state,
       COUNT(*) AS n
  FROM deliveries AS d LEFT JOIN outbox AS o ON o.id = d.outbox
 WHERE d.prompt = :prompt
 GROUP BY 1;

-- name: add_checkback!
INSERT INTO checkbacks (id, project, participant, wave, due_at)
VALUES (:id, :project, :participant, :wave, :due_at)
ON CONFLICT DO NOTHING;

-- name: move_checkbacks!
UPDATE checkbacks SET due_at = :due_at
 WHERE project = :project AND wave = :wave AND state = 'waiting';

-- name: due_checkbacks
SELECT id, participant, wave FROM checkbacks
 WHERE project = :project AND state = 'waiting' AND due_at <= :now
 ORDER BY due_at, id LIMIT :at_most;

-- name: next_checkback$
SELECT MIN(due_at) FROM checkbacks WHERE project = :project AND state = 'waiting';

-- name: begin_checkback!
UPDATE checkbacks SET state = 'begun', run = :run WHERE id = :id AND state = 'waiting';

-- name: hold_checkback!
UPDATE checkbacks SET due_at = :due_at WHERE id = :id AND state = 'waiting';

-- name: cancel_checkback!
UPDATE checkbacks SET state = 'cancelled' WHERE id = :id AND state = 'waiting';
