-- name: by_chat^
SELECT p.id, p.language, p.stopped_at, p.project, p.workplace, p.awake,
       a.chat_id, a.unreachable_at
  FROM addresses AS a JOIN participants AS p ON p.id = a.participant
 WHERE a.channel = :channel AND a.chat_id = :chat_id;

-- name: by_id^
SELECT p.id, p.language, p.stopped_at, p.project, p.workplace, p.awake,
       a.chat_id, a.unreachable_at
  FROM participants AS p LEFT JOIN addresses AS a ON a.participant = p.id
 WHERE p.id = :id;

-- name: helper_of^
-- Whoever helped someone take part, or the peer lead whose own they are by now: the chat in which
-- they are reached while they have no address of their own.
SELECT a.participant AS helper, a.chat_id, a.unreachable_at
  FROM helped AS h
  JOIN memberships AS m ON m.participant = h.participant AND m.project = h.project
  JOIN addresses AS a ON a.channel = :channel AND a.participant IN (h.helper, m.lead)
  JOIN participants AS p ON p.id = a.participant AND p.stopped_at IS NULL
 WHERE h.participant = :participant AND h.joined_at IS NULL
   AND EXISTS (SELECT 1 FROM in_scope AS s WHERE s.reader = a.participant
                  AND s.participant = h.participant AND s.project = h.project)
 ORDER BY CASE WHEN a.participant = h.helper THEN 0 ELSE 1 END
 LIMIT 1;

-- name: add!
INSERT INTO participants (id, language, created_at) VALUES (:id, :language, :at);

-- name: add_address!
INSERT INTO addresses (channel, chat_id, participant) VALUES (:channel, :chat_id, :participant);

-- name: set_language!
UPDATE participants SET language = :language WHERE id = :id;

-- name: set_language_in!
UPDATE memberships SET language = :language
 WHERE participant = :participant AND project = :project;

-- name: be_in!
UPDATE participants
   SET project = :project,
       language = COALESCE((SELECT m.language FROM memberships AS m
                             WHERE m.participant = participants.id AND m.project = :project),
                           language)
 WHERE id = :id;

-- name: work_in!
UPDATE participants SET workplace = :project WHERE id = :id;

-- name: set_awake!
UPDATE participants SET awake = :awake WHERE id = :id;

-- name: set_stopped!
UPDATE participants SET stopped_at = :at WHERE id = :id;

-- name: set_unreachable!
UPDATE addresses SET unreachable_at = :at WHERE channel = :channel AND chat_id = :chat_id;

-- name: membership^
SELECT participant, project, pseudonym, source, joined_at, language FROM memberships
 WHERE participant = :participant AND project = :project;

-- name: memberships
SELECT participant, project, pseudonym, source, joined_at, language FROM memberships
 WHERE participant = :participant ORDER BY joined_at DESC;

-- name: taken$
SELECT COUNT(*) FROM memberships WHERE project = :project AND pseudonym = :pseudonym;

-- name: join!
INSERT INTO memberships (participant, project, pseudonym, source, joined_at, lead)
VALUES (:participant, :project, :pseudonym, :source, :at, :lead);

-- name: consent!
-- While someone takes part through a helper, that it was said to them, and how, is kept with it.
INSERT INTO consents (participant, project, scope, given, notice_version, revision, language, at,
                      how, witness)
SELECT :participant, :project, :scope, :given, :notice_version, :revision, :language, :at,
       h.how, h.helper
  FROM (SELECT 1) AS once LEFT JOIN helped AS h
    ON h.participant = :participant AND h.project = :project AND h.joined_at IS NULL;

-- name: consents
SELECT scope, given, at FROM consents
 WHERE participant = :participant AND project = :project ORDER BY seq;

-- name: forget_address!
DELETE FROM addresses WHERE participant = :participant;

-- name: forget_messages!
DELETE FROM outbox WHERE participant = :participant;

-- name: forget_files!
UPDATE media SET file_id = '' WHERE participant = :participant;

-- name: forget_recorded!
-- Their voice tells who they are, and was never an answer.
DELETE FROM media WHERE participant = :participant AND id IN (SELECT media FROM recorded);

-- name: forget_receipts!
DELETE FROM media WHERE id IN (SELECT receipt FROM timesheet WHERE participant = :participant);

-- name: forget_timesheet!
DELETE FROM timesheet WHERE participant = :participant;

-- name: forget_care!
DELETE FROM care WHERE participant = :participant;

-- name: forget_stepped_back!
DELETE FROM stepped_back WHERE participant = :participant;

-- name: forget_posts!
DELETE FROM staff WHERE participant = :participant;

-- name: forget_tasks!
DELETE FROM tasks WHERE participant = :participant;

-- name: forget_drafts!
DELETE FROM drafts WHERE participant = :participant;

-- name: forget_prompts!
DELETE FROM prompt_drafts WHERE maker = :participant;

-- name: forget_helper!
-- That they were helped stays beside their words; who helped, and the code on their paper, do not.
UPDATE helped SET helper = NULL, code = participant, joined_at = COALESCE(joined_at, :at)
 WHERE participant = :participant;

-- name: forget_witness!
UPDATE consents SET witness = NULL WHERE participant = :participant;

-- name: forget_timers!
DELETE FROM timers WHERE participant = :participant;

-- name: keep_words!
INSERT INTO kept_words (id, participant, project, words, media, at)
VALUES (:id, :participant, :project, :words, :media, :at);

-- name: forgotten!
UPDATE participants SET forgotten_at = :at, with_voice = NULL WHERE id = :id;

-- name: erase!
DELETE FROM participants WHERE id = :id;

-- name: count$
SELECT COUNT(*) FROM memberships WHERE project = :project;
