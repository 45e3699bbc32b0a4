-- A database of tables of version 1, as the program of that time wrote it. Never changed.
PRAGMA application_id = 1416774766;
PRAGMA user_version = 1;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES ('1 articles, speakers, records, review log');
CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  title TEXT,
  url TEXT,
  source TEXT,
  published TEXT,
  published_on TEXT,
  author TEXT,
  ingested_at TEXT NOT NULL,
  pattern_version TEXT NOT NULL,
  program_version TEXT NOT NULL,
  length INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX article_source ON article(source) WHERE source IS NOT NULL;
CREATE INDEX article_published ON article(published_on) WHERE published_on IS NOT NULL;
CREATE TABLE speaker (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind = 'person' OR kind = 'organisation' OR kind = 'group' OR kind = 'unnamed'),
  key TEXT NOT NULL,
  folded TEXT NOT NULL,
  article_id INTEGER REFERENCES article(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX speaker_key ON speaker(key, kind, ifnull(article_id, 0));
CREATE INDEX speaker_folded ON speaker(folded);
CREATE INDEX speaker_article ON speaker(article_id) WHERE article_id IS NOT NULL;

CREATE TABLE speaker_form (
  id INTEGER PRIMARY KEY,
  speaker_id INTEGER NOT NULL REFERENCES speaker(id) ON DELETE CASCADE,
  form TEXT NOT NULL,
  key TEXT NOT NULL,
  folded TEXT NOT NULL,
  is_alias INTEGER NOT NULL DEFAULT 0 CHECK (is_alias IN (0, 1)),
  articles INTEGER NOT NULL DEFAULT 0,
  UNIQUE (speaker_id, key)
);
CREATE INDEX speaker_form_folded ON speaker_form(folded);

CREATE TABLE article_speaker (
  article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  speaker_id INTEGER NOT NULL REFERENCES speaker(id),
  name TEXT NOT NULL,
  forms TEXT NOT NULL,
  roles TEXT NOT NULL,
  mentions TEXT NOT NULL,
  PRIMARY KEY (article_id, key, kind)
) WITHOUT ROWID;
CREATE INDEX article_speaker_speaker ON article_speaker(speaker_id);

CREATE TABLE speaker_rule (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL CHECK (action IN ('merge', 'split', 'rename', 'alias')),
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  article_key TEXT NOT NULL DEFAULT '',
  speaker_id INTEGER NOT NULL REFERENCES speaker(id),
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  UNIQUE (key, kind, article_key)
);
CREATE INDEX speaker_rule_speaker ON speaker_rule(speaker_id);
CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  layer TEXT NOT NULL CHECK (layer IN ('quote', 'claim')),
  kind TEXT NOT NULL
    CHECK (kind = 'direct' OR kind = 'fragment' OR kind = 'indirect' OR kind = 'mixed'),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  text TEXT NOT NULL,
  speaker_id INTEGER REFERENCES speaker(id),
  source_start INTEGER,
  source_end INTEGER,
  source_text TEXT,
  cue_start INTEGER,
  cue_end INTEGER,
  cue_text TEXT,
  via_id INTEGER REFERENCES speaker(id),
  confidence REAL NOT NULL,
  pattern TEXT NOT NULL,
  evidence TEXT NOT NULL,
  cue_class TEXT,
  negated INTEGER NOT NULL CHECK (negated IN (0, 1)),
  figures TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'unreviewed',
  is_anchored INTEGER NOT NULL DEFAULT 1 CHECK (is_anchored IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (start >= 0 AND end > start)
);
CREATE INDEX record_article ON record(article_id, start, layer);
CREATE INDEX record_speaker ON record(speaker_id);
CREATE INDEX record_via ON record(via_id) WHERE via_id IS NOT NULL;
CREATE INDEX record_status ON record(status) WHERE status <> 'unreviewed';
CREATE VIRTUAL TABLE record_words USING fts5(
  words, content='', tokenize="unicode61 remove_diacritics 0");
INSERT INTO record_words(record_words, rank) VALUES ('automerge', 0);
CREATE TABLE review_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  action TEXT NOT NULL,
  record_id INTEGER,
  article_key TEXT,
  layer TEXT,
  start INTEGER,
  end INTEGER,
  text TEXT,
  context_before TEXT,
  context_after TEXT,
  before TEXT,
  after TEXT,
  note TEXT
);
CREATE INDEX review_log_record ON review_log(record_id) WHERE record_id IS NOT NULL;
CREATE INDEX review_log_article ON review_log(article_key) WHERE article_key IS NOT NULL;
CREATE TRIGGER review_log_is_never_changed BEFORE UPDATE ON review_log
  BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END;
CREATE TRIGGER review_log_is_never_shortened BEFORE DELETE ON review_log
  BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END;
