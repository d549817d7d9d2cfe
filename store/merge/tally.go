package merge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/similar"
)

// A Tally is the reports of some linked nodes, added up: what they tell stands in it once, however many tell it, and of each report there is
// no more than where it came from. The facts that follow from it are those that [Merge] gives for the reports, without their evidence, and
// one report more costs the same whether the fact has a hundred or a hundred thousand. Reports cannot be taken away again.
type Tally struct {
	canon    *entity.Canon
	key      keyed
	shapes   []*Shape
	index    map[string]int // of shapes, by what they tell
	records  []record
	tells    []told   // of all records, one behind the other
	marks    []uint64 // the sentences of what they tell
	copies   []copied
	patterns map[string]*pattern // of articles with several views
	sources  []*sources
	fresh    int // the first record that changed since it was kept
}

// mostShapes is how many different things a tally may tell: beyond, comparing them costs more than reading the reports.
const mostShapes = 1000

// Shape is all reports that tell the same: everything but the evidence and how sure they are is equal, and those without a date lie around one year.
type Shape struct {
	Fact          factwire.Fact `json:"fact"` // its only evidence is where the earliest report stands
	Reports       int           `json:"reports"`
	First         string        `json:"first,omitempty"` // days of publication
	Last          string        `json:"last,omitempty"`
	Told          bool          `json:"told,omitempty"` // the next two are known: the same as numbers
	ToldFirst     int           `json:"told_first,omitempty"`
	ToldLast      int           `json:"told_last,omitempty"`
	Dated         bool          `json:"dated,omitempty"` // the next two are known: the days around which the reports lie
	Low           int           `json:"low,omitempty"`
	High          int           `json:"high,omitempty"`
	Spells        []int         `json:"spells,omitempty"` // the stretches of days of publication, where they are a tie; see Ties
	Seed          Spot          `json:"seed"`             // of the earliest evidence
	SeedPublished string        `json:"seed_published,omitempty"`
	Sure          float64       `json:"sure"`    // the confidence of the surest report, the earliest of equals, and
	SureAt        Spot          `json:"sure_at"` // where it stands
	SurePublished string        `json:"sure_published,omitempty"`
	of            *Tally
	number        int
	since         int // the first record that has it
	view          view
	best          view // of the surest report
}

func (s *Shape) told() span { return span{first: s.ToldFirst, last: s.ToldLast, known: s.Told} }

// tally is what a view's shape is a part of; nil for a view that is one report.
func (v *view) tally() *Tally {
	if v.sum == nil {
		return nil
	}
	return v.sum.of
}

// record is what is kept of an article. Records are many and stay long: they hold no pointers, so that they are read back at once, and the collector of
// garbage passes them over.
type record struct {
	outlet   uint64 // a hash
	print    similar.Print
	from, to int32 // of what it tells
}

// told is one view of an article: how sure it is, its shape, hashes of its sentences, and the numbers of earlier records of which the article is a copy; of
// those that are one source by other signs one is enough.
type told struct {
	sure     float64
	shape    int32
	from, to int32 // of its sentences
	copies   int32 // the first of them, and one; 0 is none
}

// copied is a record of which another is a copy, and where the next one stands, and one.
type copied struct{ record, next int32 }

// of are the views of a record.
func (t *Tally) of(r *record) []told { return t.tells[r.from:r.to] }

// eachCopy calls use for the records of which a view's article is a copy, in the order in which they were noted.
func (t *Tally) eachCopy(x *told, use func(record int)) {
	for n := x.copies; n > 0; n = t.copies[n-1].next {
		use(int(t.copies[n-1].record))
	}
}

// copyOf notes that a view's article is a copy of a record too. Last is where the copy stands that was noted before, and one, as copyOf returned it; 0
// for the first.
func (t *Tally) copyOf(x *told, last int32, record int) int32 {
	t.copies = append(t.copies, copied{record: int32(record)})
	n := int32(len(t.copies))
	if last > 0 {
		t.copies[last-1].next = n
	} else {
		x.copies = n
	}
	return n
}

// pattern is articles that tell the same several shapes.
type pattern struct {
	shapes []int
	n      int
}

