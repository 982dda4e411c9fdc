-- Derived: what a portfolio is sorted and paged by, for each plan and for each of its teams.
ALTER TABLE alignment RENAME TO alignment_before;
CREATE TABLE alignment (
    plan TEXT PRIMARY KEY REFERENCES plan ON DELETE CASCADE,
    is_active INTEGER NOT NULL,
    is_provisional INTEGER NOT NULL,
    is_capped INTEGER NOT NULL,
    score REAL NOT NULL,
    weakest TEXT,
    weakest_score REAL NOT NULL,
    spread REAL NOT NULL,
    stale INTEGER NOT NULL,
    teams TEXT NOT NULL,
    -- The score 30 days ago, and how far it has come since then.
    earlier REAL,
    trend REAL NOT NULL
) STRICT;
INSERT INTO alignment
    (plan, is_active, is_provisional, is_capped, score, weakest, weakest_score, spread, stale, teams, trend)
SELECT plan, 0, is_provisional, is_capped, score, weakest, coalesce(weakest_score, 0), spread, stale, teams, 0
FROM alignment_before;
DROP TABLE alignment_before;
UPDATE alignment SET is_active = 1 WHERE plan IN (SELECT id FROM plan WHERE state = 'active');
CREATE INDEX alignment_by_score ON alignment (is_active, is_provisional, score, plan);
CREATE INDEX alignment_by_weakest ON alignment (is_active, is_provisional, weakest_score, plan);
CREATE INDEX alignment_by_spread ON alignment (is_active, is_provisional, spread, plan);
CREATE INDEX alignment_by_trend ON alignment (is_active, is_provisional, trend, plan);
-- Holds all that is summed up.
CREATE INDEX alignment_sums ON alignment (is_active, stale, is_capped, is_provisional);

CREATE TABLE alignment_team (
    plan TEXT NOT NULL REFERENCES plan ON DELETE CASCADE,
    team TEXT NOT NULL REFERENCES team,
    -- Among the teams of the plan, the weakest first.
    place INTEGER NOT NULL,
    score REAL NOT NULL,
    verdict TEXT CHECK (verdict IN ('agreed', 'concerns', 'disagreed')),
    -- Since when the sign-off is stale.
    stale_at INTEGER,
    -- Since when the team's agreement is lost, and by what.
    lost_at INTEGER,
    lost_by TEXT CHECK (lost_by IN ('stale', 'disagreed', 'declined')),
    PRIMARY KEY (plan, team)
) STRICT, WITHOUT ROWID;
CREATE INDEX alignment_team_by_team ON alignment_team (team, plan);
CREATE INDEX alignment_team_lost ON alignment_team (lost_at) WHERE lost_at IS NOT NULL;

-- The few plans that a stream of everything has to leave out.
CREATE INDEX plan_restricted ON plan (id) WHERE access = 'restricted';
