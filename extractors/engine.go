// Package extractors turns an article into facts: it runs the cascade from text
// to clauses once and hands the reading to each extractor.
package extractors

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/ban"
	"github.com/factwire/factwire/extractors/internal/clause"
	"github.com/factwire/factwire/extractors/internal/compose"
	"github.com/factwire/factwire/extractors/internal/dates"
	"github.com/factwire/factwire/extractors/internal/deadline"
	"github.com/factwire/factwire/extractors/internal/event"
	"github.com/factwire/factwire/extractors/internal/feature"
	"github.com/factwire/factwire/extractors/internal/fold"
	"github.com/factwire/factwire/extractors/internal/framed"
	"github.com/factwire/factwire/extractors/internal/names"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/internal/parse"
	"github.com/factwire/factwire/extractors/internal/quote"
	"github.com/factwire/factwire/extractors/internal/signing"
	"github.com/factwire/factwire/extractors/lexicon"
	"github.com/factwire/factwire/extractors/reading"
	"github.com/factwire/factwire/extractors/score"
	"github.com/factwire/factwire/kind"
)

// extractor finds the facts of one kind.
type extractor interface {
	Extract(*reading.Reading) []reading.Candidate
}

// Engine reads articles. It is safe for concurrent use.
type Engine struct {
	folder     *fold.Folder
	reader     *nlp.Reader
	names      *names.Finder
	dates      *dates.Finder
	clauses    *clause.Parser
	extractors []extractor // in the order of kinds
	judge      *event.Judge
	composer   *compose.Composer
	words      *feature.Words
	parser     *parse.Parser
	models     *score.Models // nil: by the rules alone
}

// Warm begins to load the bundled models in the background, for a caller who has other things to do before New.
func Warm() {
	go func() { _, _ = score.Load() }() // New returns its error
	go func() { _, _ = parse.Load() }()
}

// New loads the bundled models and builds the cascade on the lexicon, with the extractors of the kinds; without any, of those that are read by
// default.
func New(lex *lexicon.Lexicon, kinds ...factwire.Kind) (*Engine, error) {
	for _, k := range kinds {
		if err := kind.Check(k); err != nil {
			return nil, err
		}
	}
	Warm()
	reader := nlp.Start()
	e := &Engine{judge: event.NewJudge(lex), composer: compose.New(lex)}
	var err error
	if e.words, err = feature.NewWords(lex); err != nil {
		return nil, err
	}
	if e.names, err = names.New(lex); err != nil {
		return nil, err
	}
	if e.dates, err = dates.New(lex); err != nil {
		return nil, err
	}
	if e.clauses, err = clause.New(lex); err != nil {
		return nil, err
	}
	if len(kinds) == 0 {
		kinds = kind.Defaults()
	}
	for _, d := range kind.All() {
		if !slices.Contains(kinds, d.Name) {
			continue
		}
		x, err := read(lex, d)
		if err != nil {
			return nil, err
		}
		e.extractors = append(e.extractors, x)
	}
	if e.reader, err = reader(); err != nil {
		return nil, err
	}
	e.folder = fold.New(lex, e.reader)
	if e.parser, err = parse.Load(); err != nil {
		return nil, err
	}
	if e.models, err = score.Load(); err != nil {
		return nil, err
	}
	return e, nil
}

// read returns the extractor of a kind: of the package that reads it, or of the one that reads what frames alone tell.
func read(lex *lexicon.Lexicon, d kind.Descriptor) (extractor, error) {
	switch d.Name {
	case factwire.Signing:
		return signing.New(lex)
	case factwire.Ban:
		return ban.New(lex)
	case factwire.Deadline:
		return deadline.New(lex)
	case factwire.Quote:
		return quote.New(lex)
	}
	if !d.Framed() {
		return nil, fmt.Errorf("nothing reads facts of the kind %s", d.Name)
	}
	return framed.New(lex, d), nil
}

// Read runs the cascade over an article, without the extractors.
func (e *Engine) Read(a factwire.Article) *reading.Reading {
	folded := e.folder.Fold(a.Text)
	doc := e.reader.Read(folded.Text)
	found := e.names.FindBy(doc, e.names.Publisher(a.URL, a.Site))
	var published factwire.Date
	if len(a.Published) >= len("2006-01-02") {
		published, _ = factwire.ParseDate(a.Published[:len("2006-01-02")]) // a bad date is as good as none
	}
	when := e.dates.FindBy(doc, published, e.dates.Order(a.URL, a.Site))
	return &reading.Reading{Article: a, Folded: folded, Doc: doc, Names: found, Dates: when, Clauses: e.clauses.Parse(doc, found, when)}
}

