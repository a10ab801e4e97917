-- What a member of the team read aloud in the chat: the words by their hash, so that it is heard
-- while they are unchanged, in whichever revision. The sound is a file of theirs, and goes with them.
CREATE TABLE recorded (
    project TEXT NOT NULL REFERENCES projects (slug),
    language TEXT NOT NULL,
    path TEXT NOT NULL,
    words_hash TEXT NOT NULL,
    media TEXT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    PRIMARY KEY (project, language, path, words_hash)
) STRICT;
CREATE INDEX recorded_media ON recorded (media);
