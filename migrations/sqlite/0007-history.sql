-- The history of one record, of one person, and of one account; that of a plan has its index already.
CREATE INDEX change_by_record ON change (record, seq);
CREATE INDEX change_by_actor ON change (actor, seq);
CREATE INDEX change_by_account ON change (account, seq) WHERE account IS NOT NULL;
