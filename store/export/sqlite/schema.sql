CREATE TABLE articles (
  id TEXT PRIMARY KEY, url TEXT, title TEXT, site TEXT, published TEXT, language TEXT, authors TEXT, origin TEXT
) WITHOUT ROWID;

-- the fields have the names that they have in JSON lines; who, whom and people are the names, with "; " between
CREATE TABLE facts (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL, who TEXT, whom TEXT, people TEXT, what TEXT, form TEXT, stance TEXT, about TEXT,
  "when" TEXT, relation TEXT, event TEXT, due TEXT, "where" TEXT, confidence REAL NOT NULL,
  articles INTEGER NOT NULL, outlets INTEGER NOT NULL, independent INTEGER NOT NULL, first TEXT, last TEXT,
  superseded_by TEXT, disputed INTEGER NOT NULL, review TEXT
);

-- the steps of a fact, in their order
CREATE TABLE history (
  fact TEXT NOT NULL REFERENCES facts(id), step INTEGER NOT NULL, status TEXT NOT NULL, date TEXT, articles INTEGER NOT NULL,
  PRIMARY KEY (fact, step)
) WITHOUT ROWID;

CREATE TABLE contradictions (
  fact TEXT NOT NULL REFERENCES facts(id), other TEXT NOT NULL, PRIMARY KEY (fact, other)
) WITHOUT ROWID;

-- one row for each name and type
CREATE TABLE entities (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, code TEXT NOT NULL, canonical TEXT NOT NULL, wikidata TEXT NOT NULL, UNIQUE (name, type, code)
);

-- who does what in a fact: role is who, whom or people
CREATE TABLE parties (
  fact TEXT NOT NULL REFERENCES facts(id), role TEXT NOT NULL, position INTEGER NOT NULL, entity INTEGER NOT NULL REFERENCES entities(id),
  title TEXT, affiliation TEXT,
  PRIMARY KEY (fact, role, position)
) WITHOUT ROWID;

-- where an article says a fact: byte offsets in its text, half-open
CREATE TABLE mentions (
  fact TEXT NOT NULL REFERENCES facts(id), article TEXT NOT NULL REFERENCES articles(id), "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT, rule TEXT, spans TEXT,
  PRIMARY KEY (fact, article, "start", "end")
);
