-- A one-time link is good for as long as whoever made it may hold it. None where it was made beside the server, or before.
ALTER TABLE invitation ADD COLUMN made_by TEXT REFERENCES member;
