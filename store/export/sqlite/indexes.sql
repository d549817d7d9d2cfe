CREATE INDEX facts_by_kind ON facts (kind, status, last);
CREATE INDEX parties_by_entity ON parties (entity, role);
CREATE INDEX mentions_by_article ON mentions (article);
CREATE INDEX entities_by_canonical ON entities (canonical);
