package feature

import "strings"

// What a proposed fact looks like as a whole: its cue and its two sides together, which no question about a word or a phrase alone
// sees. A model adds up what Told and Sides say, so that facts of one cue share the first part.

// Told adds what the sentence says around a fact's cue, in the light of its kind and status.
func (s *Sink) Told(v *View, f *Fact) {
	n := len(s.IDs)
	i, l, st := f.Cue, v.Lemma[f.Cue], f.Status
	s.add("lemma", l)
	s.add2("lemma,tag", l, v.Tok(i).Tag)
	s.add2("lemma,status", l, st)
	s.add2("group,status", v.Group[i], st)
	s.add2("judged,status", f.Judged, st)
	s.add3("judged,status,lemma", f.Judged, st, l)
	s.add2("pair", v.lemma(i-1), l)
	s.add2("pair", l, v.lemma(i+1))
	s.add3("triple", v.lemma(i-1), l, v.lemma(i+1))
	s.add2("pair,status", v.lemma(i-1), st)
	s.add2("next,status", v.lemma(i+1), st)
	s.add3("sure", sure(f.Kinds), l, "")
	s.add3("sure.status", sure(f.Statuses), st, l)
	for _, k := range v.Kids(i) {
		switch v.Rel[k] {
		case "dobj", "nsubjpass", "prt", "compound", "amod", "det", "neg", "aux", "auxpass", "nummod":
			r := v.rel(int(k))
			s.add3("kid", r, v.Lemma[k], l)
			s.add3("kid,status", r, v.Lemma[k], st)
			s.add3("kid.group", r, v.Group[k], st)
		case "prep":
			s.add3("kid", v.rel(int(k)), v.Lemma[k], l)
		}
	}
	s.over(v, i, st)
	for k := range v.N {
		if open(v.Tok(k).Tag) && v.Ent[k] == "" {
			s.add2("bag", v.Lemma[k], "")
		}
	}
	for d := -3; d <= 3; d++ {
		if d != 0 {
			s.add2("near", offsets[d+4], v.lemma(i+d))
			s.add2("neargroup", offsets[d+4], v.group(i+d))
		}
	}
	s.prefix(n, f.Kind)
}

// over adds the words over a cue, with the path to each and the small words of its verb group.
func (s *Sink) over(v *View, i int, status string) {
	l, path := v.Lemma[i], v.rel(i)
	for g, depth := v.Head[i], 1; g >= 0 && depth <= 3; g, depth = v.Head[g], depth+1 {
		s.add3("gov", path, v.Lemma[g], status)
		s.add3("gov,lemma", path, v.Lemma[g], l)
		s.add3("gov.group", path, v.Group[g], status)
		for _, k := range v.Kids(int(g)) {
			switch v.Rel[k] {
			case "aux", "auxpass", "neg", "mark":
				s.add3("gov.aux", offsets[4+depth], v.Tok(int(k)).Lower, status)
			}
		}
		path += ">" + v.rel(int(g))
	}
}

// Sides adds what the sentence says of a fact's two sides, each by itself and both together.
func (s *Sink) Sides(v *View, f *Fact) {
	n := len(s.IDs)
	x, y := &f.Sides[0], &f.Sides[1]
	l, st := v.Lemma[f.Cue], f.Status
	a, ca := s.party(v, "A", f, x)
	b, cb := s.party(v, "B", f, y)
	s.add3("sides", ca, cb, "")
	s.add3("sides,lemma", ca, cb, l)
	s.add3("sides,status", ca, cb, st)
	s.add3("paths", a, b, "")
	s.add3("paths,lemma", a, b, l)
	s.add3("paths,sides", a, b, ca+cb)
	s.add3("sure.sides", sure(x.P), sure(y.P), ca+cb)
	if f.Rules {
		s.add3("rules", l, st, "")
	}
	if x.Lead >= 0 && y.Lead >= 0 {
		order := arranged(x.Lead, f.Cue, y.Lead)
		s.add3("order", order, ca, cb)
		s.add3("order,lemma", order, l, "")
		across, _ := v.Path(s, x.Lead, y.Lead)
		s.add3("across", across, ca, cb)
		s.add2("across,lemma", across, l)
		s.add3("before", v.lemma(x.First-1), v.lemma(y.First-1), order)
		verbs := 0
		for k := min(x.Lead, y.Lead) + 1; k < max(x.Lead, y.Lead); k++ {
			if strings.HasPrefix(v.Tok(k).Tag, "VB") {
				verbs++
			}
		}
		s.add3("between", order, few(verbs), distance(y.Lead-x.Lead))
	}
	s.prefix(n, f.Kind)
}

// party adds what tells of one side, and returns the path to it from the cue and its class.
func (s *Sink) party(v *View, name string, f *Fact, d *Side) (path, class string) {
	l := v.Lemma[f.Cue]
	class = d.Type + d.Form
	if d.Lead < 0 {
		s.add3("far"+name, class, l, "")
		return "far", class
	}
	path, turn := v.Path(s, f.Cue, d.Lead)
	s.add2("path"+name, path, class)
	s.add3("path,lemma"+name, path, l, d.Type)
	s.add3("path,status"+name, path, f.Status, d.Type)
	if turn >= 0 {
		s.add3("turn"+name, path, v.Lemma[turn], d.Type)
	}
	if d.Form == "np" || d.Form == "modifier" || d.Form == "noun" {
		s.add2("head"+name, v.Lemma[d.Lead], "")
		s.add2("head,lemma"+name, v.Lemma[d.Lead], l)
	}
	s.add2("head.group"+name, v.Group[d.Lead], l)
	s.add2("head.group"+name, v.Group[d.Lead], f.Status)
	s.add3("prev"+name, v.lemma(d.First-1), l, d.Type)
	s.add3("prevs"+name, v.lemma(d.First-2), v.lemma(d.First-1), d.Type)
	s.add3("next"+name, v.lemma(d.Last), d.Type, "")
	return path, class
}

// arranged words in which order a cue and two sides stand.
func arranged(a, cue, b int) string {
	switch {
	case a < cue && cue < b:
		return "acb"
	case b < cue && cue < a:
		return "bca"
	case a < b && b <= cue:
		return "abc"
	case b <= a && a <= cue:
		return "bac"
	case a < b:
		return "cab"
	}
	return "cba"
}

// sure words how likely something is.
func sure(p float64) string {
	switch {
	case p < 0.1:
		return "0"
	case p < 0.3:
		return "1"
	case p < 0.6:
		return "2"
	case p < 0.85:
		return "3"
	}
	return "4"
}
