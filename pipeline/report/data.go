package report

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/store/merge"
)

// data is what the script reads. Entities, articles and sentences stand once each and are named by their
// index, which keeps 5,000 facts below 5 MB.
type data struct {
	Day      string            `json:"day"`
	Since    string            `json:"since,omitempty"`
	Gone     []string          `json:"gone,omitempty"`
	Columns  []string          `json:"columns"` // of the CSV
	Fields   []string          `json:"fields"`  // of a mark
	Kinds    []kind.Descriptor `json:"kinds"`   // those read by default, and those of the facts
	Entities []factwire.Entity `json:"entities"`
	Articles []article         `json:"articles"`
	// Sentences and the index of the article of each.
	Sentences []string `json:"sentences"`
	Of        []int    `json:"of"`
	Rules     []string `json:"rules"`
	Facts     []fact   `json:"facts"`
}

type article struct {
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"` // http or https, or empty
	Site      string `json:"site,omitempty"`
	Published string `json:"published,omitempty"`
	Origin    string `json:"origin,omitempty"` // where it was read, if that is not its address
}

// sentence is a piece of an article, by the article's index.
type sentence struct {
	article int
	text    string
}

// fact has the fields of merge.Fact under short names.
type fact struct {
	ID           string        `json:"id"`
	Kind         string        `json:"k"`
	Status       string        `json:"s"`
	Who          []int         `json:"w,omitempty"`
	Whom         []int         `json:"m,omitempty"`
	People       []int         `json:"p,omitempty"`
	What         string        `json:"x,omitempty"`
	Form         string        `json:"f,omitempty"`
	Stance       string        `json:"st,omitempty"`
	About        string        `json:"a,omitempty"`
	Date         string        `json:"d,omitempty"`
	Days         *[2]int       `json:"dd,omitempty"` // first and last day that the date may mean, in days since 1970-01-01
	Relation     string        `json:"r,omitempty"`
	Where        string        `json:"wh,omitempty"`
	Confidence   float64       `json:"c"`
	Evidence     []proof       `json:"e,omitempty"`
	Best         int           `json:"b,omitempty"` // the evidence to show first
	History      []stage       `json:"h,omitempty"`
	Counts       [3]int        `json:"n"` // articles, outlets, independent sources
	First        string        `json:"t0,omitempty"`
	Last         string        `json:"t1,omitempty"`
	SupersededBy string        `json:"sup,omitempty"`
	Contradicts  []string      `json:"con,omitempty"`
	Review       *merge.Review `json:"rev,omitempty"`
	Change       *Change       `json:"ch,omitempty"`
	Aliases      []string      `json:"al,omitempty"` // former ids, whose permalinks still lead here
}

// proof is a piece of evidence: the index of its sentence, that of its rule, and three numbers for each mark.
type proof []int

type stage struct {
	Status   string `json:"s"`
	Date     string `json:"d,omitempty"`
	Articles int    `json:"n"`
}

// kindsOf are the kinds that are read by default and those that facts have.
func kindsOf(facts []merge.Fact) []kind.Descriptor {
	has := map[factwire.Kind]bool{}
	for i := range facts {
		has[facts[i].Kind] = true
	}
	return slices.DeleteFunc(kind.All(), func(d kind.Descriptor) bool { return d.Optional && !has[d.Name] })
}

// packer gives each entity, article and sentence its index.
type packer struct {
	data      *data
	entities  map[factwire.Entity]int
	articles  map[[2]string]int // by id and address; an article may lack all that is shown of it
	sentences map[sentence]int
	rules     map[string]int
}

// mostBytes is how much data a page holds: with style, script and the outlines of the map it stays below 5 MB.
const mostBytes = 4_650_000

// mostProofs is how many pieces of evidence a page holds of one fact; their number tells of the others.
const mostProofs = 40

// pack lays out as many of the facts as a page has room for, in their order: what changed comes before what did not, and kinds that are
// listed on demand come last.
func pack(facts []merge.Fact, o Options) (data, error) {
	d := data{Day: o.Now.Format(time.DateOnly), Since: o.Since, Gone: o.Gone, Columns: tabular.Header(), Fields: fields[:], Kinds: kindsOf(facts),
		Entities: []factwire.Entity{}, Articles: []article{}, Sentences: []string{}, Of: []int{}, Rules: []string{}, Facts: []fact{}}
	p := packer{&d, map[factwire.Entity]int{}, map[[2]string]int{}, map[sentence]int{}, map[string]int{}}
	size := 0
	var placed []int // the places in facts of those that were packed
	for _, i := range weighed(facts, o) {
		entities, articles, sentences := len(d.Entities), len(d.Articles), len(d.Sentences)
		packed := p.fact(facts[i])
		if c, ok := o.Changes[facts[i].ID]; ok {
			packed.Change = &c
		}
		for _, part := range []any{packed, d.Entities[entities:], d.Articles[articles:], d.Sentences[sentences:]} {
			b, err := json.Marshal(part)
			if err != nil {
				return d, err
			}
			size += len(b) + 1
		}
		const number = 8 // bytes of a sentence's article
		if size += number * (len(d.Sentences) - sentences); size > mostBytes && len(d.Facts) > 0 {
			// what only this fact brought is cut off again
			d.Entities, d.Articles, d.Sentences, d.Of = d.Entities[:entities], d.Articles[:articles], d.Sentences[:sentences], d.Of[:sentences]
			break
		}
		d.Facts, placed = append(d.Facts, packed), append(placed, i)
	}
	order := make([]int, len(placed))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(placed[a], placed[b]) })
	sorted := make([]fact, len(order))
	for i, n := range order {
		sorted[i] = d.Facts[n]
	}
	d.Facts = sorted
	return d, nil
}

