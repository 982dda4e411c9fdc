-- What waits for an answer, by who gives it.
CREATE INDEX commitment_asked ON "commitment" (plan, team) WHERE state = 'asked';
CREATE INDEX task_of_plan_by_handshake ON task (plan, handshake) WHERE handshake IS NOT NULL;
CREATE INDEX task_countered ON task (created_by) WHERE handshake = 'countered';

-- How many accounts there are on all pages.
CREATE INDEX account_archived ON account (archived);

-- Derived: how many plans are alike in what is summed up over all of them, kept by the table itself.
CREATE TABLE alignment_sum (
    is_active INTEGER NOT NULL,
    stale INTEGER NOT NULL,
    is_capped INTEGER NOT NULL,
    is_provisional INTEGER NOT NULL,
    plans INTEGER NOT NULL,
    PRIMARY KEY (is_active, stale, is_capped, is_provisional)
) STRICT, WITHOUT ROWID;
INSERT INTO alignment_sum (is_active, stale, is_capped, is_provisional, plans)
SELECT is_active, stale, is_capped, is_provisional, count(*) FROM alignment GROUP BY 1, 2, 3, 4;
CREATE TRIGGER alignment_added AFTER INSERT ON alignment BEGIN
    INSERT INTO alignment_sum (is_active, stale, is_capped, is_provisional, plans)
    VALUES (new.is_active, new.stale, new.is_capped, new.is_provisional, 1)
    ON CONFLICT (is_active, stale, is_capped, is_provisional) DO UPDATE SET plans = plans + 1;
END;
CREATE TRIGGER alignment_changed AFTER UPDATE OF is_active, stale, is_capped, is_provisional ON alignment BEGIN
    UPDATE alignment_sum SET plans = plans - 1 WHERE is_active = old.is_active AND stale = old.stale
        AND is_capped = old.is_capped AND is_provisional = old.is_provisional;
    INSERT INTO alignment_sum (is_active, stale, is_capped, is_provisional, plans)
    VALUES (new.is_active, new.stale, new.is_capped, new.is_provisional, 1)
    ON CONFLICT (is_active, stale, is_capped, is_provisional) DO UPDATE SET plans = plans + 1;
END;
CREATE TRIGGER alignment_gone AFTER DELETE ON alignment BEGIN
    UPDATE alignment_sum SET plans = plans - 1 WHERE is_active = old.is_active AND stale = old.stale
        AND is_capped = old.is_capped AND is_provisional = old.is_provisional;
END;
-- Losses are counted without looking at each plan.
ALTER TABLE alignment_team ADD COLUMN is_active INTEGER NOT NULL DEFAULT 0;
UPDATE alignment_team SET is_active = 1 WHERE plan IN (SELECT plan FROM alignment WHERE is_active);
DROP INDEX alignment_team_lost;
CREATE INDEX alignment_team_lost ON alignment_team (is_active, lost_at) WHERE lost_at IS NOT NULL;
