-- name: get^
SELECT p.slug, p.revision, p.first_published_at, p.state, r.drafts_allowed
  FROM projects AS p JOIN revisions AS r ON r.id = p.revision WHERE p.slug = :slug;

-- name: every
SELECT p.slug, p.revision, p.first_published_at, p.state, r.drafts_allowed
  FROM projects AS p JOIN revisions AS r ON r.id = p.revision ORDER BY p.slug;

-- name: revision^
SELECT r.id, r.project, r.files, r.published_at, p.first_published_at
  FROM revisions AS r LEFT JOIN projects AS p ON p.slug = r.project WHERE r.id = :id;

-- name: revisions
SELECT id FROM revisions WHERE project = :project ORDER BY published_at DESC, id;

-- name: add_revision!
INSERT INTO revisions (id, project, files, published_at, drafts_allowed)
VALUES (:id, :project, :files, :at, :drafts_allowed)
-- Once published as checked, a revision stays so: the product of the two is 0 as soon as one is.
ON CONFLICT (id) DO UPDATE SET drafts_allowed = revisions.drafts_allowed * excluded.drafts_allowed;

-- name: publish!
INSERT INTO projects (slug, revision, first_published_at) VALUES (:slug, :revision, :first)
ON CONFLICT (slug) DO UPDATE SET revision = excluded.revision, state = 'live',
    first_published_at = excluded.first_published_at;

-- name: set_state!
UPDATE projects SET state = :state WHERE slug = :slug AND state <> :state;

-- name: checked_revisions$
SELECT COUNT(*) FROM revisions WHERE project = :slug AND drafts_allowed = 0;

-- name: link^
SELECT code, project, source FROM links WHERE code = :code;

-- name: link_for^
SELECT code, project, source FROM links
 WHERE project = :project AND (source = :source OR (source IS NULL AND CAST(:source AS TEXT) IS NULL));

-- name: add_link!
INSERT INTO links (code, project, source, made_at) VALUES (:code, :project, :source, :at);
