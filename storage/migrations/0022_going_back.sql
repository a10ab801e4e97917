-- What people said of a promise was yes, mostly or no, and is now how it is: better, the same,
-- worse. Kept and mostly kept is better, and not kept is the same as before.
UPDATE answers SET value = CASE value WHEN '["no"]' THEN '["same"]' ELSE '["better"]' END
 WHERE promise IS NOT NULL AND value IN ('["yes"]', '["mostly"]', '["no"]');
UPDATE runs SET state = json_set(state, '$.answers', json((
    SELECT json_group_object(a.key, json(CASE
               WHEN a.key NOT LIKE 'promise.%' THEN a.value
               WHEN a.value ->> '$.value[0]' IN ('yes', 'mostly')
               THEN json_set(a.value, '$.value[0]', 'better')
               WHEN a.value ->> '$.value[0]' = 'no' THEN json_set(a.value, '$.value[0]', 'same')
               ELSE a.value END))
      FROM json_each(runs.state, '$.answers') AS a)))
 WHERE script LIKE 'checkback:%' AND state LIKE '%"promise.%';

-- Whether a story was good or bad for its teller belongs to it, like its topic.
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
      LEFT JOIN current_answers AS u ON u.run = a.run
       AND u.node = CASE WHEN a.node LIKE '%.use' THEN a.node
                         WHEN a.node LIKE '%.tone' THEN substr(a.node, 1, length(a.node) - 5)
                              || '.use'
                         WHEN a.node LIKE '%.about' THEN substr(a.node, 1, length(a.node) - 6)
                              || '.use'
                         WHEN a.node LIKE '%.weight' THEN substr(a.node, 1, length(a.node) - 7)
                              || '.use'
                         ELSE a.node || '.use' END
      LEFT JOIN current_answers AS b ON b.run = a.run AND b.node = a.node || '.about'
      LEFT JOIN current_answers AS w ON w.run = a.run AND w.node = a.node || '.weight'
     WHERE (a.words <> '[]' OR EXISTS (SELECT 1 FROM answer_media AS f WHERE f.answer = a.id))
       AND COALESCE(u.value, '[]') <> '["never"]';
