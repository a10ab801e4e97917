-- Prompts of every kind, to some people only, later or repeating, with a pause and a reminder.

-- content: what it asks and in which languages, as conversations/prompting.py writes it (NULL: its
-- words, answered in own words); recording: its maker's voice; reminds: the prompt that this one
-- reminds of, once.
ALTER TABLE prompts ADD COLUMN content TEXT;
ALTER TABLE prompts ADD COLUMN recording TEXT REFERENCES media (id) ON DELETE SET NULL;
ALTER TABLE prompts ADD COLUMN reminds TEXT REFERENCES prompts (id) ON DELETE CASCADE;
ALTER TABLE prompts ADD COLUMN paused_at TEXT;
CREATE UNIQUE INDEX prompts_reminds ON prompts (reminds) WHERE reminds IS NOT NULL;

-- The first message of a copy, where others go before the one that asks: a voice, an excuse.
ALTER TABLE deliveries ADD COLUMN first INTEGER REFERENCES outbox (id) ON DELETE SET NULL;
CREATE INDEX deliveries_first ON deliveries (first);

CREATE TABLE prompt_plans (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    made_by TEXT REFERENCES participants (id) ON DELETE CASCADE,
    draft TEXT NOT NULL,
    first_at TEXT NOT NULL,
    -- when it goes out next, and how often it has gone out
    due_at TEXT NOT NULL,
    times INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'cancelled')),
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX prompt_plans_maker ON prompt_plans (made_by, project);
