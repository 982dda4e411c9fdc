-- Whether admins get in by their password alone.
ALTER TABLE workspace ADD COLUMN requires_second_factor INTEGER NOT NULL DEFAULT 0;

-- Operational. A secret counts once a code made from it was given; "last_step" is that of the newest code that was used.
CREATE TABLE second_factor (
    member TEXT PRIMARY KEY REFERENCES member,
    secret TEXT NOT NULL,
    confirmed_at INTEGER,
    last_step INTEGER NOT NULL
) STRICT;

-- Each good once; of the code itself stands only the hash.
CREATE TABLE recovery_code (
    member TEXT NOT NULL REFERENCES member,
    hash TEXT NOT NULL,
    PRIMARY KEY (member, hash)
) STRICT, WITHOUT ROWID;
