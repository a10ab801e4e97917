-- name: add<!
INSERT INTO outbox (chat_id, participant, kind, body, media, edits, run, step, repeatable,
                    due_at, made_at)
VALUES (:chat_id, :participant, :kind, :body, :media, :edits, :run, :step, :repeatable,
        :due_at, :made_at)
RETURNING id;

-- name: of_step
SELECT id, body FROM outbox
 WHERE run = :run AND step = :step AND edits IS NULL AND body IS NOT NULL
 ORDER BY id;

-- name: of_message^
SELECT id, body, run, step FROM outbox
 WHERE chat_id = :chat_id AND message_id = :message_id AND edits IS NULL
 ORDER BY id DESC LIMIT 1;

-- name: whose$
SELECT participant FROM outbox
 WHERE chat_id = :chat_id AND message_id = :message_id AND edits IS NULL
 ORDER BY id DESC LIMIT 1;

-- name: newest
-- What someone has before their eyes in a chat, and the changes to it; the newest first.
SELECT message_id, body, made_at FROM outbox
 WHERE chat_id = :chat_id AND participant = :participant AND message_id IS NOT NULL
 ORDER BY message_id DESC, id DESC LIMIT :at_most;

-- name: unsay!
DELETE FROM outbox WHERE id = :id AND state = 'queued';

-- name: due
-- The first unsent row of each chat, so that a chat's messages keep their order; one that is
-- being tried again holds up those behind it. Whoever waits for an answer comes before those who
-- are written to.
SELECT o.id, o.chat_id, o.participant, o.kind, o.body, o.media, o.edits, o.repeatable, o.tries,
       t.message_id AS target
  FROM outbox AS o
  LEFT JOIN outbox AS t ON t.id = o.edits
 WHERE o.id IN (SELECT MIN(id) FROM outbox
                 WHERE state IN ('queued', 'sending') AND (due_at <= :now OR tries > 0)
                 GROUP BY chat_id)
   AND o.state = 'queued' AND o.due_at <= :now
 ORDER BY CASE o.kind WHEN 'prompt' THEN 1 ELSE 0 END, o.id
 LIMIT :at_most;

-- name: next_due$
-- Both conditions: the index holds what is queued or being sent, and is not seen to fit otherwise.
SELECT MIN(due_at) FROM outbox WHERE state = 'queued' AND state IN ('queued', 'sending');

-- name: quiet_until$
SELECT MAX(due_at) FROM outbox WHERE state = 'queued' AND why = :why;

-- name: claim!
UPDATE outbox SET state = 'sending', tries = tries + 1 WHERE id = :id AND state = 'queued';

-- name: settle!
UPDATE outbox SET state = :state, message_id = COALESCE(:message_id, message_id),
                  why = :why, sent_at = :sent_at
 WHERE id = :id;

-- name: requeue!
UPDATE outbox SET state = 'queued', due_at = :due_at, why = :why WHERE id = :id;

-- name: interrupted
SELECT id, repeatable FROM outbox WHERE state = 'sending';

-- name: cancel_chat!
UPDATE outbox SET state = :state, why = :why WHERE chat_id = :chat_id AND state = 'queued';

-- name: cancel_waiting!
UPDATE outbox SET state = 'cancelled', why = :why
 WHERE participant = :participant AND state = 'queued';

-- name: cancel_row!
UPDATE outbox SET state = 'cancelled', why = :why
 WHERE id BETWEEN :first AND :id AND state = 'queued'
   AND chat_id = (SELECT chat_id FROM outbox WHERE id = :id);

-- name: scrub!
UPDATE outbox SET body = NULL
 WHERE state NOT IN ('queued', 'sending') AND body IS NOT NULL AND made_at < :before;

-- name: take_back!
-- Its words are forgotten, and those of changes to it; what has not gone never goes.
UPDATE outbox SET body = NULL,
                  state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,
                  why = CASE state WHEN 'queued' THEN 'taken back' ELSE why END
 WHERE (id = :id OR edits = :id) AND state <> 'sending';

-- name: gone_out$
SELECT COUNT(*) FROM outbox WHERE id = :id AND state IN ('sending', 'sent', 'unknown');

-- name: forget_sent!
UPDATE outbox SET body = NULL
 WHERE participant = :participant AND state NOT IN ('queued', 'sending') AND body IS NOT NULL;

-- name: forget_marks!
UPDATE outbox SET body = NULL, state = 'cancelled', why = 'its words were forgotten'
 WHERE participant = :participant AND state = 'queued' AND edits IS NOT NULL
   AND made_at < :before;

-- name: moved!
UPDATE outbox SET chat_id = :new_chat_id WHERE chat_id = :chat_id;
