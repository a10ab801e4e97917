-- name: add!
INSERT INTO helped (participant, project, helper, how, code, at)
VALUES (:participant, :project, :helper, :how, :code, :at);

-- name: of^
SELECT h.participant, h.project, h.helper, h.how, h.code, h.at, h.joined_at, h.erase_asked_at,
       m.pseudonym
  FROM helped AS h
  JOIN memberships AS m ON m.participant = h.participant AND m.project = h.project
 WHERE h.participant = :participant
   AND (CAST(:project AS TEXT) IS NULL OR h.project = :project)
 ORDER BY h.at, h.project LIMIT 1;

-- name: by_code
SELECT h.participant, h.project, h.helper, h.how, h.code, h.at, h.joined_at, h.erase_asked_at,
       m.pseudonym
  FROM helped AS h
  JOIN memberships AS m ON m.participant = h.participant AND m.project = h.project
 WHERE h.code = :code ORDER BY h.at, h.participant;

-- name: of_helper
-- Whom somebody speaks for in a project: no address of their own yet, and in the helper's scope.
SELECT h.participant, h.project, h.helper, h.how, h.code, h.at, h.joined_at, h.erase_asked_at,
       m.pseudonym
  FROM helped AS h
  JOIN memberships AS m ON m.participant = h.participant AND m.project = h.project
 WHERE h.project = :project AND h.joined_at IS NULL
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = :helper
                  AND s.participant = h.participant AND s.project = h.project)
   AND (h.helper = :helper OR m.lead = :helper)
 ORDER BY h.at, h.participant;

-- name: to_erase
SELECT h.participant, h.project, h.helper, h.how, h.code, h.at, h.joined_at, h.erase_asked_at,
       m.pseudonym
  FROM helped AS h
  JOIN memberships AS m ON m.participant = h.participant AND m.project = h.project
 WHERE h.project = :project AND h.erase_asked_at IS NOT NULL
 ORDER BY h.erase_asked_at, h.participant;

-- name: ask_to_erase!
UPDATE helped SET erase_asked_at = :at
 WHERE participant = :participant AND joined_at IS NULL AND erase_asked_at IS NULL;

-- name: keep_after_all!
UPDATE helped SET erase_asked_at = NULL
 WHERE participant = :participant AND erase_asked_at IS NOT NULL;

-- name: helps_anyone$
SELECT COUNT(*) FROM helped AS h
  JOIN memberships AS m ON m.participant = h.participant AND m.project = h.project
 WHERE h.joined_at IS NULL AND (h.helper = :helper OR m.lead = :helper);

-- name: speaking_for$
SELECT participant FROM speaking_for WHERE helper = :helper;

-- name: speak_for!
INSERT INTO speaking_for (helper, participant) VALUES (:helper, :participant)
ON CONFLICT (helper) DO UPDATE SET participant = excluded.participant;

-- name: speak_for_oneself!
DELETE FROM speaking_for WHERE helper = :helper;

-- name: of_message$
-- Whose answer a message of the helper's gave.
SELECT a.participant FROM answer_messages AS m
  JOIN answers AS a ON a.id = m.answer
  JOIN helped AS h ON h.participant = a.participant AND h.joined_at IS NULL
 WHERE m.message_id = :message_id AND h.helper = :helper
 LIMIT 1;

-- name: claim!
INSERT INTO claims (participant, project, claimed_by, at)
VALUES (:participant, :project, :claimed_by, :at)
ON CONFLICT DO NOTHING;

-- name: claim_of$
SELECT state FROM claims WHERE participant = :participant AND claimed_by = :claimed_by;

-- name: settle_claim!
UPDATE claims SET state = :state
 WHERE participant = :participant AND claimed_by = :claimed_by
   AND (state = 'asked' OR (state = 'refused' AND :state = 'confirmed'));

-- name: came_online!
UPDATE helped SET joined_at = :at WHERE participant = :participant AND joined_at IS NULL;

-- name: drop_claims!
DELETE FROM claims WHERE participant = :participant;

-- name: forget_messages!
-- The messages were the helper's: in another chat the same numbers mean other messages.
DELETE FROM answer_messages
 WHERE answer IN (SELECT id FROM answers WHERE participant = :participant);

-- name: forget_messages_about!
DELETE FROM equality_messages
 WHERE answer IN (SELECT id FROM equality_answers WHERE participant = :participant);

-- name: set_state!
UPDATE runs SET state = :state WHERE id = :run;

-- What is one person's becomes another's, who is the same. They are in no project together: what
-- either had in this one and does not count was erased before.

-- name: hand_memberships!
UPDATE memberships SET participant = :heir WHERE participant = :participant;

-- name: hand_helped!
UPDATE helped SET participant = :heir WHERE participant = :participant;

-- name: hand_consents!
UPDATE consents SET participant = :heir WHERE participant = :participant;

-- name: hand_runs!
UPDATE runs SET participant = :heir WHERE participant = :participant;

-- name: hand_answers!
UPDATE answers SET participant = :heir WHERE participant = :participant;

-- name: hand_about!
UPDATE equality_answers SET participant = :heir WHERE participant = :participant;

-- name: hand_media!
UPDATE media SET participant = :heir WHERE participant = :participant;

-- name: hand_kept_words!
UPDATE kept_words SET participant = :heir WHERE participant = :participant;

-- name: hand_shown!
UPDATE constraints_shown SET participant = :heir WHERE participant = :participant;

-- name: hand_questions!
UPDATE questions SET participant = :heir WHERE participant = :participant;

-- name: hand_concerns!
UPDATE concerns SET participant = :heir WHERE participant = :participant;

-- name: hand_deliveries!
UPDATE deliveries SET participant = :heir WHERE participant = :participant;

-- name: hand_checkbacks!
UPDATE checkbacks SET participant = :heir WHERE participant = :participant;

-- name: hand_timers!
UPDATE timers SET participant = :heir WHERE participant = :participant;

-- name: hand_kept_apart!
UPDATE kept_apart SET participant = :heir WHERE participant = :participant;