INSERT INTO article VALUES (1, 'bến-1', 'ea9e5950d79418c15ca6c21d56cc45c565cc841fb35d018d78c2100e8f7f98de', NULL, NULL, 'Báo Sông', '2021-03-01', '2021-03-01', NULL, '2024-05-01T00:00:00Z', 'p1', '0.1', 81, '“Đò sẽ chạy trước Tết”, bà Lê Thị Mận nói. Theo Sở Bến Bãi, giá vé là 5.000 đồng.');
INSERT INTO article VALUES (2, 'bến-2', 'ad8dcaad51f82f894c4a94182e998590dabfa5c2e031b0fc3e5b29407711dac3', NULL, NULL, 'Báo Sông', '2021-03-02', '2021-03-02', NULL, '2024-05-02T00:00:00Z', 'p1', '0.1', 77, '“Không ai bị phạt”, bà Mận nói. Ông Tô Vĩnh Khoan kể rằng nước lên nhanh lắm.');
INSERT INTO speaker VALUES (1, 'Lê Thị Mận', 'person', 'lê thị mận', 'le thi man', NULL);
INSERT INTO speaker VALUES (2, 'Sở Bến Bãi', 'organisation', 'sở bến bãi', 'so ben bai', NULL);
INSERT INTO speaker VALUES (3, 'Tô Vĩnh Khoan', 'person', 'tô vĩnh khoan', 'to vinh khoan', NULL);
INSERT INTO speaker_form(speaker_id, form, key, folded, is_alias, articles) VALUES (1, 'Lê Thị Mận', 'lê thị mận', 'le thi man', 0, 2), (1, 'bà Mận', 'bà mận', 'ba man', 0, 1), (1, 'Mận bến', 'mận bến', 'man ben', 1, 0), (2, 'Sở Bến Bãi', 'sở bến bãi', 'so ben bai', 0, 1), (3, 'Tô Vĩnh Khoan', 'tô vĩnh khoan', 'to vinh khoan', 0, 1);
INSERT INTO article_speaker VALUES (1, 'lê thị mận', 'person', 1, 'Lê Thị Mận', '["Lê Thị Mận"]', '[]', '[[28,38]]'), (1, 'sở bến bãi', 'organisation', 2, 'Sở Bến Bãi', '["Sở Bến Bãi"]', '[]', '[[49,59]]'), (2, 'mận', 'person', 1, 'Mận', '["Mận"]', '[]', '[[23,26]]'), (2, 'tô vĩnh khoan', 'person', 3, 'Tô Vĩnh Khoan', '["Tô Vĩnh Khoan"]', '[]', '[[36,49]]');
INSERT INTO speaker_rule VALUES (1, 'merge', 'mận', 'person', '', 1, 'an', '2024-05-03T00:00:00Z');
INSERT INTO record(id, article_id, layer, kind, start, end, text, speaker_id, source_start, source_end, source_text, cue_start, cue_end, cue_text, via_id, confidence, pattern, evidence, cue_class, negated, figures) VALUES (1, 1, 'quote', 'direct', 1, 21, 'Đò sẽ chạy trước Tết', 1, 24, 37, 'bà Lê Thị Mận', 38, 41, 'nói', NULL, 0.9, 'quote-then-speaker', '["form “x”"]', 'neutral', 0, '[]');
INSERT INTO record_words(rowid, words) VALUES (1, 'do se chay truoc tet');
INSERT INTO record(id, article_id, layer, kind, start, end, text, speaker_id, source_start, source_end, source_text, cue_start, cue_end, cue_text, via_id, confidence, pattern, evidence, cue_class, negated, figures) VALUES (2, 1, 'claim', 'indirect', 60, 80, 'giá vé là 5.000 đồng', 2, 48, 58, 'Sở Bến Bãi', 43, 47, 'Theo', NULL, 0.9, 'quote-then-speaker', '["form “x”"]', 'neutral', 0, '[]');
INSERT INTO record_words(rowid, words) VALUES (2, 'gia ve la 5.000 dong');
INSERT INTO record(id, article_id, layer, kind, start, end, text, speaker_id, source_start, source_end, source_text, cue_start, cue_end, cue_text, via_id, confidence, pattern, evidence, cue_class, negated, figures) VALUES (3, 2, 'quote', 'direct', 1, 17, 'Không ai bị phạt', 1, 20, 26, 'bà Mận', 27, 30, 'nói', NULL, 0.9, 'quote-then-speaker', '["form “x”"]', 'neutral', 1, '[]');
INSERT INTO record_words(rowid, words) VALUES (3, 'khong ai bi phat');
INSERT INTO record(id, article_id, layer, kind, start, end, text, speaker_id, source_start, source_end, source_text, cue_start, cue_end, cue_text, via_id, confidence, pattern, evidence, cue_class, negated, figures) VALUES (4, 2, 'claim', 'indirect', 58, 76, 'nước lên nhanh lắm', 3, 36, 49, 'Tô Vĩnh Khoan', 50, 52, 'kể', NULL, 0.9, 'quote-then-speaker', '["form “x”"]', 'neutral', 0, '[]');
INSERT INTO record_words(rowid, words) VALUES (4, 'nuoc len nhanh lam');
INSERT INTO review_log(made_at, made_by, action, before, after) VALUES ('2024-05-03T00:00:00Z', 'an', 'speakers merge', '{"name":"Mận","kind":"person","id":"4"}', '{"name":"Lê Thị Mận","kind":"person","id":"1"}'), ('2024-05-04T00:00:00Z', 'an', 'speakers alias', '{"name":"Lê Thị Mận","kind":"person"}', '{"alias":"Mận bến","name":"Lê Thị Mận","kind":"person"}');
