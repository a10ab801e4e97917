-- name: keep!
INSERT INTO drafts (participant, project, files, made_at)
VALUES (:participant, :project, :files, :at)
ON CONFLICT (participant, project) DO UPDATE
   SET files = excluded.files, made_at = excluded.made_at;

-- name: get$
SELECT files FROM drafts WHERE participant = :participant AND project = :project;

-- name: of_person
SELECT project FROM drafts WHERE participant = :participant ORDER BY made_at DESC, project;

-- name: drop!
DELETE FROM drafts WHERE participant = :participant AND project = :project;

-- name: rehearse!
INSERT INTO rehearsals (participant, project, state, shown)
VALUES (:participant, :project, :state, :shown)
ON CONFLICT (participant) DO UPDATE
   SET project = excluded.project, state = excluded.state, shown = excluded.shown;

-- name: rehearsal^
SELECT project, state, shown FROM rehearsals WHERE participant = :participant;

-- name: end_rehearsal!
DELETE FROM rehearsals WHERE participant = :participant;

-- name: hand_in!
INSERT INTO handed_in (media, name, caption, message_id, sent_at)
VALUES (:media, :name, :caption, :message_id, :sent_at);

-- name: ready
SELECT h.media, h.name, h.caption, h.message_id, h.sent_at, m.participant, m.state
  FROM handed_in AS h JOIN media AS m ON m.id = h.media
 WHERE m.state <> 'wanted' ORDER BY m.at, m.id LIMIT :at_most;

-- name: done!
DELETE FROM handed_in WHERE media = :media;

-- name: drop_file!
DELETE FROM media WHERE id = :media;
