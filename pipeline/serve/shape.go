package serve

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/tabular"
	"github.com/factwire/factwire/pipeline/tell"
	"github.com/factwire/factwire/store"
	"github.com/factwire/factwire/store/entity"
	"github.com/factwire/factwire/store/merge"
)

// party is an entity as pages show it.
type party struct {
	Name, Code, Note, Href string
	Item                   string // of Wikidata
}

func parties(all []factwire.Entity, c *entity.Canon) []party {
	var out []party
	for _, e := range all {
		note := strings.Join(slices.DeleteFunc([]string{e.Title, e.Affiliation}, func(s string) bool { return s == "" }), ", ")
		out = append(out, party{e.Name, e.Code, note, entityHref(c.Key(e)), e.Wikidata})
	}
	return out
}

func entityHref(key string) string { return "/entity?" + url.Values{"key": {key}}.Encode() }

// card is a fact as pages show it.
type card struct {
	merge.Fact
	Of                *kind.Descriptor
	Who, Whom, People []party
	When, Due, Span   string
	Day               string // when, where due does not say it
	Sure              string // the confidence
	Words             bool   // what is somebody's words
	Best              *proof
	Line, Short       string // the fact in one line; the same without date and status
	Said              string // what reviewers said
	Changes           []string
	New               bool
}

// proof is a piece of evidence as pages show it.
type proof struct {
	factwire.Evidence
	Day, Web      string
	Pieces        []piece
	Before, After string // what stands around it in the article
	Sure          string
	Href          string // of the article, at the place
}

// piece is a stretch of a text, marked if it has a class.
type piece struct {
	Text, Class, Title, Href, ID string
}

func (s *Server) card(f merge.Fact, c *entity.Canon) card {
	d := kind.Of(f.Kind)
	out := card{Fact: f, Of: d, Who: parties(f.Who, c), Whom: parties(f.Whom, c), People: parties(f.People, c),
		When: strings.TrimSpace(string(f.When.Relation) + " " + string(f.When.Date)), Sure: fmt.Sprintf("%.2f", f.Confidence),
		Words: d.Headings.Indirect != "", Line: tell.Sentence(store.BriefOf(f)), Short: tell.Short(store.BriefOf(f)), Span: tell.Period(f.First, f.Last)}
	if f.When.Relation == factwire.On {
		out.When = string(f.When.Date)
	}
	if f.SupersededBy == "" {
		out.Due = tabular.Due(f.Fact, s.options.Now())
	}
	if !strings.HasPrefix(out.Due, "by ") { // which would say the same
		out.Day = out.When
	}
	if f.Review != nil {
		out.Said = tell.Reviewed(*f.Review)
	}
	if best := tabular.Best(f.Evidence); best != nil {
		p := proofOf(*best)
		out.Best = &p
	}
	return out
}

func (s *Server) cards(facts []merge.Fact, c *entity.Canon) []card {
	out := make([]card, 0, len(facts))
	for _, f := range facts {
		out = append(out, s.card(f, c))
	}
	return out
}

func proofOf(e factwire.Evidence) proof {
	var marks []mark
	for field, spans := range e.Spans {
		for _, span := range spans {
			marks = append(marks, mark{start: span[0] - e.Start, end: span[1] - e.Start, class: field, title: field})
		}
	}
	return proof{Evidence: e, Day: e.Published[:min(len(e.Published), len(time.DateOnly))], Web: webAddress(e.URL), Pieces: cutAt(e.Text, marks), Href: "/articles/" + url.PathEscape(e.Article)}
}

// webAddress keeps an address that a browser opens as a page of the web, and nothing that could run.
func webAddress(address string) string {
	lower := strings.ToLower(address)
	if strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
		return address
	}
	return ""
}

// mark is a stretch of a text that stands for something: bytes, half-open.
type mark struct {
	start, end         int
	class, title, href string
	id                 string // where it begins
}

// cutAt cuts a text at its marks. Where marks overlap, the words go to the shortest one, and of equal ones to the first by class and title.
// Marks that lie outside the text, or cut a character, are left out.
func cutAt(text string, marks []mark) []piece {
	var good []mark
	cuts := []int{0, len(text)}
	for _, m := range marks {
		if m.start < 0 || m.end > len(text) || m.start >= m.end || !boundary(text, m.start) || !boundary(text, m.end) {
			continue
		}
		good = append(good, m)
		cuts = append(cuts, m.start, m.end)
	}
	slices.SortFunc(good, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.end-a.start, b.end-b.start), cmp.Compare(a.start, b.start), cmp.Compare(a.class, b.class), cmp.Compare(a.title, b.title))
	})
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	given := map[string]bool{}
	var out []piece
	for i := 0; i+1 < len(cuts); i++ {
		a, b := cuts[i], cuts[i+1]
		p := piece{Text: text[a:b]}
		for _, m := range good {
			if m.start <= a && b <= m.end {
				p.Class, p.Title, p.Href = m.class, m.title, m.href
				break
			}
		}
		for _, m := range good {
			if m.start == a && m.id != "" && !given[m.id] {
				p.ID = m.id
				given[m.id] = true
				break
			}
		}
		if n := len(out); n > 0 && out[n-1].Class == p.Class && out[n-1].Href == p.Href && out[n-1].Title == p.Title && p.ID == "" {
			out[n-1].Text += p.Text
			continue
		}
		out = append(out, p)
	}
	return out
}

func boundary(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

// around returns what stands before and after a place of a text, from about so many bytes, at spaces.
func around(text string, start, end, most int) (before, after string) {
	if start < 0 || end > len(text) || start > end {
		return "", ""
	}
	from := max(0, start-most)
	if from > 0 {
		if i := strings.IndexAny(text[from:start], " \n"); i >= 0 {
			from += i + 1
		} else {
			from = start
		}
	}
	to := min(len(text), end+most)
	if to < len(text) {
		if i := strings.LastIndexAny(text[end:to], " \n"); i >= 0 {
			to = end + i
		} else {
			to = end
		}
	}
	return strings.TrimLeft(strings.ToValidUTF8(text[from:start], ""), " \n"), strings.TrimRight(strings.ToValidUTF8(text[end:to], ""), " \n")
}
