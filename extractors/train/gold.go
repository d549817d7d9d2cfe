package train

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/factwire/factwire"
)

// Span is a marked role: bytes of the example's text, half-open, and whom it means.
type Span struct {
	Start, End int
	Name       string
}

// Event is a marked fact. Its first cue is where it is told.
type Event struct {
	Kind     factwire.Kind
	Status   factwire.Status
	Cues     [][2]int
	Roles    map[string][]Span   // who, whom, people
	Names    map[string][]string // who and whom, named as a fact names them
	When     *Span
	Date     string
	About    string
	Optional bool
	Partial  bool
}

// Example is a text with its marks.
type Example struct {
	ID      string
	Fold    int  // -1: in none
	Shape   bool // a shape of our own, filled with names
	Article factwire.Article
	From    int // all events of [From, len) are marked
	Events  []Event
	Again   []int // where sentences begin that tell an event once more, without marks
}

type markedEntity struct {
	Name string  `json:"name"`
	Text string  `json:"text"`
	Far  bool    `json:"far"`
	Span *[2]int `json:"span"`
}

type markedSentence struct {
	ID        string `json:"id"`
	Article   string `json:"article"`
	Fold      int    `json:"fold"`
	Published string `json:"published"`
	Before    string `json:"before"`
	Text      string `json:"text"`
	Facts     []struct {
		Kind   factwire.Kind   `json:"kind"`
		Status factwire.Status `json:"status"`
		Cue    struct {
			Span [2]int `json:"span"`
		} `json:"cue"`
		Who      []markedEntity `json:"who"`
		Whom     []markedEntity `json:"whom"`
		People   []markedEntity `json:"people"`
		About    string         `json:"about"`
		Optional bool           `json:"optional"`
		Partial  bool           `json:"partial"`
		When     *struct {
			Date string `json:"date"`
			Text string `json:"text"`
		} `json:"when"`
	} `json:"facts"`
}

// Sentences reads marked sentences, one JSON object a line: a sentence with what stands before it, its facts and
// the bytes of their words.
func Sentences(path string) ([]Example, error) {
	var out []Example
	err := lines(path, func(data []byte) error {
		var s markedSentence
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		before := strings.TrimSpace(s.Before)
		shift := strings.Index(s.Before, before) // bytes cut at the front of what stands before
		text := s.Text + "\n"
		from := 0
		if before != "" {
			text = before + "\n\n" + text
			from = len(before) + 2
		}
		x := Example{ID: s.ID, Fold: s.Fold, From: from, Article: factwire.Article{Text: text, Published: s.Published}}
		for _, f := range s.Facts {
			e := Event{Kind: f.Kind, Status: f.Status, Optional: f.Optional, Partial: f.Partial, Roles: map[string][]Span{}, Names: map[string][]string{}, About: f.About,
				Cues: [][2]int{{f.Cue.Span[0] + from, f.Cue.Span[1] + from}}}
			for role, all := range map[string][]markedEntity{"who": f.Who, "whom": f.Whom, "people": f.People} {
				for _, m := range all {
					e.Names[role] = append(e.Names[role], m.Name)
					if m.Span == nil {
						continue
					}
					off := from
					if m.Far {
						off = -shift
					}
					e.Roles[role] = append(e.Roles[role], Span{m.Span[0] + off, m.Span[1] + off, m.Name})
				}
			}
			if f.When != nil {
				e.Date = f.When.Date
				if i := strings.Index(s.Text, f.When.Text); f.When.Text != "" && i >= 0 {
					e.When = &Span{i + from, i + from + len(f.When.Text), f.When.Date}
				}
			}
			x.Events = append(x.Events, e)
		}
		out = append(out, x)
		return nil
	})
	return out, err
}

type spannedFact struct {
	Kind     factwire.Kind       `json:"kind"`
	Status   factwire.Status     `json:"status"`
	Optional bool                `json:"optional"`
	Who      []json.RawMessage   `json:"who"`
	Whom     []json.RawMessage   `json:"whom"`
	About    string              `json:"about"`
	Spans    map[string][][2]int `json:"spans"`
	Again    []int               `json:"again"`
	When     *struct {
		Date string `json:"date"`
	} `json:"when"`
}

// Articles reads a folder of whole articles, NAME.txt with NAME.spans.jsonl beside it. The article is read by
// the function given; an article gets the fold of its place modulo folds.
func Articles(dir string, folds int, read func(path string) (factwire.Article, error)) ([]Example, error) {
	var out []Example
	err := eachMarked(dir, read, func(n int, name string, a factwire.Article, facts []spannedFact) {
		x := Example{ID: name, Fold: n % folds, Article: a}
		for _, f := range facts {
			if f.Kind != factwire.Quote {
				x.Events = append(x.Events, f.event())
				x.Again = append(x.Again, f.Again...)
			}
		}
		out = append(out, x)
	})
	return out, err
}

// event returns a fact's marks.
func (f *spannedFact) event() Event {
	e := Event{Kind: f.Kind, Status: f.Status, Optional: f.Optional, Cues: f.Spans["cue"], Roles: map[string][]Span{}, Names: map[string][]string{"who": names(f.Who), "whom": names(f.Whom)}, About: f.About}
	for _, role := range []string{"who", "whom", "people"} {
		for _, s := range f.Spans[role] {
			e.Roles[role] = append(e.Roles[role], Span{Start: s[0], End: s[1]})
		}
	}
	if f.When != nil {
		e.Date = f.When.Date
		if w := f.Spans["when"]; len(w) > 0 {
			e.When = &Span{w[0][0], w[0][1], f.When.Date}
		}
	}
	return e
}

// eachMarked hands over the marked articles of a folder in the order of their names, each with its place and its facts of all kinds.
func eachMarked(dir string, read func(path string) (factwire.Article, error), add func(n int, name string, a factwire.Article, facts []spannedFact)) error {
	paths, err := filepath.Glob(filepath.Join(dir, "*.spans.jsonl"))
	if err != nil {
		return fmt.Errorf("marked articles: %w", err)
	}
	slices.Sort(paths)
	for n, p := range paths {
		stem := strings.TrimSuffix(p, ".spans.jsonl")
		a, err := read(stem + ".txt")
		if err != nil {
			return err
		}
		var facts []spannedFact
		if err := lines(p, func(data []byte) error {
			var f spannedFact
			if err := json.Unmarshal(data, &f); err != nil {
				return err
			}
			facts = append(facts, f)
			return nil
		}); err != nil {
			return err
		}
		add(n, filepath.Base(stem), a, facts)
	}
	return nil
}

// lines calls f for each line of a file that is not empty.
func lines(path string, f func([]byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("marks: %w", err)
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 64<<20)
	for n := 1; in.Scan(); n++ {
		if len(in.Bytes()) == 0 {
			continue
		}
		if err := f(in.Bytes()); err != nil {
			return fmt.Errorf("%s, line %d: %w", path, n, err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// names reads entities that a gold file writes short: a code or a name, or an object with a name.
func names(all []json.RawMessage) []string {
	var out []string
	for _, raw := range all {
		var name string
		if json.Unmarshal(raw, &name) != nil {
			var x markedEntity
			if json.Unmarshal(raw, &x) == nil {
				name = x.Name
			}
		}
		out = append(out, name)
	}
	return out
}
