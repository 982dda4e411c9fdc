-- Those that were restricted stay unknown to whoever listens to everything.
CREATE INDEX change_of_deleted_plan ON change (record) WHERE kind = 'plan' AND action = 'delete';
