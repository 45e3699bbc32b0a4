import GRDB

/// The tables, version by version. A version that has been released is never changed: a new one is added.
enum Migrations {
  /// Marks the file as ours (`application_id`): “TrDn”.
  static let applicationID: Int32 = 0x5472_446E

  /// The tables' newest version (`user_version`).
  static let version = 5

  /// All versions in order.
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 articles, speakers, records, review log") { db in
      try db.execute(sql: articles + speakers + records + search + reviewLog)
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
    }
    migrator.registerMigration("2 text index") { db in
      try db.execute(sql: textIndex)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    migrator.registerMigration("3 decisions") { db in
      try db.execute(sql: decisions)
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    migrator.registerMigration("4 speaker identity") { db in
      try db.execute(sql: identity)
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    migrator.registerMigration("4 origin of articles") { db in
      try db.execute(sql: origins)
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    migrator.registerMigration("4 decisions by name") { db in
      try db.execute(sql: decisionsByName)
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    migrator.registerMigration("5 members of groups") { db in
      try db.execute(sql: members)
      try db.execute(sql: "PRAGMA user_version = 5")
    }
    migrator.registerMigration("5 shares of the queue") { db in
      try db.execute(sql: shares)
      try db.execute(sql: "PRAGMA user_version = 5")
    }
    return migrator
  }()

  /// Who speaks together, where the words name them: a list of `JointSpeakers`. Few records have one; the index holds those.
  private static let members = """
    ALTER TABLE record ADD COLUMN members TEXT;
    CREATE INDEX record_members ON record(article_id) WHERE members IS NOT NULL;

    """

  /// Which part of the queue is whose. A share names papers (a list in JSON), speakers or days; what is not named is not asked.
  private static let shares = """
    CREATE TABLE queue_share (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      reviewer TEXT NOT NULL,
      papers TEXT,
      speaker TEXT,
      first_speaker TEXT,
      last_speaker TEXT,
      since TEXT,
      until TEXT,
      made_by TEXT NOT NULL,
      made_at TEXT NOT NULL
    );

    """

  /// Where an article came from and how it was read; articles of before have none. `bytes` is compressed and there only when
  /// somebody asked to keep it. The text's hash finds the same article at two addresses.
  private static let origins = """
    CREATE TABLE article_origin (
      article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
      place TEXT NOT NULL,
      fetched TEXT,
      bytes_sha256 TEXT NOT NULL,
      reader TEXT NOT NULL,
      encoding TEXT NOT NULL,
      notes TEXT NOT NULL,
      captions TEXT NOT NULL,
      bytes BLOB
    );
    CREATE INDEX article_sha256 ON article(sha256);
    CREATE TABLE visit (
      address TEXT PRIMARY KEY,
      tag TEXT,
      modified TEXT,
      visited_at TEXT NOT NULL
    ) WITHOUT ROWID;

    """

  /// `key` names the article; `published_on` is the date of `published` as yyyy-mm-dd. The text stands last:
  /// what only needs the rest does not read it.
  private static let articles = """
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

    """

  /// A speaker without `article_id` is one across all articles; groups and the unnamed belong to their article.
  /// `key` is the name in lower case with its diacritics, `folded` without.
  ///
  /// A rule says who is meant when the engine names somebody `key` of `kind`, everywhere or (`article_key`) in
  /// one article; every decision of a user becomes such rules, which hold at each later ingest.
  ///
  /// Kinds are checked with `OR`: for a list of more than two `IN` builds a table of its own at each insert, which
  /// took a third of the writing.
  private static let speakers = """
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

    """

  /// Offsets are code points of the article's text, end exclusive. `version` grows with every change of a
  /// record, so that two reviewers cannot overwrite each other. `is_anchored` is 0 when a reviewed record's words
  /// are no longer in a corrected text.
  private static let records = """
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

    """

  /// The index keeps no copy of the words: `RecordIndex` makes them from a record's text. Its parts are merged
  /// sixteen at a time instead of four, which an ingest pays for least.
  static let search = """
    CREATE VIRTUAL TABLE record_words USING fts5(
      words, content='', tokenize="unicode61 remove_diacritics 0");
    INSERT INTO record_words(record_words, rank) VALUES ('automerge', 0);

    """

  /// `origin` is what the machine had proposed when a person decided, `proposal` what it proposes since where that
  /// contradicts the decision, both in JSON. `record_number` is the highest number that a record ever had: a number is
  /// never given twice, for somebody may still hold it. `review_place` is where a reviewer stopped.
  private static let decisions = """
    ALTER TABLE record ADD COLUMN reviewer TEXT;
    ALTER TABLE record ADD COLUMN reviewed_at TEXT;
    ALTER TABLE record ADD COLUMN note TEXT;
    ALTER TABLE record ADD COLUMN origin TEXT;
    ALTER TABLE record ADD COLUMN proposal TEXT;
    CREATE INDEX record_queue ON record(confidence, id) WHERE status = 'unreviewed';
    CREATE INDEX record_conflict ON record(id) WHERE proposal IS NOT NULL;

    CREATE TABLE record_number (last INTEGER NOT NULL);
    INSERT INTO record_number SELECT ifnull(max(id), 0) FROM record;

    CREATE TABLE review_place (
      reviewer TEXT NOT NULL,
      queue TEXT NOT NULL,
      record_id INTEGER NOT NULL,
      confidence REAL NOT NULL,
      PRIMARY KEY (reviewer, queue)
    ) WITHOUT ROWID;

    """

  /// Every decision of a person, in order. A record is named by its article, place, words and context, because
  /// its row may be gone after the next extraction.
  private static let reviewLog = """
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

    """

  /// `request` names a decision so that one that is sent twice is taken once; `batch` those that are taken together.
  /// `database_identity` tells databases apart, wherever their files lie: what was meant for one is never sent to another.
  /// `reviewer_token` holds the SHA-256 of a reviewer's own token. `mending` is what a change of a speaker changed, row by row, so
  /// that it can be taken back. `blind_reading` is what reviewers who do not see each other
  /// take a record for (`reading` is a state in JSON), until two of them have read it and it is settled.
  private static let decisionsByName = """
    ALTER TABLE review_log ADD COLUMN request TEXT;
    ALTER TABLE review_log ADD COLUMN batch TEXT;
    CREATE UNIQUE INDEX review_log_request ON review_log(request) WHERE request IS NOT NULL;
    CREATE INDEX review_log_batch ON review_log(batch) WHERE batch IS NOT NULL;

    CREATE TABLE database_identity (id TEXT NOT NULL);
    INSERT INTO database_identity VALUES (lower(hex(randomblob(16))));

    CREATE TABLE reviewer_token (
      name TEXT PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE,
      made_at TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE mending (
      line INTEGER PRIMARY KEY,
      steps TEXT NOT NULL,
      is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1))
    );

    CREATE TABLE blind_reading (
      record_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
      reviewer TEXT NOT NULL,
      action TEXT NOT NULL,
      reading TEXT NOT NULL,
      made_at TEXT NOT NULL,
      request TEXT,
      PRIMARY KEY (record_id, reviewer)
    ) WITHOUT ROWID;

    """

  /// The index of whole articles' texts by word pairs, which `TextIndex` writes and reads, a block of pairs in a row.
  ///
  /// An ingest does not touch it: the first check after one indexes what has been added since (articles above
  /// `last_article`) and what has changed (`text_index_stale`). `id` of a block is its segment times 65,536 plus its bucket.
  private static let textIndex = """
    CREATE TABLE text_index_segment (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      articles INTEGER NOT NULL
    );
    CREATE TABLE text_index_block (
      id INTEGER PRIMARY KEY,
      postings BLOB NOT NULL
    );
    CREATE TABLE text_index_state (
      last_article INTEGER NOT NULL
    );
    INSERT INTO text_index_state VALUES (0);
    CREATE TABLE text_index_stale (
      article_id INTEGER PRIMARY KEY
    );
    CREATE TRIGGER article_text_has_changed AFTER UPDATE OF text ON article WHEN old.sha256 <> new.sha256
      BEGIN INSERT OR IGNORE INTO text_index_stale VALUES (new.id); END;

    """

  /// Who is the same person across articles. `block` of an article's speaker is the key under which it may be one with
  /// others, and `evidence` what the article tells of it, as `SpeakerIdentity` reads it; without a block it is nobody outside
  /// the article. Several speakers may bear one name now: the index of keys is no longer unique.
  ///
  /// `identity_block` lists the blocks that have changed since they were last parted into people, `identity_state` by which
  /// data that was done, `speaker_pair` what people decided about two speakers of articles.
  private static let identity = """
    DROP INDEX speaker_key;
    CREATE INDEX speaker_key ON speaker(key, kind, ifnull(article_id, 0));
    ALTER TABLE speaker ADD COLUMN authority TEXT;
    ALTER TABLE speaker ADD COLUMN same_as TEXT;
    ALTER TABLE article_speaker ADD COLUMN block TEXT;
    ALTER TABLE article_speaker ADD COLUMN evidence BLOB;
    ALTER TABLE article_speaker ADD COLUMN authority TEXT;
    CREATE INDEX article_speaker_block ON article_speaker(block) WHERE block IS NOT NULL;
    ALTER TABLE record ADD COLUMN role TEXT;
    ALTER TABLE record ADD COLUMN role_class TEXT;
    ALTER TABLE record ADD COLUMN gender TEXT;
    CREATE INDEX record_role_class ON record(role_class) WHERE role_class IS NOT NULL;
    CREATE TABLE article_identity (
      article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
      evidence BLOB NOT NULL
    );
    CREATE TABLE identity_block (
      block TEXT PRIMARY KEY
    ) WITHOUT ROWID;
    CREATE TABLE identity_state (
      version TEXT NOT NULL
    );
    CREATE TABLE speaker_pair (
      id INTEGER PRIMARY KEY,
      is_same INTEGER NOT NULL CHECK (is_same IN (0, 1)),
      first_article TEXT NOT NULL,
      first_key TEXT NOT NULL,
      first_kind TEXT NOT NULL,
      second_article TEXT NOT NULL,
      second_key TEXT NOT NULL,
      second_kind TEXT NOT NULL,
      made_by TEXT NOT NULL,
      made_at TEXT NOT NULL,
      UNIQUE (first_article, first_key, first_kind, second_article, second_key, second_kind)
    );

    """
}
