-- The same two views as before, made so that one answer and one person are found by an index. A view
-- of two tables on the right of a LEFT JOIN is made whole for each query, and so is one with
-- DISTINCT: what one tap cost grew with all that anybody ever said.

-- Whoever holds two posts is a reader once: by the first that lets them see someone.
DROP VIEW in_scope;
CREATE VIEW in_scope AS
    SELECT s.participant AS reader, m.participant, m.project
      FROM staff AS s
      JOIN memberships AS m ON s.project = m.project OR s.project IS NULL
     WHERE s.revoked_at IS NULL AND m.participant <> s.participant
       AND (s.role IN ('officer', 'admin')
            OR (s.role = 'lead' AND (s.sees = 'all' OR m.lead = s.participant)))
       AND NOT EXISTS (SELECT 1 FROM kept_apart AS k
                        WHERE k.participant = m.participant AND k.project = m.project
                          AND k.staff = s.participant)
       AND NOT EXISTS (SELECT 1 FROM staff AS o
                        WHERE o.participant = s.participant AND o.id < s.id
                          AND o.revoked_at IS NULL
                          AND (o.project = m.project OR o.project IS NULL)
                          AND (o.role IN ('officer', 'admin')
                               OR (o.role = 'lead'
                                   AND (o.sees = 'all' OR m.lead = o.participant))));

-- Of one run all is sent or nothing: what belongs to an answer need not be asked for that again.
DROP VIEW told;
CREATE VIEW told AS
    SELECT a.id, a.run, a.participant, a.project, a.node, a.status, a.value, a.words, a.language,
           a.at, m.pseudonym, m.source, r.revision,
           u.value AS story_use, w.value AS weight,
           CASE b.value WHEN '[]' THEN b.words ELSE b.value END AS about,
           (SELECT o.id FROM answers AS o
             WHERE o.run = a.run AND o.node = a.node AND o.superseded_at > r.sent_at
             ORDER BY o.superseded_at DESC, o.id LIMIT 1) AS was
      FROM current_answers AS a
      JOIN runs AS r ON r.id = a.run
      JOIN memberships AS m ON m.participant = a.participant AND m.project = a.project
      LEFT JOIN answers AS u ON u.run = a.run
       AND u.node = CASE WHEN a.node LIKE '%.use' THEN a.node
                         WHEN a.node LIKE '%.tone' THEN substr(a.node, 1, length(a.node) - 5)
                              || '.use'
                         WHEN a.node LIKE '%.about' THEN substr(a.node, 1, length(a.node) - 6)
                              || '.use'
                         WHEN a.node LIKE '%.weight' THEN substr(a.node, 1, length(a.node) - 7)
                              || '.use'
                         ELSE a.node || '.use' END
       AND u.superseded_at IS NULL AND u.set_aside_at IS NULL
      LEFT JOIN answers AS b ON b.run = a.run AND b.node = a.node || '.about'
       AND b.superseded_at IS NULL AND b.set_aside_at IS NULL
      LEFT JOIN answers AS w ON w.run = a.run AND w.node = a.node || '.weight'
       AND w.superseded_at IS NULL AND w.set_aside_at IS NULL
     WHERE (a.words <> '[]' OR EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = a.id))
       AND COALESCE(u.value, '[]') <> '["never"]';
