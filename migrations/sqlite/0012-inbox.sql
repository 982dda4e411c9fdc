CREATE TABLE notification (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    member TEXT NOT NULL REFERENCES member,
    cause TEXT NOT NULL,
    about TEXT NOT NULL,
    answer TEXT,
    actor TEXT REFERENCES member,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    read_at INTEGER,
    snoozed_until INTEGER
) STRICT;
CREATE INDEX notification_by_about ON notification (about);
CREATE INDEX notification_by_plan ON notification (plan, id);
CREATE INDEX notification_by_member ON notification (member, plan);
CREATE INDEX notification_by_age ON notification (member, at);
CREATE INDEX notification_unread ON notification (member, at) WHERE read_at IS NULL;

CREATE TABLE preference (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    member TEXT NOT NULL REFERENCES member,
    muted_plans TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (digest IN ('off', 'daily', 'whenSomething')),
    digest_hour INTEGER NOT NULL CHECK (digest_hour BETWEEN 0 AND 23)
) STRICT;
CREATE UNIQUE INDEX preference_of_member ON preference (member);

-- What fell due is looked for once a day.
CREATE INDEX task_due ON task (due) WHERE due IS NOT NULL AND status IN ('todo', 'doing', 'blocked');

ALTER TABLE workspace ADD COLUMN sends_digests INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace ADD COLUMN mail_from TEXT;

-- Operational: of which days digests were sent. Written before the mail leaves, so that none leaves twice.
CREATE TABLE digest (
    member TEXT NOT NULL REFERENCES member,
    day TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('begun', 'sent', 'failed', 'needless')),
    error TEXT,
    PRIMARY KEY (member, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_by_age ON digest (at);
