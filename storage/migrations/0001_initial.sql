-- Times are ISO-8601 UTC text, days are YYYY-MM-DD, flags are 0 or 1, ids are made by us.
-- Words people said stand in: answers, kept_words, questions, concerns, media, outbox, inbox.

-- What arrived, exactly as it came, before anything is acknowledged (DESIGN, the walk, step 1).
CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY,
    epoch INTEGER NOT NULL,
    update_id INTEGER NOT NULL,
    -- whose chat, so that erasing someone finds their updates too
    chat_id INTEGER,
    raw TEXT,
    -- tells a redelivered update from a new one after Telegram restarted its ids
    digest TEXT NOT NULL,
    received_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'failed')),
    error TEXT,
    UNIQUE (epoch, update_id)
) STRICT;
CREATE INDEX inbox_chat ON inbox (chat_id);
CREATE INDEX inbox_new ON inbox (seq) WHERE state = 'new';

-- Small facts of the installation: the cursor's epoch, the bot's name, the demo's clock.
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE participants (
    id TEXT PRIMARY KEY,
    language TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- set when someone said stop: nothing is sent until they start again
    stopped_at TEXT,
    -- set when who they are was erased and their words stayed
    forgotten_at TEXT
) STRICT;

-- How a channel reaches someone. Erase the row and only the pseudonym is left.
CREATE TABLE addresses (
    channel TEXT NOT NULL,
    chat_id INTEGER NOT NULL,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    unreachable_at TEXT,
    PRIMARY KEY (channel, chat_id)
) STRICT;
CREATE UNIQUE INDEX addresses_participant ON addresses (participant, channel);

CREATE TABLE projects (
    slug TEXT PRIMARY KEY,
    revision TEXT NOT NULL REFERENCES revisions (id),
    first_published_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'retired'))
) STRICT;

-- One hashed snapshot of everything an author wrote; never changed.
CREATE TABLE revisions (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL,
    files TEXT NOT NULL,
    published_at TEXT NOT NULL,
    drafts_allowed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A person in a project, under a made-up name that says nothing and links to no other project.
CREATE TABLE memberships (
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL REFERENCES projects (slug),
    pseudonym TEXT NOT NULL,
    source TEXT,
    joined_at TEXT NOT NULL,
    PRIMARY KEY (participant, project),
    UNIQUE (project, pseudonym)
) STRICT;

CREATE TABLE consents (
    seq INTEGER PRIMARY KEY,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL,
    scope TEXT NOT NULL,
    given INTEGER NOT NULL,
    notice_version INTEGER NOT NULL,
    revision TEXT NOT NULL,
    language TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX consents_person ON consents (participant, project, scope, seq);

-- state is the run itself as JSON (conversations.run.Run), for the engine; the columns beside it
-- are what queries ask about. A run moves by UPDATE … WHERE step = :step.
CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL REFERENCES projects (slug),
    revision TEXT NOT NULL REFERENCES revisions (id),
    -- main, prompt:<id>, checkback:<decision>, report:<decision>
    script TEXT NOT NULL,
    wave TEXT NOT NULL DEFAULT 'before',
    state TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'paused', 'ended')),
    step INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    touched_at TEXT NOT NULL,
    -- what was said is invisible to staff until its teller sends it
    sent_at TEXT,
    ended_at TEXT
) STRICT;
CREATE INDEX runs_person ON runs (participant, project, touched_at);

CREATE TABLE answers (
    id TEXT PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL,
    node TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('given', 'skipped', 'unsure', 'declined', 'kept')),
    value TEXT NOT NULL,
    words TEXT NOT NULL,
    language TEXT NOT NULL,
    -- the constraint it can influence, and the version of it that was shown
    serves TEXT,
    constraint_version INTEGER,
    measure TEXT,
    promise TEXT,
    at TEXT NOT NULL,
    superseded_at TEXT,
    set_aside_at TEXT
) STRICT;
CREATE INDEX answers_run ON answers (run, node);
CREATE INDEX answers_project ON answers (project, node);

CREATE TABLE answer_media (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    media TEXT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (answer, media)
) STRICT;

-- Which messages an answer came in, so that a correction on the phone finds it.
CREATE TABLE answer_messages (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    PRIMARY KEY (answer, message_id)
) STRICT;
CREATE INDEX answer_messages_message ON answer_messages (message_id);

