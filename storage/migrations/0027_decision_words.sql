-- What a decision says in other languages than its own, part by part, as the team put it into them.
CREATE TABLE decision_words (
    decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    part TEXT NOT NULL,
    words TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (decision, language, part)
) STRICT;
