-- What is summed up over all plans, apart for those that all staff see: of the others everybody has few.
ALTER TABLE alignment ADD COLUMN is_open INTEGER NOT NULL DEFAULT 0;
UPDATE alignment SET is_open = 1 WHERE plan IN (SELECT id FROM plan WHERE access = 'open');
ALTER TABLE alignment_team ADD COLUMN is_open INTEGER NOT NULL DEFAULT 0;
UPDATE alignment_team SET is_open = 1 WHERE plan IN (SELECT plan FROM alignment WHERE is_open);
CREATE INDEX alignment_team_lost_restricted ON alignment_team (is_active, lost_at)
    WHERE is_open = 0 AND lost_at IS NOT NULL;

DROP TRIGGER alignment_added;
DROP TRIGGER alignment_changed;
DROP TRIGGER alignment_gone;
DROP TABLE alignment_sum;
CREATE TABLE alignment_sum (
    is_active INTEGER NOT NULL,
    is_open INTEGER NOT NULL,
    stale INTEGER NOT NULL,
    is_capped INTEGER NOT NULL,
    is_provisional INTEGER NOT NULL,
    plans INTEGER NOT NULL,
    PRIMARY KEY (is_active, is_open, stale, is_capped, is_provisional)
) STRICT, WITHOUT ROWID;
INSERT INTO alignment_sum (is_active, is_open, stale, is_capped, is_provisional, plans)
SELECT is_active, is_open, stale, is_capped, is_provisional, count(*) FROM alignment GROUP BY 1, 2, 3, 4, 5;
CREATE TRIGGER alignment_added AFTER INSERT ON alignment BEGIN
    INSERT INTO alignment_sum (is_active, is_open, stale, is_capped, is_provisional, plans)
    VALUES (new.is_active, new.is_open, new.stale, new.is_capped, new.is_provisional, 1)
    ON CONFLICT (is_active, is_open, stale, is_capped, is_provisional) DO UPDATE SET plans = plans + 1;
END;
CREATE TRIGGER alignment_changed AFTER UPDATE OF is_active, is_open, stale, is_capped, is_provisional ON alignment
BEGIN
    UPDATE alignment_sum SET plans = plans - 1 WHERE is_active = old.is_active AND is_open = old.is_open
        AND stale = old.stale AND is_capped = old.is_capped AND is_provisional = old.is_provisional;
    INSERT INTO alignment_sum (is_active, is_open, stale, is_capped, is_provisional, plans)
    VALUES (new.is_active, new.is_open, new.stale, new.is_capped, new.is_provisional, 1)
    ON CONFLICT (is_active, is_open, stale, is_capped, is_provisional) DO UPDATE SET plans = plans + 1;
END;
CREATE TRIGGER alignment_gone AFTER DELETE ON alignment BEGIN
    UPDATE alignment_sum SET plans = plans - 1 WHERE is_active = old.is_active AND is_open = old.is_open
        AND stale = old.stale AND is_capped = old.is_capped AND is_provisional = old.is_provisional;
END;
