CREATE TABLE review (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    type TEXT NOT NULL CHECK (type IN ('weekly', 'quarterly', 'signOff')),
    title TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('scheduled', 'open', 'closed')),
    leader TEXT REFERENCES member,
    attendees TEXT NOT NULL,
    opened_at INTEGER,
    opened_seq INTEGER,
    closed_at INTEGER,
    closed_seq INTEGER,
    opened_score REAL,
    closed_score REAL,
    previous TEXT REFERENCES review,
    since_seq INTEGER,
    summary TEXT
) STRICT;
CREATE INDEX review_by_plan ON review (plan, id);
CREATE INDEX review_by_previous ON review (previous) WHERE previous IS NOT NULL;
-- Those that are near.
CREATE INDEX review_by_start ON review (starts_at) WHERE state <> 'closed';

CREATE TABLE agenda_item (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    review TEXT NOT NULL REFERENCES review,
    position REAL NOT NULL,
    cause TEXT NOT NULL,
    about TEXT,
    title TEXT NOT NULL,
    evidence TEXT,
    minutes INTEGER NOT NULL,
    notes TEXT,
    done INTEGER NOT NULL
) STRICT;
CREATE INDEX agenda_item_by_plan ON agenda_item (plan, id);
CREATE INDEX agenda_item_by_review ON agenda_item (review, position);
CREATE INDEX agenda_item_by_about ON agenda_item (about) WHERE about IS NOT NULL;

CREATE TABLE review_note (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    review TEXT NOT NULL REFERENCES review,
    item TEXT NOT NULL REFERENCES agenda_item,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX review_note_by_plan ON review_note (plan, id);
CREATE INDEX review_note_by_review ON review_note (review);
CREATE INDEX review_note_by_item ON review_note (item);

CREATE TABLE decision (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    review TEXT NOT NULL REFERENCES review,
    item TEXT NOT NULL REFERENCES agenda_item,
    text TEXT NOT NULL,
    owner TEXT REFERENCES member,
    team TEXT REFERENCES team,
    due TEXT,
    task TEXT REFERENCES task
) STRICT;
CREATE INDEX decision_by_plan ON decision (plan, id);
CREATE INDEX decision_by_review ON decision (review);
CREATE INDEX decision_by_item ON decision (item);
CREATE INDEX decision_by_task ON decision (task) WHERE task IS NOT NULL;
