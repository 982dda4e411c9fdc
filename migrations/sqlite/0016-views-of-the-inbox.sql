-- The inbox has views, too. Nothing refers to a view, so that the table is simply made anew.
CREATE TEMP TABLE kept_view AS SELECT * FROM saved_view;
DROP TABLE saved_view;
CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    owner TEXT NOT NULL REFERENCES member,
    screen TEXT NOT NULL CHECK (screen IN ('accounts', 'work', 'alignment', 'inbox')),
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    shared INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT;
INSERT INTO saved_view (id, rev, created_at, created_by, updated_at, owner, screen, name, query, shared, position)
SELECT id, rev, created_at, created_by, updated_at, owner, screen, name, query, shared, position FROM kept_view;
DROP TABLE kept_view;
CREATE INDEX saved_view_by_owner ON saved_view (owner);

-- Tasks and objectives are looked for by their numbers.
CREATE INDEX task_by_number ON task (number);
CREATE INDEX objective_by_number ON objective (number);