// NewTally returns an empty tally. Of the options the canon counts; verdicts are not heeded.
func NewTally(o Options) *Tally {
	c := o.canon()
	return &Tally{canon: c, key: memo(c), index: map[string]int{}, patterns: map[string]*pattern{}}
}

// Len is the number of articles.
func (t *Tally) Len() int { return len(t.records) }

// Size is how much memory the tally takes, in records: what is told takes that of several.
func (t *Tally) Size() int { return len(t.records) + 12*len(t.shapes) }

// Add adds all that an article tells in the nodes. It reports whether it could: if not, nothing changed, and the tally is of no more use.
func (t *Tally) Add(observations []factwire.Fact, print similar.Print) bool {
	views := lookAll(observations, t.key)
	if len(views) == 0 {
		return true
	}
	names := make([]string, len(views))
	grown := len(t.shapes)
	for i := range views {
		if !tallied(&views[i], views[0].evidence()) {
			return false
		}
		names[i] = views[i].shapeName()
		if _, known := t.index[names[i]]; !known {
			grown++
		}
	}
	if grown > mostShapes {
		return false
	}
	r := record{outlet: hash64(outlet(views[0].evidence())), print: print, from: int32(len(t.tells))}
	var numbers []int
	for i := range views {
		n, known := t.index[names[i]]
		if !known {
			n = len(t.shapes)
			t.index[names[i]] = n
			t.shapes = append(t.shapes, &Shape{of: t, number: n, since: len(t.records)})
		}
		t.shapes[n].add(&views[i])
		numbers = append(numbers, n)
		from := len(t.marks)
		t.marks = append(t.marks, sentences(&views[i])...)
		t.tells = append(t.tells, told{sure: views[i].Confidence, shape: int32(n), from: int32(from), to: int32(len(t.marks))})
	}
	r.to = int32(len(t.tells))
	t.records = append(t.records, r)
	t.note(numbers)
	return true
}

// tallied reports whether a view can be added up: it has evidence, all of one article.
func tallied(v *view, of factwire.Evidence) bool {
	return len(v.Evidence) > 0 && !slices.ContainsFunc(v.Evidence, func(e factwire.Evidence) bool { return e.Article != of.Article || outlet(e) != outlet(of) })
}

// note remembers that one article tells several shapes.
func (t *Tally) note(numbers []int) {
	if len(numbers) < 2 {
		return
	}
	slices.Sort(numbers)
	var name strings.Builder
	for _, n := range numbers {
		name.WriteString(strconv.Itoa(n))
		name.WriteByte(' ')
	}
	p := t.patterns[name.String()]
	if p == nil {
		p = &pattern{shapes: numbers}
		t.patterns[name.String()] = p
	}
	p.n++
}

// shapeName is all that merging looks at in a view but its evidence and how sure it is.
func (v *view) shapeName() string {
	parts := []string{string(v.Kind), string(v.Status), v.What, string(v.Form), string(v.Stance), string(v.When.Date), string(v.When.Relation), v.About, v.Where}
	for _, list := range [][]factwire.Entity{v.Who, v.Whom, v.People} {
		parts = append(parts, strconv.Itoa(len(list)))
		for _, e := range list {
			parts = append(parts, e.Name, string(e.Type), e.Code, e.Title, e.Affiliation)
		}
	}
	if !v.date.known {
		in := ""
		if n, _, ok := v.around(); ok {
			in = strconv.Itoa(n / year) // no era begins within, and one event is guessed for all
		}
		parts = append(parts, in)
	}
	for i, p := range parts { // a field may hold anything
		parts[i] = strconv.Itoa(len(p)) + ":" + p
	}
	return strings.Join(parts, "")
}

