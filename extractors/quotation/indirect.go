package quotation

import (
	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/clause"
	"github.com/factwire/factwire/extractors/reading"
)

// indirect reads clauses of content: "X said that …", "…, X said", "according to X, …".
func (x *Extractor) indirect(r *reading.Reading, by []attribution, marks []marked, direct []said) []said {
	taken := map[int]bool{} // cues of direct quotes
	for _, q := range direct {
		taken[q.by.cue] = true
	}
	var out []said
	for _, a := range by {
		if taken[a.cue] || x.directOnly[a.verb] && a.clause != nil && content(a.clause) == nil || insideMarks(marks, a.cue) {
			continue
		}
		if a.clause != nil && (a.clause.Verb.Neg && a.verb != "deny" || a.clause.Verb.Modality == clause.Yet) {
			continue
		}
		first, last, rule := x.stretch(r, a, by)
		if last-first < 2 || countWords(r.Doc, first, last) < 3 {
			continue
		}
		if x.directOnly[a.verb] {
			// without marks these tell an act or a thought
			if q, ok := half(r, marks, first, last); ok {
				out = append(out, said{by: a, pieces: q, form: factwire.Direct, rule: rule, confidence: 0.8})
			}
			continue
		}
		q := said{by: a, pieces: [][2]int{{first, last}}, form: factwire.Indirect, rule: rule, confidence: 0.85}
		if rule == "inserted" {
			q.pieces = [][2]int{{first, a.first}, {a.last, last}}
			q.pieces = trim(r, q.pieces)
		} else if inner, ok := half(r, marks, first, last); ok {
			q.pieces, q.form, q.confidence = inner, factwire.Direct, 0.9
		}
		if len(q.pieces) > 0 {
			out = append(out, q)
		}
	}
	return out
}

func insideMarks(marks []marked, t int) bool {
	for _, m := range marks {
		if t > m.open && t < m.close {
			return true
		}
	}
	return false
}

// half returns the stretches between marks within [first, last) if they hold at least half of its words.
func half(r *reading.Reading, marks []marked, first, last int) ([][2]int, bool) {
	all := countWords(r.Doc, first, last)
	var pieces [][2]int
	in := 0
	for _, m := range marks {
		if m.open >= first-1 && m.close <= last+1 && m.close > m.open+1 {
			pieces = append(pieces, [2]int{m.open + 1, m.close})
			in += m.words(r.Doc)
		}
	}
	return pieces, len(pieces) > 0 && 2*in >= all
}

// stretch finds the words of indirect speech.
func (x *Extractor) stretch(r *reading.Reading, a attribution, by []attribution) (first, last int, rule string) {
	s := r.Doc.Sentences[a.sentence]
	end := s.Last
	for end > s.First && (isStop(r.Doc.Tokens[end-1].Text) || kindOf(r.Doc.Tokens[end-1].Text) != noMark && !isPair(r, s.First, end-1)) {
		end--
	}
	if a.clause != nil {
		if t := a.last; t < end && r.Doc.Tokens[t].Lower == "that" && r.Doc.Tokens[t].Tag == "IN" && t+1 < end {
			// whatever stands behind "that" is content, also where its clause was not understood
			return t + 1, x.contentEnd(r, a, by, t+1, end), "that"
		}
		if ch := content(a.clause); ch != nil && ch.Verb.First < end {
			first = contentStart(r, a, ch)
			return first, x.contentEnd(r, a, by, first, end), "that"
		}
	}
	// "…, X said" and "according to X"
	switch {
	case a.first == s.First || a.first > s.First && a.clause == nil && a.first-s.First <= 1:
		if a.clause != nil {
			return 0, 0, ""
		}
		first = a.last
		for first < end && isStop(r.Doc.Tokens[first].Text) {
			first++
		}
		return first, end, "according"
	case a.last >= end-1 || end-a.last <= 8 && a.clause == nil:
		last = a.first
		for last > s.First && (isStop(r.Doc.Tokens[last-1].Text)) {
			last--
		}
		if last == a.first && a.clause != nil {
			return 0, 0, "" // no comma: the clause has another build
		}
		if a.clause != nil && (a.clause.Relation == clause.Relative || a.clause.Relation == clause.Adverbial || a.clause.Relation == clause.Conjoined || !a.clause.SubjectGiven) {
			return 0, 0, ""
		}
		if !hasVerb(r, s.First, last) {
			return 0, 0, ""
		}
		return s.First, last, "end"
	case a.clause != nil && a.clause.SubjectGiven && a.first > s.First && r.Doc.Tokens[a.first-1].Text == "," && a.last < end && r.Doc.Tokens[a.last].Text == ",":
		return s.First, end, "inserted"
	}
	return 0, 0, ""
}

// isPair reports whether a closing mark at t has its opening mark in the sentence.
func isPair(r *reading.Reading, first, t int) bool {
	for k := t - 1; k >= first; k-- {
		if kindOf(r.Doc.Tokens[k].Text) != noMark {
			return true
		}
	}
	return false
}

func hasVerb(r *reading.Reading, first, last int) bool {
	for t := first; t < last; t++ {
		switch r.Doc.Tokens[t].Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// contentStart is the first token of a clause of content: behind "that", else behind the verb and its hearer.
func contentStart(r *reading.Reading, a attribution, ch *clause.Clause) int {
	start := ch.First
	if ch.Subject != nil && ch.SubjectGiven {
		start = min(start, ch.Subject.First)
	}
	// from the verb on, what follows "that" belongs to the content; without "that", dates and
	// phrases before the subject stay outside
	for t := a.clause.Verb.Last; t < start; t++ {
		if r.Doc.Tokens[t].Lower == "that" {
			return t + 1
		}
	}
	first := a.last
	for first < start && (isStop(r.Doc.Tokens[first].Text)) {
		first++
	}
	if first > start {
		return start
	}
	// words between the attribution and the subject that no phrase of the attribution covers
	return first
}

// contentEnd is where the words end: before a coordinated verb of the same speaker, or a
// participle of speech.
func (x *Extractor) contentEnd(r *reading.Reading, a attribution, by []attribution, first, end int) int {
	for _, o := range by {
		if o.cue <= first || o.cue >= end || o.clause == nil || o.cue == a.cue {
			continue
		}
		same := o.clause.Relation == clause.Conjoined && o.clause.Parent == a.clause || o.clause.Relation == clause.Adverbial && o.clause.Verb.Form == clause.Gerund ||
			o.clause.Relation == clause.Conjoined && !o.clause.SubjectGiven && len(o.speakers) > 0 && sameSpeakers(o, a)
		if same {
			end = o.clause.Verb.First
			for end > first {
				w := r.Doc.Tokens[end-1]
				if !isStop(w.Text) && w.Lower != "and" && w.Lower != "but" && w.Tag != "RB" {
					break
				}
				end--
			}
			break
		}
	}
	return end
}

// trim takes the commas of an insertion from the pieces around it.
func trim(r *reading.Reading, pieces [][2]int) [][2]int {
	var out [][2]int
	for _, p := range pieces {
		for p[0] < p[1] && isStop(r.Doc.Tokens[p[0]].Text) {
			p[0]++
		}
		for p[0] < p[1] && isStop(r.Doc.Tokens[p[1]-1].Text) {
			p[1]--
		}
		if p[0] < p[1] {
			out = append(out, p)
		}
	}
	return out
}
