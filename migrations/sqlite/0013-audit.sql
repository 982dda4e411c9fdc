-- Who got in or failed to, and what was changed of who may see or take what. Operational: only ever added to, and let go
-- of when it is old. "detail" holds words and ids, never a name or an address of a person.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    member TEXT,
    about TEXT,
    plan TEXT,
    address TEXT NOT NULL,
    detail TEXT NOT NULL,
    -- Some that are alike within a short while are one row: how many, and when the last one was.
    count INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    -- Whether strangers can bring it about, as often as they like.
    by_strangers INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_by_age ON audit (at);
CREATE INDEX audit_by_event ON audit (event, id);
CREATE INDEX audit_by_member ON audit (member, id) WHERE member IS NOT NULL;
CREATE INDEX audit_by_about ON audit (about, id) WHERE about IS NOT NULL;
CREATE INDEX audit_by_strangers ON audit (id) WHERE by_strangers;
