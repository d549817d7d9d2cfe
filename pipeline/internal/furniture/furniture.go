// Package furniture knows an outlet's own lines by their words: pointers to other
// articles, pleas to subscribe, credits, who worked on an article.
package furniture

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/factwire/factwire/configs/strict"
)

//go:embed words.yaml
var wordsYAML []byte

// file is the word list as it is written.
type file struct {
	Begins     []string `yaml:"begins"`
	Lines      []string `yaml:"lines"`
	Holds      []string `yaml:"holds"`
	Teasers    []string `yaml:"teasers"`
	TailBegins []string `yaml:"tail_begins"`
	TailHolds  []string `yaml:"tail_holds"`
	Pleas      []string `yaml:"pleas"`
	Published  []string `yaml:"published"`
	Updated    []string `yaml:"updated"`
	Verdicts   []string `yaml:"verdicts"`
	Remove     string   `yaml:"remove"`
}

// Words tells an outlet's own lines from an article's. Lines are given to its
// methods as [Lower] writes them.
type Words struct {
	begins, holds, tailBegins, tailHolds, published, updated, pleas *phrases
	lines, teasers, verdicts                                        map[string]bool
	// Remove selects the elements that overlay an article.
	Remove string
	// covers are names or parts of names of which each element has one that Remove selects.
	covers []string
}

// Read returns the word list, read once. It is part of the program, so it can be
// read: a test sees to that.
var Read = sync.OnceValue(func() *Words {
	w, err := parse(wordsYAML)
	if err != nil {
		return &Words{}
	}
	return w
})

func parse(data []byte) (*Words, error) {
	var f file
	if err := strict.Decode("words.yaml", data, &f); err != nil {
		return nil, err
	}
	covers, err := marks(f.Remove)
	if err != nil {
		return nil, fmt.Errorf("words.yaml: remove: %w", err)
	}
	return &Words{
		covers: covers,
		begins: index(f.Begins), holds: index(f.Holds), tailBegins: index(f.TailBegins), tailHolds: index(f.TailHolds),
		lines: lineSet(f.Lines), teasers: lineSet(f.Teasers), verdicts: lineSet(f.Verdicts), Remove: f.Remove,
		published: index(f.Published), updated: index(f.Updated), pleas: index(f.Pleas),
	}, nil
}

// Covering tells whether Remove looks at an attribute.
func (w *Words) Covering(key string) bool {
	return key == "id" || key == "class" || key == "role" || key == "aria-label"
}

// MayCover tells whether Remove may select an element for what one of its attributes says: to select costs more.
func (w *Words) MayCover(value string) bool {
	for _, c := range w.covers {
		if strings.Contains(value, c) {
			return true
		}
	}
	return false
}

// mark is a condition that an element must meet to be selected: a name, or a part of one.
var mark = regexp.MustCompile(`#([\w-]+)|\[(?:id|class|role|aria-label)[*^$~]?="([\w-]+)"\]`)

// marks returns for each of the selectors of a list the longest name that an element must have.
func marks(selectors string) ([]string, error) {
	var out []string
	for one := range strings.SplitSeq(selectors, ",") {
		best := ""
		for _, m := range mark.FindAllStringSubmatch(one, -1) {
			if name := m[1] + m[2]; len(name) > len(best) {
				best = name
			}
		}
		if best == "" {
			return nil, fmt.Errorf("%q: selects by neither id, class, role nor aria-label", strings.TrimSpace(one))
		}
		out = append(out, best)
	}
	return out, nil
}

// Begins tells whether a line begins as the outlet's own do.
func (w *Words) Begins(low string) bool { return w.begins.at(low, 0) }

// IsLine tells whether a line is nothing but one of the outlet's own.
func (w *Words) IsLine(low string) bool { return w.lines[strings.TrimRight(low, ":.!? ")] }

// IsTeaser tells whether a line announces other articles, and is nothing else.
func (w *Words) IsTeaser(low string) bool { return w.teasers[strings.TrimRight(low, ":.!?…>» ")] }

// Holds tells whether a line holds words that only the outlet's own do.
func (w *Words) Holds(low string) bool { return w.holds.in(low) }

// Pleads tells whether a line says what a reader must do to read the rest of an article.
func (w *Words) Pleads(low string) bool { return w.pleas.in(low) }

// Rates tells whether a line is, or begins with, the label of what a check of a claim came to, and whether the line says that too.
func (w *Words) Rates(low string) (label, whole bool) {
	name, rest, _ := strings.Cut(low, ":")
	return w.verdicts[strings.TrimSpace(name)], strings.TrimSpace(rest) != ""
}

// Published tells whether a line begins as those do that say when a page was published.
func (w *Words) Published(low string) bool { return w.published.at(low, 0) }

// Publishing returns where in a line words such as those stand that say when a page was published; -1 if there are none.
func (w *Words) Publishing(low string) int {
	for i := range len(low) - head + 1 {
		if isBoundary(low, i) && w.published.at(low, i) {
			return i
		}
	}
	return -1
}

// Updated tells so of lines that say when it was last changed.
func (w *Words) Updated(low string) bool { return w.updated.at(low, 0) }

// TailBegins and TailHolds tell so of lines at the end of an article.
func (w *Words) TailBegins(low string) bool { return w.tailBegins.at(low, 0) }

// TailHolds tells whether a line at the end of an article is the outlet's own.
func (w *Words) TailHolds(low string) bool { return w.tailHolds.in(low) }

func lineSet(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, l := range list {
		m[l] = true
	}
	return m
}

// head is how many bytes of a phrase it is looked up by.
const head = 3

// phrases are phrases by their first bytes.
type phrases struct {
	by    map[[head]byte][]string
	maybe [4096 / 64]uint64 // which heads there may be, by slot: most places of a text begin no phrase
}

func slot(s string) uint {
	return (uint(s[0])*31 + uint(s[1])*7 + uint(s[2])<<6) % 4096
}

func index(list []string) *phrases {
	m := &phrases{by: map[[head]byte][]string{}}
	for _, p := range list {
		if len(p) >= head {
			k := [head]byte([]byte(p[:head]))
			m.by[k] = append(m.by[k], p)
			slices.Sort(m.by[k])
			m.maybe[slot(p)/64] |= 1 << (slot(p) % 64)
		}
	}
	return m
}

// at tells whether a phrase stands at offset i, as whole words.
func (m *phrases) at(low string, i int) bool {
	if m == nil || len(low)-i < head {
		return false
	}
	if k := slot(low[i : i+head]); m.maybe[k/64]&(1<<(k%64)) == 0 {
		return false
	}
	for _, p := range m.by[[head]byte([]byte(low[i:i+head]))] {
		if strings.HasPrefix(low[i:], p) && isBoundary(low, i+len(p)) {
			return true
		}
	}
	return false
}

// in tells whether a phrase stands anywhere, as whole words.
func (m *phrases) in(low string) bool {
	for i := range len(low) - head + 1 {
		if isBoundary(low, i) && m.at(low, i) {
			return true
		}
	}
	return false
}

// isBoundary tells whether no word runs over offset i.
func isBoundary(s string, i int) bool {
	return i == 0 || i >= len(s) || !isLetter(s[i-1]) || !isLetter(s[i])
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

// Lower writes a line in lower case with straight quotation marks.
func Lower(s string) string {
	low := strings.ToLower(s)
	if strings.Contains(low, "\xe2\x80") { // as curly marks begin, and little else
		low = straight.Replace(low)
	}
	return low
}
