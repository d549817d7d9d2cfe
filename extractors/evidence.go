package extractors

import (
	"cmp"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/reading"
)

// parted moves the spans of a fact that lie outside the sentence of their evidence to evidence of their own sentence, which stands behind the
// first, in text order: a party that was named far off is shown where it was. All offsets are of the text as it is read.
func parted(r *reading.Reading, f *factwire.Fact) {
	outside := func(ev *factwire.Evidence, s factwire.Span) bool { return s[0] < ev.Start || s[1] > ev.End }
	if !slices.ContainsFunc(f.Evidence, func(ev factwire.Evidence) bool { return strays(&ev, outside) }) {
		return
	}
	f.Evidence = slices.Clone(f.Evidence) // two facts of one sentence may share theirs
	for i := range len(f.Evidence) {
		ev := &f.Evidence[i]
		spans := make(map[string][]factwire.Span, len(ev.Spans))
		for _, field := range fields(ev) {
			for _, s := range ev.Spans[field] {
				if !outside(ev, s) {
					spans[field] = append(spans[field], s)
					continue
				}
				f.Evidence = append(f.Evidence, pieces(r, field, ev.Rule, s)...)
				ev = &f.Evidence[i] // which may have moved
			}
		}
		ev.Spans = spans
	}
	f.Evidence = together(f.Evidence)
}

func strays(ev *factwire.Evidence, outside func(*factwire.Evidence, factwire.Span) bool) bool {
	for _, list := range ev.Spans {
		if slices.ContainsFunc(list, func(s factwire.Span) bool { return outside(ev, s) }) {
			return true
		}
	}
	return false
}

// fields are those of which a piece of evidence has spans, in the order of their names.
func fields(ev *factwire.Evidence) []string {
	out := make([]string, 0, len(ev.Spans))
	for field := range ev.Spans {
		out = append(out, field)
	}
	slices.Sort(out)
	return out
}

// pieces is the evidence of one span of a field: the sentence in which it begins, with what of it lies there. Nothing, where it lies in none.
func pieces(r *reading.Reading, field, rule string, s factwire.Span) []factwire.Evidence {
	sentences := r.Doc.Sentences
	i, _ := slices.BinarySearchFunc(sentences, s[0], func(x nlp.Sentence, at int) int { return cmp.Compare(x.End, at+1) })
	if i == len(sentences) || s[0] < sentences[i].Start {
		return nil
	}
	x := sentences[i]
	s[1] = min(s[1], x.End)
	if s[1] <= s[0] {
		return nil
	}
	return []factwire.Evidence{{Start: x.Start, End: x.End, Text: r.Doc.Text[x.Start:x.End], Rule: rule, Spans: map[string][]factwire.Span{field: {s}}}}
}

// together joins the pieces of one sentence behind the first, and puts them in text order.
func together(all []factwire.Evidence) []factwire.Evidence {
	out := all[:1:1]
	for _, ev := range all[1:] {
		i := slices.IndexFunc(out, func(o factwire.Evidence) bool { return o.Start == ev.Start && o.End == ev.End })
		if i < 0 {
			out = append(out, ev)
			continue
		}
		spans := make(map[string][]factwire.Span, len(out[i].Spans)+1)
		for field, list := range out[i].Spans {
			spans[field] = list
		}
		for field, list := range ev.Spans {
			merged := slices.Concat(spans[field], list)
			slices.SortFunc(merged, func(a, b factwire.Span) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
			spans[field] = slices.Compact(merged)
		}
		out[i].Spans = spans
	}
	slices.SortStableFunc(out[1:], func(a, b factwire.Evidence) int { return cmp.Compare(a.Start, b.Start) })
	return out
}
