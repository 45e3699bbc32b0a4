-- What the database shows others: one row for each quote, speaker and article, in columns with readable names.
-- `trichdan datasette` makes these views in a database, and the Python package has them on its own connection.

CREATE VIEW quotes AS
SELECT r.id AS id, r.layer, r.kind, r.text, s.name AS speaker, s.kind AS speaker_kind, r.role, r.role_class, r.gender,
  v.name AS via, r.cue_text AS cue, r.cue_class, r.confidence, r.negated, r.figures <> '[]' AS has_figures,
  r.status, r.reviewer, r.note, a.key AS article, a.title, a.source AS paper, a.published_on AS published, a.url,
  r.start, r.end
FROM record r
JOIN article a ON a.id = r.article_id
LEFT JOIN speaker s ON s.id = r.speaker_id
LEFT JOIN speaker v ON v.id = r.via_id;

CREATE VIEW speakers AS
SELECT s.id AS id, s.name, s.kind,
  (SELECT count(*) FROM record r WHERE r.speaker_id = s.id AND r.layer = 'quote') AS quotes,
  (SELECT count(*) FROM record r WHERE r.speaker_id = s.id AND r.layer = 'claim') AS claims,
  (SELECT count(DISTINCT r.article_id) FROM record r WHERE r.speaker_id = s.id) AS articles,
  (SELECT r.role FROM record r WHERE r.speaker_id = s.id AND r.role IS NOT NULL
    GROUP BY r.role ORDER BY count(*) DESC, r.role LIMIT 1) AS role,
  s.same_as
FROM speaker s;

CREATE VIEW articles AS
SELECT a.id AS id, a.key, a.title, a.source AS paper, a.published_on AS published, a.author, a.url,
  (SELECT count(*) FROM record r WHERE r.article_id = a.id AND r.layer = 'quote') AS quotes,
  (SELECT count(*) FROM record r WHERE r.article_id = a.id AND r.layer = 'claim') AS claims,
  a.length, a.text
FROM article a;
