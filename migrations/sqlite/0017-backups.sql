ALTER TABLE workspace ADD COLUMN makes_backups INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace ADD COLUMN backup_hour INTEGER NOT NULL DEFAULT 2 CHECK (backup_hour BETWEEN 0 AND 23);
ALTER TABLE workspace ADD COLUMN backup_days INTEGER NOT NULL DEFAULT 7;
ALTER TABLE workspace ADD COLUMN backup_weeks INTEGER NOT NULL DEFAULT 4;

-- Operational: how backups went. Without an end, one is being made or was cut off.
CREATE TABLE backup (
    at INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    ended_at INTEGER,
    size INTEGER,
    error TEXT
) STRICT;
