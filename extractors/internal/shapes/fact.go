package shapes

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/factwire/factwire"
)

// readFacts reads the facts behind the arrow of a line: "none", or facts separated by semicolons.
func readFacts(text string) ([]Fact, error) {
	if strings.TrimSpace(text) == "none" {
		return nil, nil
	}
	var facts []Fact
	for _, part := range strings.Split(text, ";") {
		f, err := readFact(strings.TrimSpace(part))
		if err != nil {
			return nil, fmt.Errorf("%q: %w", strings.TrimSpace(part), err)
		}
		facts = append(facts, f)
	}
	return facts, nil
}

func readFact(text string) (Fact, error) {
	var f Fact
	if inner, ok := strings.CutPrefix(text, "["); ok {
		f.Optional = true
		text = strings.Replace(inner, "]", "", 1)
	}
	if rest, cue, ok := strings.Cut(text, "@"); ok {
		n, err := strconv.Atoi(strings.TrimSpace(cue))
		if err != nil || n < 1 {
			return f, fmt.Errorf("@%s is no number of a cue", cue)
		}
		f.Cue, text = n, rest
	}
	if rest, about, ok := strings.Cut(text, "~"); ok {
		f.About, text = strings.Trim(strings.TrimSpace(about), `"`), rest
	}
	fields, err := split(text)
	if err != nil {
		return f, err
	}
	if len(fields) < 2 {
		return f, fmt.Errorf("a fact begins with its kind and its status")
	}
	f.Kind, f.Status = factwire.Kind(fields[0]), factwire.Status(fields[1])
	if !slices.Contains([]factwire.Kind{factwire.Signing, factwire.Ban, factwire.Deadline}, f.Kind) {
		return f, fmt.Errorf("%q is no kind of fact that a shape can tell", fields[0])
	}
	if !slices.Contains(factwire.Statuses(), f.Status) {
		return f, fmt.Errorf("%q is no status", fields[1])
	}
	return f, f.roles(fields[2:])
}

// roles reads who > whom / people and the date, in any order that the text of a line gives.
func (f *Fact) roles(fields []string) error {
	role := &f.Who
	for i := 0; i < len(fields); i++ {
		switch w := fields[i]; w {
		case "+":
		case ">":
			role = &f.Whom
		case "/":
			role = &f.People
		case "by", "until", "before", "from", "after", "on":
			if i++; i == len(fields) {
				return fmt.Errorf("no date behind %q", w)
			}
			f.Relation, f.Date = factwire.Relation(w), fields[i]
			if _, err := factwire.ParseDate(f.Date); err != nil && !isSlot(f.Date) {
				return err
			}
		default:
			quoted := strings.HasPrefix(w, `"`)
			if !quoted && !isSlot(w) {
				return fmt.Errorf("%q is no slot; words that stand for themselves stand in quotation marks", w)
			}
			*role = append(*role, strings.Trim(w, `"`))
		}
	}
	return nil
}

// split parts a fact's words at spaces, but for those in quotation marks, which are kept.
func split(text string) ([]string, error) {
	var out []string
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		end := strings.IndexByte(text, ' ')
		if text[0] == '"' {
			close := strings.IndexByte(text[1:], '"')
			if close < 0 {
				return nil, fmt.Errorf("a quotation mark is not closed")
			}
			end = close + 2
		}
		if end < 0 {
			end = len(text)
		}
		out, text = append(out, text[:end]), text[end:]
	}
	return out, nil
}
