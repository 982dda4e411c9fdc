-- The journal. "base" is the rev that a change replaced: the changes of a record are a chain, found by primary key.
CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL,
    base INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    plan TEXT,
    account TEXT,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('create', 'update', 'delete', 'restore')),
    verb TEXT,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;
CREATE INDEX change_by_plan ON change (plan, seq) WHERE plan IS NOT NULL;

-- Entries that a client named, so that a retry is answered and not done again.
CREATE TABLE request (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    hash TEXT NOT NULL,
    entry INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT,
    record TEXT,
    PRIMARY KEY (actor, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_by_age ON request (at);

-- What is true of the whole file: its epoch.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE workspace (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    fiscal_year_start INTEGER NOT NULL CHECK (fiscal_year_start BETWEEN 1 AND 12),
    time_zone TEXT NOT NULL
) STRICT;

CREATE TABLE team (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    color TEXT NOT NULL,
    position INTEGER NOT NULL,
    archived INTEGER NOT NULL
) STRICT;

CREATE TABLE member (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    team TEXT NOT NULL REFERENCES team,
    role TEXT NOT NULL CHECK (role IN ('admin', 'leader', 'member', 'guest')),
    title TEXT,
    time_zone TEXT,
    archived INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX member_email ON member (email);

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    name TEXT NOT NULL,
    industry TEXT,
    parent TEXT REFERENCES account,
    general_manager TEXT REFERENCES member,
    arr INTEGER,
    renewal TEXT,
    external_id TEXT,
    notes TEXT,
    archived INTEGER NOT NULL
) STRICT;
CREATE INDEX account_by_name ON account (name COLLATE NOCASE, id);
CREATE INDEX account_by_arr ON account (arr, id);
CREATE INDEX account_by_renewal ON account (renewal, id);
CREATE INDEX account_by_parent ON account (parent) WHERE parent IS NOT NULL;
CREATE INDEX account_by_general_manager ON account (general_manager);
CREATE UNIQUE INDEX account_external_id ON account (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE plan (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    account TEXT NOT NULL REFERENCES account,
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'active', 'closed')),
    access TEXT NOT NULL CHECK (access IN ('open', 'restricted')),
    "start" TEXT,
    "end" TEXT,
    purpose TEXT,
    teams TEXT NOT NULL,
    previous TEXT REFERENCES plan
) STRICT;
CREATE INDEX plan_by_account ON plan (account);
CREATE UNIQUE INDEX plan_active ON plan (account) WHERE state = 'active';
CREATE INDEX plan_by_previous ON plan (previous) WHERE previous IS NOT NULL;

CREATE TABLE plan_member (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    member TEXT NOT NULL REFERENCES member,
    team TEXT NOT NULL REFERENCES team,
    role TEXT NOT NULL CHECK (role IN ('manager', 'contributor', 'viewer')),
    duty TEXT CHECK (duty IN ('representative', 'deputy'))
) STRICT;
CREATE UNIQUE INDEX plan_member_once ON plan_member (plan, member);
CREATE INDEX plan_member_by_member ON plan_member (member, plan);
CREATE UNIQUE INDEX plan_member_duty ON plan_member (plan, team, duty) WHERE duty IS NOT NULL;

CREATE TABLE objective (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    notes TEXT,
    measure TEXT,
    unit TEXT,
    baseline REAL,
    target REAL,
    "current" REAL,
    due TEXT,
    owner TEXT REFERENCES member,
    lead_team TEXT REFERENCES team,
    weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 5),
    company_goal TEXT,
    customer_goal TEXT
) STRICT;
CREATE INDEX objective_by_plan ON objective (plan, id);

CREATE TABLE "commitment" (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    objective TEXT NOT NULL REFERENCES objective,
    team TEXT NOT NULL REFERENCES team,
    state TEXT NOT NULL CHECK (state IN ('asked', 'committed', 'declined')),
    ask TEXT,
    promise TEXT,
    reason TEXT,
    asked_by TEXT REFERENCES member,
    asked_at INTEGER,
    answered_by TEXT REFERENCES member,
    answered_at INTEGER
) STRICT;
CREATE INDEX commitment_by_plan ON "commitment" (plan, id);
CREATE UNIQUE INDEX commitment_once ON "commitment" (objective, team);

CREATE TABLE task (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    notes TEXT,
    status TEXT NOT NULL CHECK (status IN ('todo', 'doing', 'blocked', 'done', 'dropped')),
    due TEXT,
    "start" TEXT,
    effort REAL,
    priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high')),
    objective TEXT REFERENCES objective,
    team TEXT NOT NULL REFERENCES team,
    assignee TEXT REFERENCES member,
    waits_for TEXT NOT NULL,
    parent TEXT REFERENCES task,
    recurrence TEXT CHECK (recurrence IN ('weekly', 'monthly', 'quarterly', 'yearly')),
    done_at INTEGER
) STRICT;
CREATE INDEX task_by_plan ON task (plan, id);
CREATE INDEX task_by_objective ON task (objective) WHERE objective IS NOT NULL;
CREATE INDEX task_by_parent ON task (parent) WHERE parent IS NOT NULL;
CREATE INDEX task_by_assignee ON task (assignee, due);

CREATE TABLE comment (
    id TEXT PRIMARY KEY,
    rev INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    plan TEXT NOT NULL REFERENCES plan,
    about TEXT,
    parent TEXT REFERENCES comment,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX comment_by_plan ON comment (plan, id);
CREATE INDEX comment_by_about ON comment (about) WHERE about IS NOT NULL;
CREATE INDEX comment_by_parent ON comment (parent) WHERE parent IS NOT NULL;

-- Operational: never journaled, never in a snapshot, a change, an export or a log.
CREATE TABLE credential (
    member TEXT PRIMARY KEY REFERENCES member,
    password TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    member TEXT NOT NULL REFERENCES member,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    device TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_member ON session (member);

-- One-time links. Without a member it is the link that sets up the first admin.
CREATE TABLE invitation (
    token_hash TEXT PRIMARY KEY,
    member TEXT REFERENCES member,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_by_member ON invitation (member);
