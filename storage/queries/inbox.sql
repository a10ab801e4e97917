-- name: epoch^
SELECT epoch, MAX(update_id) AS last FROM inbox
 WHERE epoch = (SELECT MAX(epoch) FROM inbox)
 GROUP BY epoch;

-- name: digest_of$
SELECT digest FROM inbox WHERE epoch = :epoch AND update_id = :update_id;

-- name: keep!
INSERT INTO inbox (epoch, update_id, chat_id, raw, digest, received_at)
VALUES (:epoch, :update_id, :chat_id, :raw, :digest, :received_at);

-- name: waiting
SELECT seq, raw FROM inbox WHERE state = 'new' ORDER BY seq;

-- name: end!
UPDATE inbox SET state = :state, error = :error WHERE seq = :seq AND state = 'new';

-- name: forget!
UPDATE inbox SET raw = NULL WHERE seq = :seq AND state <> 'new';

-- name: scrub!
UPDATE inbox SET raw = NULL
 WHERE state <> 'new' AND raw IS NOT NULL AND received_at < :before;

-- name: scrub_chat!
UPDATE inbox SET raw = NULL WHERE chat_id = :chat_id AND raw IS NOT NULL AND state <> 'new';
