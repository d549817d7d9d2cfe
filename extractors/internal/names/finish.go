package names

import (
	"strings"

	"github.com/factwire/factwire"
)

// finish sees to the affiliations that a description behind the name tells ("the body's
// integrity director"): when the name was read, the description was not.
func (b *builder) finish() {
	for c := range b.cs {
		cl := &b.cs[c]
		i := b.ent[c]
		if i < 0 || cl.merged >= 0 || cl.office.title == "" || b.r.Entities[i].Type != factwire.Person {
			continue
		}
		if strings.HasSuffix(strings.ToLower(cl.office.title), "counterpart") {
			b.counterpart(&b.r.Entities[i], i, cl.office.at)
		}
		owned := cl.office.owner >= 0 && b.r.at[cl.office.owner] != 0
		if e := &b.r.Entities[i]; e.Affiliation == "" && cl.office.span < 0 && !owned && b.w.diplomats[lastWord(e.Title)] {
			e.Affiliation = b.nationality(cl.office.at)
		}
		if cl.office.span < 0 && !owned && len(b.r.Entities[i].Affiliation) <= len("XX") {
			if code := b.saidIn(cl.office.at); code != "" && b.stateTitle(strings.ToLower(cl.office.title)) {
				b.r.Entities[i].Affiliation = code
			}
		}
		if !owned {
			continue
		}
		if e := &b.r.Entities[i]; e.Type == factwire.Person && e.Affiliation == "" || cl.office.owner > cl.office.at {
			b.office(cl, e, &b.spans[cl.first])
		}
	}
}

// nationality returns the code of the state whose diplomat the text calls somebody without a name before token t: "A former
// Canadian envoy", who is named later; or "" where it calls diplomats of several.
func (b *builder) nationality(t int) string {
	code := ""
	for k := range b.r.Mentions {
		m := &b.r.Mentions[k]
		if m.First >= t {
			break
		}
		if m.Form != Adjective || len(m.Entities) != 1 || b.r.Entities[m.Entities[0]].Code == "" || m.Last >= len(b.d.Tokens) || !b.w.diplomats[b.d.Tokens[m.Last].Lower] {
			continue
		}
		if c := b.r.Entities[m.Entities[0]].Code; code != "" && c != code {
			return ""
		} else {
			code = c
		}
	}
	return code
}

// counterpart gives person i, called somebody's counterpart at token t, the title of the last one named before who has one.
func (b *builder) counterpart(e *Entity, i, t int) {
	for k := len(b.history) - 1; k >= 0; k-- {
		h := &b.history[k]
		if h.tok >= t || h.ent == i {
			continue
		}
		if o := &b.r.Entities[h.ent]; o.Type == factwire.Person && o.Title != "" && !strings.HasSuffix(o.Title, "counterpart") {
			e.Title = o.Title
			return
		}
		if b.d.SentenceOf(t)-h.sent > 3 {
			return
		}
	}
}

// maxBriefing is how many tokens may part a verb of speech from where it was spoken.
const maxBriefing = 7

// saidIn returns the country where the person at token t speaks, by "said in" and a place in
// the same sentence, or "".
func (b *builder) saidIn(t int) string {
	s := b.d.Sentences[b.d.SentenceOf(t)]
	for k := t; k+2 < s.Last; k++ {
		if !b.w.speech[b.d.Tokens[k].Lower] {
			continue
		}
		for n := k + 1; n < min(k+maxBriefing, s.Last-1) && b.d.Tokens[n].Lower != "that"; n++ { // "said at a briefing in Lima"
			if b.d.Tokens[n].Lower != "in" || b.r.at[n+1] == 0 {
				continue
			}
			if m := &b.r.Mentions[b.r.at[n+1]-1]; len(m.Entities) == 1 {
				if e := &b.r.Entities[m.Entities[0]]; e.Type == factwire.Place && len(e.Affiliation) == 2 && e.Affiliation != "EU" {
					return e.Affiliation
				}
			}
		}
	}
	return ""
}
