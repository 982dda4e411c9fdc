-- What is said about an account belongs to no plan, and so does what its people are told of it: "plan" may be missing in
-- three tables, which SQLite can only do by making them anew. References between them are checked at the end.
PRAGMA defer_foreign_keys = ON;

CREATE TEMP TABLE kept_comment AS SELECT * FROM comment;
CREATE TEMP TABLE kept_reaction AS SELECT * FROM reaction;
DROP TABLE reaction;
DROP TABLE comment;

CREATE TABLE comment (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT REFERENCES plan,
    about TEXT,
    parent TEXT REFERENCES comment,
    text TEXT NOT NULL,
    field TEXT,
    quote TEXT,
    prefix TEXT,
    suffix TEXT,
    resolved INTEGER NOT NULL,
    resolved_by TEXT REFERENCES member,
    resolved_at INTEGER,
    edited_at INTEGER,
    deleted INTEGER NOT NULL
) STRICT;
INSERT INTO comment
    (id, rev, created_at, created_by, updated_at, plan, about, parent, text, field, quote, prefix, suffix, resolved,
    resolved_by, resolved_at, edited_at, deleted)
SELECT id, rev, created_at, created_by, updated_at, plan, about, parent, text, field, quote, prefix, suffix, resolved,
    resolved_by, resolved_at, edited_at, deleted
FROM kept_comment;
CREATE INDEX comment_by_plan ON comment (plan, id);
CREATE INDEX comment_by_about ON comment (about) WHERE about IS NOT NULL;
CREATE INDEX comment_by_parent ON comment (parent) WHERE parent IS NOT NULL;

CREATE TABLE reaction (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT REFERENCES plan,
    about TEXT,
    comment TEXT NOT NULL REFERENCES comment,
    emoji TEXT NOT NULL
) STRICT;
INSERT INTO reaction (id, rev, created_at, created_by, updated_at, plan, about, comment, emoji)
SELECT id, rev, created_at, created_by, updated_at, plan,
    (SELECT about FROM comment WHERE comment.id = kept_reaction.comment), comment, emoji
FROM kept_reaction;
CREATE INDEX reaction_by_plan ON reaction (plan, id);
CREATE INDEX reaction_by_about ON reaction (about) WHERE about IS NOT NULL;
CREATE UNIQUE INDEX reaction_once ON reaction (comment, created_by, emoji);

DROP TABLE kept_comment;
DROP TABLE kept_reaction;

-- A reaction says from its beginning what its comment is about: who does not get that does not get this either.
UPDATE change SET after = json_set(after, '$.about', said.about)
FROM (
    SELECT record, after ->> 'about' AS about FROM change WHERE kind = 'comment' AND action = 'create'
        AND after ->> 'about' IS NOT NULL
) AS said
WHERE kind = 'reaction' AND action IN ('create', 'restore') AND said.record = after ->> 'comment';
UPDATE change SET before = json_set(before, '$.about', said.about)
FROM (
    SELECT record, after ->> 'about' AS about FROM change WHERE kind = 'comment' AND action = 'create'
        AND after ->> 'about' IS NOT NULL
) AS said
WHERE kind = 'reaction' AND action = 'delete' AND said.record = before ->> 'comment';

CREATE TEMP TABLE kept_notification AS SELECT * FROM notification;
DROP TABLE notification;
CREATE TABLE notification (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT REFERENCES plan,
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
INSERT INTO notification
    (id, rev, created_at, created_by, updated_at, plan, member, cause, about, answer, actor, seq, at, "count", read_at,
    snoozed_until)
SELECT id, rev, created_at, created_by, updated_at, plan, member, cause, about, answer, actor, seq, at, "count", read_at,
    snoozed_until
FROM kept_notification;
DROP TABLE kept_notification;
CREATE INDEX notification_by_about ON notification (about);
CREATE INDEX notification_by_plan ON notification (plan, id);
CREATE INDEX notification_by_member ON notification (member, plan);
CREATE INDEX notification_by_age ON notification (member, at);
CREATE INDEX notification_unread ON notification (member, at) WHERE read_at IS NULL;
