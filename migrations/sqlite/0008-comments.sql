ALTER TABLE comment ADD COLUMN field TEXT;
ALTER TABLE comment ADD COLUMN quote TEXT;
ALTER TABLE comment ADD COLUMN prefix TEXT;
ALTER TABLE comment ADD COLUMN suffix TEXT;
ALTER TABLE comment ADD COLUMN resolved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN resolved_by TEXT REFERENCES member;
ALTER TABLE comment ADD COLUMN resolved_at INTEGER;
ALTER TABLE comment ADD COLUMN edited_at INTEGER;
ALTER TABLE comment ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;

CREATE TABLE reaction (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    comment TEXT NOT NULL REFERENCES comment,
    emoji TEXT NOT NULL
) STRICT;
CREATE INDEX reaction_by_plan ON reaction (plan, id);
CREATE UNIQUE INDEX reaction_once ON reaction (comment, created_by, emoji);
