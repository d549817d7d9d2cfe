CREATE INDEX facts_by_kind ON facts (kind, status, last);
CREATE INDEX parties_by_entity ON parties (entity, role);
CREATE INDEX mentions_by_article ON mentions (article);
CREATE INDEX entities_by_canonical ON entities (canonical);

-- full-text tables, found by Datasette through their content
CREATE VIRTUAL TABLE facts_fts USING fts5(who, whom, people, what, about, content="facts", tokenize="unicode61 remove_diacritics 2");
INSERT INTO facts_fts(facts_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE mentions_fts USING fts5(text, content="mentions", tokenize="unicode61 remove_diacritics 2");
INSERT INTO mentions_fts(mentions_fts) VALUES ('rebuild');

-- each fact in a row, with the sentence that says it and where that stands; the codes, titles and affiliations of its parties
CREATE VIEW all_facts AS SELECT f.id, f.kind, f.status, f.who, f.whom, f.people, f.what, f.form, f.stance, f.about, f."when", f.relation, f.event, f.due, f."where", f.confidence,
  f.articles, f.outlets, f.independent, f.first, f.last, f.superseded_by, f.disputed, f.review,
  (SELECT group_concat(e.code, '; ') FROM parties p JOIN entities e ON e.id = p.entity WHERE p.fact = f.id AND p.role = 'who' AND e.code <> '') AS who_code,
  (SELECT group_concat(e.code, '; ') FROM parties p JOIN entities e ON e.id = p.entity WHERE p.fact = f.id AND p.role = 'whom' AND e.code <> '') AS whom_code,
  (SELECT group_concat(e.wikidata, '; ') FROM parties p JOIN entities e ON e.id = p.entity WHERE p.fact = f.id AND p.role = 'who' AND e.wikidata <> '') AS who_wikidata,
  (SELECT group_concat(e.wikidata, '; ') FROM parties p JOIN entities e ON e.id = p.entity WHERE p.fact = f.id AND p.role = 'whom' AND e.wikidata <> '') AS whom_wikidata,
  (SELECT group_concat(p.title, '; ') FROM parties p WHERE p.fact = f.id AND p.role = 'who' AND p.title <> '') AS title,
  (SELECT group_concat(p.affiliation, '; ') FROM parties p WHERE p.fact = f.id AND p.role = 'who' AND p.affiliation <> '') AS affiliation,
  m.text AS evidence, a.site, a.title AS article_title, a.published, a.url, a.origin
FROM facts f
LEFT JOIN mentions m ON m.rowid = (SELECT min(rowid) FROM mentions WHERE fact = f.id)
LEFT JOIN articles a ON a.id = m.article;
