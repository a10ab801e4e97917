-- What can be picked up again, however much later and whatever was begun in between.

-- What a theme was called before it was renamed last, so that its renaming can be undone.
ALTER TABLE themes ADD COLUMN was TEXT;

-- A prompt that its maker has begun and neither sent nor left, where they stopped.
CREATE TABLE prompt_drafts (
    maker TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL REFERENCES projects (slug),
    step TEXT NOT NULL,
    draft TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (maker, project)
) STRICT;
