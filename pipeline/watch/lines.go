package watch

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/factwire/factwire/pipeline/tabular"
)

// Text words a batch for people: a heading for each event, and of each news the fact, what changed and the source.
func Text(w io.Writer, b Batch, now time.Time) error {
	var out bytes.Buffer
	last := Event("")
	count := map[Event]int{}
	for _, n := range b.News {
		count[n.Event]++
	}
	for _, n := range b.News {
		if n.Event != last {
			last = n.Event
			fmt.Fprintf(&out, "%s, %s (%d)\n", tabular.Clean(b.Watch), n.Event, count[n.Event])
		}
		fmt.Fprintf(&out, "- %s  [%s]\n", tabular.Clean(n.Line), n.ID)
		for _, line := range n.details(now) {
			fmt.Fprintf(&out, "    %s\n", tabular.Clean(line))
		}
	}
	_, err := out.WriteTo(w)
	return err
}

// details are what stands below a news' line.
func (n News) details(now time.Time) []string {
	out := append([]string{}, n.Changes...)
	if n.Left {
		out = append(out, "no longer meets the watch")
	}
	if n.Fact == nil {
		return out
	}
	if due := tabular.Due(n.Fact.Fact, now); due != "" && n.Fact.SupersededBy == "" {
		out = append(out, due)
	}
	if e := tabular.Best(n.Fact.Evidence); e != nil {
		from := []string{}
		for _, s := range []string{e.Site, e.Published[:min(len(e.Published), len(time.DateOnly))], cmp.Or(e.URL, e.Origin)} {
			if s != "" {
				from = append(from, s)
			}
		}
		out = append(out, strings.Join(from, ", "))
	}
	return out
}

// Line is a news as a JSON line has it, which stands alone.
type Line struct {
	Watch string `json:"watch"`
	Batch string `json:"batch"` // the batch's key
	Time  string `json:"time"`
	News
}

// JSONLines writes a batch as one JSON object a news.
func JSONLines(w io.Writer, b Batch) error {
	lines := make([]Line, len(b.News))
	for i, n := range b.News {
		lines[i] = Line{b.Watch, b.Key, b.Time, n}
	}
	return tabular.JSONL(w, lines)
}

// Lines is the way of telling that writes a batch, as text or as JSON lines.
func Lines(w io.Writer, jsonl bool, now func() time.Time) Way {
	return Way{"lines", func(_ context.Context, b Batch) error {
		if jsonl {
			return JSONLines(w, b)
		}
		return Text(w, b, now())
	}}
}

// body is a batch as webhooks and commands get it.
func body(b Batch) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(b)
	return out.Bytes(), err
}