// Trimmed is a fact with no more evidence than a page shows of it: the best piece, and the first ones. What a page tells of all of it are
// counts that the fact has. It shares no memory with evidence that is left out.
func Trimmed(f merge.Fact) merge.Fact {
	if len(f.Evidence) <= mostProofs {
		return f
	}
	best := tabular.Best(f.Evidence)
	shown := slices.Clone(f.Evidence[:mostProofs])
	if !slices.ContainsFunc(shown, func(e factwire.Evidence) bool { return e.Article == best.Article && e.Start == best.Start }) {
		shown[mostProofs-1] = *best
	}
	f.Evidence = shown
	return f
}

// weighed returns the places of the facts in the order in which they are given room.
func weighed(facts []merge.Fact, o Options) []int {
	weight := func(i int) int {
		_, changed := o.Changes[facts[i].ID]
		switch {
		case kind.Of(facts[i].Kind).OnDemand:
			return 2
		case changed:
			return 0
		}
		return 1
	}
	out := make([]int, len(facts))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(weight(a), weight(b)) })
	return out
}

func (p *packer) fact(f merge.Fact) fact {
	out := fact{
		ID: f.ID, Kind: string(f.Kind), Status: string(f.Status), What: f.What, Form: string(f.Form), Stance: string(f.Stance), About: f.About,
		Who: p.people(f.Who), Whom: p.people(f.Whom), People: p.people(f.People),
		Date: string(f.When.Date), Relation: string(f.When.Relation), Where: f.Where, Confidence: f.Confidence,
		Counts: [3]int{f.Articles, f.Outlets, f.Independent}, First: f.First, Last: f.Last,
		SupersededBy: f.SupersededBy, Contradicts: f.Contradicts, Review: f.Review, Aliases: f.Aliases,
	}
	if first, last, ok := f.When.Date.Bounds(); ok {
		out.Days = &[2]int{days(first), days(last)}
	}
	shown := Trimmed(f).Evidence
	best := tabular.Best(shown)
	for i := range shown {
		e := &shown[i]
		if e == best {
			out.Best = i
		}
		a := index(p.articles, &p.data.Articles, [2]string{e.Article, e.URL}, article{e.Title, link(e.URL), e.Site, e.Published, elsewhere(*e)})
		s, ok := p.sentences[sentence{a, e.Text}]
		if !ok {
			s = len(p.data.Sentences)
			p.sentences[sentence{a, e.Text}] = s
			p.data.Sentences, p.data.Of = append(p.data.Sentences, e.Text), append(p.data.Of, a)
		}
		proof := proof{s, index(p.rules, &p.data.Rules, e.Rule, e.Rule)}
		for _, m := range marks(*e) {
			proof = append(proof, m[:]...)
		}
		out.Evidence = append(out.Evidence, proof)
	}
	for _, h := range f.History {
		out.History = append(out.History, stage{string(h.Status), h.Date, h.Articles})
	}
	return out
}

// people gives entities their indexes.
func (p *packer) people(all []factwire.Entity) []int {
	var out []int
	for _, e := range all {
		out = append(out, index(p.entities, &p.data.Entities, e, e))
	}
	return out
}

// index finds a value by its key, and adds it where it is new.
func index[K comparable, T any](seen map[K]int, all *[]T, key K, v T) int {
	i, ok := seen[key]
	if !ok {
		i = len(*all)
		seen[key] = i
		*all = append(*all, v)
	}
	return i
}

// elsewhere is where an article was read, if that is not its address.
func elsewhere(e factwire.Evidence) string {
	if e.Origin == e.URL {
		return ""
	}
	return e.Origin
}

// link keeps an address that a browser opens as a page of the web, and nothing that could run.
func link(address string) string {
	lower := strings.ToLower(address)
	if strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
		return address
	}
	return ""
}

func days(t time.Time) int { return int(t.Unix() / 86400) }
