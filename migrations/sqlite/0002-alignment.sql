ALTER TABLE workspace ADD COLUMN weight_agreement REAL NOT NULL DEFAULT 0.3;
ALTER TABLE workspace ADD COLUMN weight_commitment REAL NOT NULL DEFAULT 0.2;
ALTER TABLE workspace ADD COLUMN weight_promises REAL NOT NULL DEFAULT 0.3;
ALTER TABLE workspace ADD COLUMN weight_pulse REAL NOT NULL DEFAULT 0.2;

ALTER TABLE "commitment" ADD COLUMN settled_by TEXT REFERENCES member;
ALTER TABLE "commitment" ADD COLUMN settled_at INTEGER;
ALTER TABLE "commitment" ADD COLUMN settlement TEXT;

ALTER TABLE task ADD COLUMN "from" TEXT REFERENCES team;
ALTER TABLE task ADD COLUMN handshake TEXT CHECK (handshake IN ('requested', 'accepted', 'declined', 'countered'));
ALTER TABLE task ADD COLUMN promised TEXT;
ALTER TABLE task ADD COLUMN counter TEXT;
ALTER TABLE task ADD COLUMN answer TEXT;
ALTER TABLE task ADD COLUMN answered_by TEXT REFERENCES member;
ALTER TABLE task ADD COLUMN answered_at INTEGER;
ALTER TABLE task ADD COLUMN released INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN misses TEXT NOT NULL DEFAULT '[]';
CREATE INDEX task_by_handshake ON task (team, handshake) WHERE handshake IS NOT NULL;

CREATE TABLE sign_off (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    team TEXT NOT NULL REFERENCES team,
    verdict TEXT NOT NULL CHECK (verdict IN ('agreed', 'concerns', 'disagreed')),
    note TEXT,
    seq INTEGER NOT NULL,
    basis TEXT NOT NULL,
    signed_by TEXT NOT NULL REFERENCES member,
    signed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sign_off_once ON sign_off (plan, team);

CREATE TABLE pulse (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    member TEXT NOT NULL REFERENCES member,
    week TEXT NOT NULL,
    clarity INTEGER NOT NULL CHECK (clarity BETWEEN 1 AND 5),
    agreement INTEGER NOT NULL CHECK (agreement BETWEEN 1 AND 5),
    confidence INTEGER NOT NULL CHECK (confidence BETWEEN 1 AND 5),
    note TEXT
) STRICT;
CREATE UNIQUE INDEX pulse_once ON pulse (plan, member, week);
CREATE INDEX pulse_by_member ON pulse (member, week);

CREATE TABLE verification (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    section TEXT NOT NULL CHECK (section IN ('strategy', 'objectives', 'team', 'tasks')),
    verified_by TEXT NOT NULL REFERENCES member,
    verified_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX verification_once ON verification (plan, section);

-- Derived: rebuilt from records at any time, never journaled.
CREATE TABLE alignment (
    plan TEXT PRIMARY KEY REFERENCES plan ON DELETE CASCADE,
    score REAL NOT NULL,
    is_provisional INTEGER NOT NULL,
    is_capped INTEGER NOT NULL,
    weakest TEXT,
    weakest_score REAL,
    spread REAL NOT NULL,
    stale INTEGER NOT NULL,
    teams TEXT NOT NULL
) STRICT;
CREATE INDEX alignment_by_score ON alignment (is_provisional, score, plan);

CREATE TABLE alignment_day (
    plan TEXT NOT NULL REFERENCES plan ON DELETE CASCADE,
    day TEXT NOT NULL,
    score REAL NOT NULL,
    is_provisional INTEGER NOT NULL,
    is_capped INTEGER NOT NULL,
    teams TEXT NOT NULL,
    PRIMARY KEY (plan, day)
) STRICT, WITHOUT ROWID;
