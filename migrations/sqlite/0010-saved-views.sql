CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    owner TEXT NOT NULL REFERENCES member,
    screen TEXT NOT NULL CHECK (screen IN ('accounts', 'work', 'alignment')),
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    shared INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_view_by_owner ON saved_view (owner);
