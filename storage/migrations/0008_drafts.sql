-- A project its author has yet to publish: sent into the chat, checked, and tried there. A draft is
-- its author's own; who else is an officer of the project has theirs.
CREATE TABLE drafts (
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL,
    files TEXT NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (participant, project)
) STRICT;

-- A draft being tried on its author's own phone. What they answer is in state and nowhere else:
-- it is no answer, is never counted, and goes when the rehearsal ends.
CREATE TABLE rehearsals (
    participant TEXT PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL,
    state TEXT NOT NULL,
    -- the messages of the open question, which lose their buttons once it is answered
    shown TEXT NOT NULL DEFAULT '[]',
    FOREIGN KEY (participant, project) REFERENCES drafts (participant, project) ON DELETE CASCADE
) STRICT;

-- A document that may be a project, from someone who may publish one. It is looked at as soon as
-- its bytes are here; if it is none, it is heard as what they said.
CREATE TABLE handed_in (
    media TEXT PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    caption TEXT NOT NULL,
    message_id INTEGER,
    sent_at TEXT
) STRICT;
