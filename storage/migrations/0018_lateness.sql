-- When the team was told that a promise is due soon, and everyone that it is late.
ALTER TABLE promises ADD COLUMN soon_told_at TEXT;
ALTER TABLE promises ADD COLUMN late_told_at TEXT;

-- When those concerned were told what the team says of a promise, or need not be.
ALTER TABLE promise_states ADD COLUMN told_at TEXT;

-- What a copy is of, where it is neither of a prompt nor of a decision: that a promise is late, what
-- the team says of one that is, or that a project closes, and what it kept.
ALTER TABLE deliveries ADD COLUMN news TEXT CHECK (news IN ('late', 'word', 'closing'));
ALTER TABLE deliveries ADD COLUMN promise TEXT REFERENCES promises (id) ON DELETE CASCADE;
ALTER TABLE deliveries ADD COLUMN word TEXT REFERENCES promise_states (id) ON DELETE CASCADE;
UPDATE deliveries SET news = 'late' WHERE prompt IS NULL AND decision IS NULL;
DROP INDEX deliveries_late;
CREATE UNIQUE INDEX deliveries_news
    ON deliveries (project, participant, news, COALESCE(promise, ''), COALESCE(word, ''))
 WHERE news IS NOT NULL;
CREATE INDEX deliveries_promise ON deliveries (promise);
CREATE INDEX deliveries_word ON deliveries (word);
