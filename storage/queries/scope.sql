-- name: sees$
SELECT COUNT(*) FROM in_scope
 WHERE reader = :reader AND participant = :participant AND project = :project;

-- name: readers
-- Who reads what someone says, in the order they joined the team.
SELECT s.reader, MIN(t.given_at) AS since
  FROM in_scope AS s
  JOIN staff AS t ON t.participant = s.reader AND t.revoked_at IS NULL
   AND (t.project = s.project OR t.project IS NULL)
 WHERE s.participant = :participant AND s.project = :project AND t.role = :role
 GROUP BY s.reader ORDER BY since, s.reader;

-- name: keep_apart!
INSERT INTO kept_apart (participant, project, staff, wished_by, at)
VALUES (:participant, :project, :staff, :wished_by, :at) ON CONFLICT DO NOTHING;

-- name: together_again!
DELETE FROM kept_apart
 WHERE participant = :participant AND project = :project AND staff = :staff
   AND wished_by = 'staff';

-- name: lead_of$
SELECT lead FROM memberships WHERE participant = :participant AND project = :project;

-- name: set_lead!
UPDATE memberships SET lead = :lead WHERE participant = :participant AND project = :project;

-- name: next_lead$
-- The peer lead with the fewest people of their own who is not kept apart from this person.
SELECT s.participant FROM staff AS s
 WHERE s.role = 'lead' AND s.revoked_at IS NULL AND s.project = :project
   AND s.participant <> :participant
   AND NOT EXISTS (SELECT 1 FROM kept_apart AS k
                    WHERE k.participant = :participant AND k.project = :project
                      AND k.staff = s.participant)
 ORDER BY (SELECT COUNT(*) FROM memberships AS m
            WHERE m.lead = s.participant AND m.project = :project), s.given_at, s.id
 LIMIT 1;

-- name: widen!
UPDATE staff SET sees = :sees
 WHERE participant = :lead AND project = :project AND role = 'lead' AND revoked_at IS NULL
   AND sees <> :sees;

-- name: leads
-- The peer leads of a project with how many people came through each.
SELECT s.participant, s.name, s.sees,
       (SELECT COUNT(*) FROM memberships AS m
         WHERE m.lead = s.participant AND m.project = :project) AS people
  FROM staff AS s
 WHERE s.role = 'lead' AND s.project = :project AND s.revoked_at IS NULL
 ORDER BY s.given_at, s.id;

-- name: own_people
-- A peer lead's own people, and how far each is.
SELECT m.participant, m.pseudonym, m.joined_at, p.language,
       (SELECT r.status FROM runs AS r WHERE r.participant = m.participant
           AND r.project = m.project AND r.script = 'main' LIMIT 1) AS status,
       (SELECT r.sent_at FROM runs AS r WHERE r.participant = m.participant
           AND r.project = m.project AND r.script = 'main' LIMIT 1) AS sent_at
  FROM memberships AS m JOIN participants AS p ON p.id = m.participant
 WHERE m.lead = :lead AND m.project = :project
 ORDER BY m.joined_at, m.participant;

-- name: lead_link^
SELECT code, project, lead, language FROM lead_links WHERE code = :code;

-- name: lead_link_for^
SELECT code, project, lead, language FROM lead_links
 WHERE project = :project AND lead = :lead AND language = :language;

-- name: add_lead_link!
INSERT INTO lead_links (code, project, lead, language, made_at)
VALUES (:code, :project, :lead, :language, :at);
