-- Derived: what is searched. Each row stands for the text of one record, and its words are in the index under its id.
CREATE TABLE search_row (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    plan TEXT,
    is_open INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_row_of ON search_row (record, kind);

-- Words come here folded already and parted by spaces. It keeps no text, only which words stand where.
CREATE VIRTUAL TABLE search USING fts5 (
    title, body, staff, place, content = '', columnsize = 0, tokenize = 'ascii', prefix = '2 3'
);
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, instance);