// Study reads the names of an article as Read does, and tells whom its words may mean that name nobody. The reading has no dates and no clauses.
func (e *Engine) Study(a factwire.Article) (*reading.Reading, []names.Study) {
	folded := e.folder.Fold(a.Text)
	doc := e.reader.Read(folded.Text)
	found, all := e.names.Study(doc, e.names.Publisher(a.URL, a.Site))
	return &reading.Reading{Article: a, Folded: folded, Doc: doc, Names: found}, all
}

// Rules returns what the rules alone find.
func (e *Engine) Rules(r *reading.Reading) []reading.Candidate {
	found := make([][]reading.Candidate, 0, len(e.extractors))
	for _, x := range e.extractors {
		found = append(found, x.Extract(r))
	}
	return slices.Concat(found...)
}

// Candidates returns what all extractors found in a reading, with the reasons of
// those that were dropped, by kind and then in text order.
func (e *Engine) Candidates(r *reading.Reading) []reading.Candidate {
	all := e.Rules(r)
	if e.models != nil {
		all = e.Tell(r, all, e.Proposals(r, all))
	}
	for i := range all {
		if e.models != nil {
			all[i].Fact.Confidence = e.models.Calibrated(all[i].Fact.Kind, all[i].Fact.Confidence)
		}
		parted(r, &all[i].Fact)
		unfold(r.Folded, &all[i].Fact)
		for j := range all[i].Fact.Evidence {
			ev := &all[i].Fact.Evidence[j]
			ev.Article, ev.URL, ev.Title, ev.Site, ev.Published = r.Article.ID, r.Article.URL, r.Article.Title, r.Article.Site, r.Article.Published
			ev.Origin = r.Article.Place()
		}
	}
	return all
}

// unfold turns a fact of the text that was read into one of the stored text: its offsets, and the marks in its words.
func unfold(t *fold.Text, f *factwire.Fact) {
	if !t.Changed() {
		return
	}
	if len(f.Evidence) > 0 {
		start, end := f.Evidence[0].Start, f.Evidence[0].End
		f.What, f.About, f.Where = t.Words(f.What, start, end), t.Words(f.About, start, end), t.Words(f.Where, start, end)
		for _, list := range []*[]factwire.Entity{&f.Who, &f.Whom, &f.People} {
			*list = slices.Clone(*list)
			for i := range *list {
				e := &(*list)[i]
				e.Name, e.Title, e.Affiliation = t.Words(e.Name, start, end), t.Words(e.Title, start, end), t.Words(e.Affiliation, start, end)
			}
		}
	}
	f.Evidence = slices.Clone(f.Evidence) // two facts of one sentence may share theirs
	for i := range f.Evidence {
		ev := &f.Evidence[i]
		ev.Start, ev.End = t.Stored(ev.Start, ev.End)
		ev.Text = t.Slice(ev.Start, ev.End)
		spans := make(map[string][]factwire.Span, len(ev.Spans))
		for field, list := range ev.Spans {
			for _, s := range list {
				from, to := t.Stored(s[0], s[1])
				spans[field] = append(spans[field], factwire.Span{max(from, ev.Start), min(to, ev.End)})
			}
		}
		ev.Spans = spans
	}
}

// Extract returns the facts of an article as that article tells them, without
// ids, ordered by kind and then by where they are said.
func (e *Engine) Extract(a factwire.Article) []factwire.Fact {
	facts, _ := e.ExtractContext(context.Background(), a) // which has no end, so no error
	return facts
}

// ExtractContext is Extract as long as the context is not done; then it returns the
// context's error, but for a text that is read in one section.
func (e *Engine) ExtractContext(ctx context.Context, a factwire.Article) ([]factwire.Fact, error) {
	var facts []factwire.Fact
	read := 0
	for start, r := range e.Readings(ctx, a) {
		for _, c := range e.Candidates(r) {
			if c.Dropped == "" {
				section{start: start}.shift(&c.Fact)
				facts = append(facts, c.Fact)
			}
		}
		read = start + len(r.Article.Text)
		e.release(r)
	}
	if read < len(a.Text) {
		return nil, ctx.Err()
	}
	slices.SortStableFunc(facts, func(a, b factwire.Fact) int {
		return cmp.Or(
			kind.Order(a.Kind, b.Kind),
			cmp.Compare(start(a), start(b)))
	})
	return facts, nil
}

// release gives back the memory of a reading of which nothing is read any more: facts are made of its text alone.
func (e *Engine) release(r *reading.Reading) {
	e.clauses.Release(r.Clauses)
	e.reader.Release(r.Doc)
}

func start(f factwire.Fact) int {
	if len(f.Evidence) == 0 {
		return 0
	}
	return f.Evidence[0].Start
}

// Words returns the words of the lexicon that features know.
func (e *Engine) Words() *feature.Words { return e.words }