-- Files people sent, inside the encrypted database: one place to back up and to erase.
CREATE TABLE media (
    id TEXT PRIMARY KEY,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    mime TEXT,
    seconds INTEGER,
    file_id TEXT NOT NULL,
    content BLOB,
    state TEXT NOT NULL DEFAULT 'wanted' CHECK (state IN ('wanted', 'kept', 'gone', 'too_big')),
    tries INTEGER NOT NULL DEFAULT 0,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX media_wanted ON media (at) WHERE state = 'wanted';

-- What could not be used as an answer and is kept all the same.
CREATE TABLE kept_words (
    id TEXT PRIMARY KEY,
    run TEXT REFERENCES runs (id) ON DELETE CASCADE,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT,
    node TEXT,
    words TEXT NOT NULL,
    media TEXT REFERENCES media (id) ON DELETE CASCADE,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE constraints_shown (
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT NOT NULL,
    constraint_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (participant, project, constraint_key, version)
) STRICT;

-- What is to be sent, and what became of it. kind: reply (an answer to something the person just
-- did), notice (something we start), prompt (something a peer lead sent to many).
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    participant TEXT REFERENCES participants (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('reply', 'notice', 'prompt')),
    body TEXT,
    media TEXT REFERENCES media (id) ON DELETE SET NULL,
    -- the outbox row whose message this one changes
    edits INTEGER REFERENCES outbox (id) ON DELETE SET NULL,
    run TEXT REFERENCES runs (id) ON DELETE CASCADE,
    step INTEGER,
    -- a question may be sent again when its fate is unknown; a prompt may not
    repeatable INTEGER NOT NULL DEFAULT 0,
    due_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN
        ('queued', 'sending', 'sent', 'unknown', 'failed', 'unreachable', 'cancelled')),
    message_id INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    why TEXT,
    made_at TEXT NOT NULL,
    sent_at TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (state, due_at) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_message ON outbox (chat_id, message_id);
CREATE INDEX outbox_step ON outbox (run, step);

CREATE TABLE timers (
    id TEXT PRIMARY KEY,
    -- reminder, report_back, check_back, late, prompt, retention, concern …
    kind TEXT NOT NULL,
    due_at TEXT NOT NULL,
    participant TEXT REFERENCES participants (id) ON DELETE CASCADE,
    project TEXT,
    run TEXT REFERENCES runs (id) ON DELETE CASCADE,
    step INTEGER,
    subject TEXT,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dropped')),
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX timers_due ON timers (due_at) WHERE state = 'waiting';

-- What someone is in the middle of, outside a run: asking the team, writing a decision …
CREATE TABLE tasks (
    participant TEXT PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    step TEXT NOT NULL,
    data TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    -- NULL: every project (admin)
    project TEXT,
    role TEXT NOT NULL CHECK (role IN ('lead', 'officer', 'safeguarding', 'admin')),
    given_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
CREATE INDEX staff_person ON staff (participant);

CREATE TABLE invites (
    token_hash TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    project TEXT,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    redeemed_at TEXT,
    redeemed_by TEXT REFERENCES participants (id) ON DELETE SET NULL
) STRICT;

-- A link residents can use again and again; source says where it hung.
CREATE TABLE links (
    code TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    source TEXT,
    made_at TEXT NOT NULL,
    UNIQUE (project, source)
) STRICT;

CREATE TABLE themes (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    name TEXT NOT NULL,
    made_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE themings (
    id TEXT PRIMARY KEY,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    theme TEXT NOT NULL REFERENCES themes (id),
    made_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    at TEXT NOT NULL,
    undone_at TEXT
) STRICT;
CREATE INDEX themings_answer ON themings (answer);
CREATE INDEX themings_theme ON themings (theme);

-- A peer lead has read a run's words (or one later change of them).
CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    made_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    note TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX reviews_answer ON reviews (answer);

-- What residents ask the team.
CREATE TABLE questions (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    constraint_key TEXT,
    words TEXT NOT NULL,
    language TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    answer TEXT,
    answered_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    answered_at TEXT
) STRICT;

-- Marked as being about someone's safety. The exact words are kept for the safeguarding contact.
CREATE TABLE concerns (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    participant TEXT REFERENCES participants (id) ON DELETE SET NULL,
    pseudonym TEXT NOT NULL,
    words TEXT NOT NULL,
    answer TEXT REFERENCES answers (id) ON DELETE SET NULL,
    marked_by TEXT NOT NULL CHECK (marked_by IN ('resident', 'lead')),
    marked_at TEXT NOT NULL,
    acknowledged_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    acknowledged_at TEXT,
    note TEXT
) STRICT;

CREATE TABLE prompts (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    made_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    words TEXT NOT NULL,
    language TEXT NOT NULL,
    asks INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL DEFAULT 'sending' CHECK (state IN ('sending', 'done', 'cancelled')),
    -- the message that shows its maker how far it is, and what it says at the moment
    progress INTEGER REFERENCES outbox (id) ON DELETE SET NULL,
    shown TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL
) STRICT;

-- One recipient's copy of a prompt, or of the news of a decision, or (where it is of neither) of
-- the word that the project is late.
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    prompt TEXT REFERENCES prompts (id) ON DELETE CASCADE,
    decision TEXT REFERENCES decisions (id) ON DELETE CASCADE,
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    -- waiting: held back until the person has a natural pause, waking hours and budget
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'begun', 'cancelled')),
    held_for TEXT,
    -- when it is next looked at
    due_at TEXT NOT NULL,
    run TEXT REFERENCES runs (id) ON DELETE SET NULL,
    outbox INTEGER REFERENCES outbox (id) ON DELETE SET NULL,
    made_at TEXT NOT NULL,
    begun_at TEXT,
    UNIQUE (prompt, participant),
    UNIQUE (decision, participant)
) STRICT;
CREATE UNIQUE INDEX deliveries_late ON deliveries (project, participant)
 WHERE prompt IS NULL AND decision IS NULL;
CREATE INDEX deliveries_due ON deliveries (project, due_at) WHERE state = 'waiting';
CREATE INDEX deliveries_person ON deliveries (participant);
CREATE INDEX deliveries_outbox ON deliveries (outbox);
CREATE INDEX deliveries_run ON deliveries (run);

CREATE TABLE decisions (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    heard TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('will', 'part', 'will_not', 'not_ours')),
    decided TEXT NOT NULL,
    why TEXT NOT NULL,
    constraint_key TEXT,
    constraint_version INTEGER,
    language TEXT NOT NULL,
    made_by TEXT REFERENCES participants (id) ON DELETE SET NULL,
    made_at TEXT NOT NULL,
    told_at TEXT
) STRICT;