func (s *Shape) add(v *view) {
	if s.Reports == 0 || compare(v, &s.view) < 0 {
		e := v.evidence()
		s.Fact = v.Fact
		s.Fact.ID, s.Fact.Evidence = "", []factwire.Evidence{{Article: e.Article, Published: e.Published, Start: e.Start, End: e.End}}
		s.view = *v
		s.view.Fact = s.Fact
	}
	s.surer(v)
	first, last := v.days()
	if first != "" && (s.First == "" || first < s.First) {
		s.First = first
	}
	s.Last = max(s.Last, last)
	told := s.told()
	told.join(v.told())
	s.ToldFirst, s.ToldLast, s.Told = told.first, told.last, told.known
	if low, high, ok := v.around(); ok {
		if !s.Dated {
			s.Low, s.High, s.Dated = low, high, true
		}
		s.Low, s.High = min(s.Low, low), max(s.High, high)
	}
	if v.of.Identity.Who == kind.Part && v.Status == factwire.Done {
		for _, n := range v.toldIn() {
			if i, known := slices.BinarySearch(s.Spells, n); !known {
				s.Spells = slices.Insert(s.Spells, i, n)
			}
		}
	}
	for _, e := range v.Evidence {
		x := Spot{Article: e.Article, Start: e.Start, End: e.End}
		if s.Reports == 0 && s.Seed == (Spot{}) || compareSeeds(e.Published, x, s.SeedPublished, s.Seed) < 0 {
			s.SeedPublished, s.Seed = e.Published, x
		}
	}
	s.Reports++
}

// surer notes a report if it is the surest of those that the shape stands for.
func (s *Shape) surer(v *view) {
	if s.Reports > 0 && (v.Confidence < s.Sure || v.Confidence == s.Sure && compare(v, &s.best) >= 0) {
		return
	}
	e := v.evidence()
	s.Sure, s.SureAt, s.SurePublished = v.Confidence, Spot{Article: e.Article, Start: e.Start, End: e.End}, e.Published
	s.best = s.surest(*v)
}

// surest is a view as that of the shape's surest report.
func (s *Shape) surest(v view) view {
	v.Confidence = s.Sure
	v.Evidence = []factwire.Evidence{{Article: s.SureAt.Article, Published: s.SurePublished, Start: s.SureAt.Start, End: s.SureAt.End}}
	return v
}

// compareSeeds orders the places of evidence as compareEvidence does.
func compareSeeds(published string, a Spot, other string, b Spot) int {
	return cmp.Or(cmp.Compare(published, other), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// seedOf is the earliest of what the shapes of views rest on.
func seedOf(views []view) Spot {
	best := views[0].sum
	for i := range views[1:] {
		if s := views[i+1].sum; compareSeeds(s.SeedPublished, s.Seed, best.SeedPublished, best.Seed) < 0 {
			best = s
		}
	}
	return best.Seed
}

// Facts returns the facts that the reports tell, sorted by id, without evidence.
func (t *Tally) Facts() []Fact {
	if len(t.shapes) == 0 {
		return nil
	}
	views := make([]view, len(t.shapes))
	for i, s := range t.shapes {
		views[i] = s.view
		views[i].sum = s
	}
	slices.SortFunc(views, func(a, b view) int { return compare(&a, &b) })
	facts := mergeViews(views, Options{}, t.canon, t.key)
	for i := range facts {
		facts[i].tally, facts[i].shapes = nil, nil // the tally grows on
	}
	return facts
}

// numbersOf are the numbers of the shapes of a tally's views, sorted.
func numbersOf(views []view) []int {
	out := make([]int, len(views))
	for i := range views {
		out[i] = views[i].sum.number
	}
	slices.Sort(out)
	return out
}

// together reports whether one article tells a shape of both.
func (t *Tally) together(a, b []int) bool {
	for _, p := range t.patterns {
		if meet(p.shapes, a) && meet(p.shapes, b) {
			return true
		}
	}
	return false
}

// articlesOf counts the articles that tell those shapes which are wanted.
func (t *Tally) articlesOf(views []view, wanted func(*view) bool) int {
	in := make([]bool, len(t.shapes))
	n := 0
	for i := range views {
		if wanted(&views[i]) {
			in[views[i].sum.number] = true
			n += views[i].sum.Reports
		}
	}
	for _, p := range t.patterns {
		hits := 0
		for _, s := range p.shapes {
			if in[s] {
				hits++
			}
		}
		if hits > 1 {
			n -= p.n * (hits - 1)
		}
	}
	return n
}
