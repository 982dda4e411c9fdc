CREATE TABLE share_link (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    label TEXT NOT NULL,
    sections TEXT NOT NULL,
    tasks TEXT NOT NULL,
    theirs TEXT NOT NULL,
    expires TEXT NOT NULL,
    addressed_at INTEGER NOT NULL,
    protected_at INTEGER,
    revoked_at INTEGER,
    revoked_by TEXT REFERENCES member
) STRICT;
CREATE INDEX share_link_by_plan ON share_link (plan, id);

-- Operational: the address of a link, known to whom it was given, and how often it was read. It names no row: a plan
-- that is deleted takes its links along, and undo brings them back.
CREATE TABLE share_token (
    link TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    password TEXT,
    visits INTEGER NOT NULL DEFAULT 0,
    last_visit INTEGER
) STRICT, WITHOUT ROWID;