CREATE TABLE decision_themes (
    decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    theme TEXT NOT NULL REFERENCES themes (id),
    PRIMARY KEY (decision, theme)
) STRICT;

-- The answers a decision rests on, fixed when it was recorded.
CREATE TABLE decision_answers (
    decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    PRIMARY KEY (decision, answer)
) STRICT;
CREATE INDEX decision_answers_answer ON decision_answers (answer);

CREATE TABLE promises (
    id TEXT PRIMARY KEY,
    decision TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    project TEXT NOT NULL,
    what TEXT NOT NULL,
    due_on TEXT NOT NULL,
    responsible TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

-- Going back to one person about one project, a wave at a time.
CREATE TABLE checkbacks (
    id TEXT PRIMARY KEY,
    project TEXT NOT NULL REFERENCES projects (slug),
    participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
    wave TEXT NOT NULL,
    due_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'begun', 'cancelled')),
    run TEXT REFERENCES runs (id) ON DELETE SET NULL,
    UNIQUE (project, participant, wave)
) STRICT;
CREATE INDEX checkbacks_due ON checkbacks (project, due_at) WHERE state = 'waiting';
CREATE INDEX checkbacks_person ON checkbacks (participant);
CREATE INDEX checkbacks_run ON checkbacks (run);

-- Who did what that others must be able to see: roles, exports, lifted pseudonyms, erasures.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    project TEXT,
    subject TEXT,
    reason TEXT
) STRICT;

-- One-use links to the bot's own web address, for files that never go through Telegram.
CREATE TABLE export_links (
    token_hash TEXT PRIMARY KEY,
    project TEXT NOT NULL,
    made_by TEXT REFERENCES participants (id) ON DELETE CASCADE,
    format TEXT NOT NULL,
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

-- Answers as they count now: sent by their teller, on their way, not replaced.
CREATE VIEW current_answers AS
    SELECT a.*, r.script, r.wave, r.sent_at
      FROM answers AS a
      JOIN runs AS r ON r.id = a.run
     WHERE r.sent_at IS NOT NULL AND a.superseded_at IS NULL AND a.set_aside_at IS NULL;

-- One person's value for one measure in one wave.
CREATE VIEW readings AS
    SELECT id, participant, project, measure, wave, value, status, words, at
      FROM current_answers
     WHERE measure IS NOT NULL;

-- One person's word on one promise.
CREATE VIEW verdicts AS
    SELECT id, participant, project, promise, wave, value, status, words, at
      FROM current_answers
     WHERE promise IS NOT NULL;
