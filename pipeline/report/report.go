// Package report writes facts as one HTML file to look at: what changed, deadlines, who barred whom, a map, a timeline,
// who signed with whom, who said what, and a card for each fact.
//
// The file needs nothing else: style, script and data stand in it, and its Content-Security-Policy allows no
// other source. The script builds what is seen from the data with text nodes alone, so nothing that an article says
// can become markup.
package report

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

//go:embed assets
var assets embed.FS

// outlinesPacked is outlines.js as "gzip -9n" packs it, less than half as large: a test holds the one against the other.
//
//go:embed outlines.js.gz
var outlinesPacked []byte

// scripts are the parts of the script, in the order in which they are joined.
var scripts = [...]string{"dom.js", "data.js", "filter.js", "card.js", "summary.js", "matrix.js",
	"tiles.js", "outlines.js", "world.js", "map.js", "timeline.js", "layout.js", "network.js", "voices.js", "facts.js", "main.js"}

// Options of a report.
type Options struct {
	Title string // "Facts from the news" if empty
	// Now is the day of the report: deadlines are counted from it.
	Now time.Time
	// Since says in words since when the changes are: "2020-10-23". If empty, the summary lists no changes.
	Since string
	// Changes are what became of facts since then, by id. Those of facts that are not in the report are ignored.
	Changes map[string]Change
	// Gone are the facts that there are no more, each in a line.
	Gone []string
	// Left is how many facts were left out before: the page tells of them.
	Left int
	// Run is the number of the store's last run; it stands in the file, where LastRun finds it.
	Run uint64
}

// Change is what became of a fact.
type Change struct {
	New   bool            `json:"n,omitempty"`
	Was   factwire.Status `json:"w,omitempty"` // the status before, if it is another now
	Lines []string        `json:"l,omitempty"` // what else changed, such as "date: 2026 → 2027"
}

// page is what stands in the file's form. Title is the only text of somebody else in it: it is escaped. The others are made here: numbers, a day,
// the assets, and JSON whose <, >, & and line separators are escaped.
type page struct {
	Title, Day, Policy string
	Count, Left, All   int
	Run                uint64
	Style, Script      string
	Data               []byte
}

// write writes the page in the form of assets/report.html, in which the names of fields stand in double braces.
func (p page) write(w io.Writer, form string) error {
	left := ""
	if p.Left > 0 {
		left = fmt.Sprintf(" of %d</p>\n<p class=\"notice\">A page has room for so many: %d facts are left out, quotes and the oldest first. Filters of ‘factwire report’ choose others, and ‘factwire serve’ shows all.", p.All, p.Left)
	}
	_, err := strings.NewReplacer(
		"{{Title}}", html.EscapeString(strings.ReplaceAll(p.Title, "\x00", "\ufffd")), "{{Day}}", p.Day, "{{Policy}}", html.EscapeString(p.Policy),
		"{{Count}}", strconv.Itoa(p.Count), "{{Left}}", left, "{{Run}}", strconv.FormatUint(p.Run, 10),
		"{{Style}}", p.Style, "{{Script}}", p.Script, "{{Data}}", string(p.Data),
	).WriteString(w, form)
	return err
}

// Write writes the report of the facts: the same bytes for the same facts in whatever order. The facts are not
// changed.
func Write(w io.Writer, facts []merge.Fact, o Options) error {
	_, err := WriteMost(w, facts, o)
	return err
}

// WriteMost is Write that returns how many of the facts the page has room for.
func WriteMost(w io.Writer, facts []merge.Fact, o Options) (int, error) {
	if o.Title == "" {
		o.Title = "Facts from the news"
	}
	facts = slices.Clone(facts)
	slices.SortFunc(facts, func(a, b merge.Fact) int {
		return cmp.Or(cmp.Compare(b.Last, a.Last), cmp.Compare(a.ID, b.ID))
	})
	packed, err := pack(facts, o)
	if err != nil {
		return 0, fmt.Errorf("write report: %w", err)
	}
	o.Left += len(facts) - len(packed.Facts)
	data, err := json.Marshal(packed) // escapes <, >, &, U+2028 and U+2029
	if err != nil {
		return 0, fmt.Errorf("write report: %w", err)
	}
	style, err := assets.ReadFile("assets/report.css")
	if err != nil {
		return 0, fmt.Errorf("write report: %w", err)
	}
	code, err := program()
	if err != nil {
		return 0, fmt.Errorf("write report: %w", err)
	}
	form, err := assets.ReadFile("assets/report.html")
	if err != nil {
		return 0, fmt.Errorf("write report: %w", err)
	}
	err = page{
		Title: o.Title, Day: o.Now.Format(time.DateOnly), Count: len(packed.Facts), Left: o.Left, All: len(packed.Facts) + o.Left, Run: o.Run,
		Policy: policy(style, code),
		Style:  string(style), Script: string(code), Data: data,
	}.write(w, string(form))
	if err != nil {
		return 0, fmt.Errorf("write report: %w", err)
	}
	return len(packed.Facts), nil
}

// program joins the script's parts in one scope of its own.
func program() ([]byte, error) {
	var b strings.Builder
	b.WriteString("(() => {\n'use strict';\n")
	for _, name := range scripts {
		part, err := script(name)
		if err != nil {
			return nil, err
		}
		b.Write(part)
	}
	b.WriteString("})();\n")
	return []byte(b.String()), nil
}

// script returns a part of the script.
func script(name string) ([]byte, error) {
	if name != "outlines.js" {
		return assets.ReadFile("assets/" + name)
	}
	r, err := gzip.NewReader(bytes.NewReader(outlinesPacked))
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	return io.ReadAll(r)
}

// policy allows this style, this script and the empty icon that keeps a browser from asking a server for one, and
// nothing else.
func policy(style, script []byte) string {
	hash := func(b []byte) string {
		sum := sha256.Sum256(b)
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style) + "; img-src data:; base-uri 'none'; form-action 'none'"
}

// runMark is how the page's head names the run; it stands among the first bytes of the file.
var runMark = regexp.MustCompile(`<meta name="factwire-run" content="(\d{1,18})">`)

// LastRun returns the number of the run that a report was written after; 0 if what is read is no report, or of a store
// without runs.
func LastRun(r io.Reader) uint64 {
	const head = 4096
	b, err := io.ReadAll(io.LimitReader(r, head))
	if err != nil {
		return 0
	}
	m := runMark.FindSubmatch(b)
	if m == nil {
		return 0
	}
	n, err := strconv.ParseUint(string(m[1]), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
