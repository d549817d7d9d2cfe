package quote

import (
	"slices"

	"github.com/factwire/factwire/extractors/internal/names"
)

// maxIssued is how many units back the issuer of a text is looked for, and maxGroup how many claims back several speakers are.
const (
	maxIssued = 5
	maxGroup  = 8
)

// voiced gives a claim whose speaker is a spokesman without a name ("the spokesperson said") the body for which one without a name
// spoke before, if nobody else has since.
func (s *scan) voiced(c *claim) {
	sp := &c.speaker
	if sp.dropped != "unnamed speaker" || sp.form != names.Nominal || sp.last != sp.first+2 || s.doc.Tokens[sp.first].Lower != "the" || !s.words.voices[s.doc.Tokens[sp.last-1].Lower] {
		return
	}
	n := len(s.claims)
	if n == 0 {
		return
	}
	if before := &s.claims[n-1]; before.speaker.voice && before.speaker.dropped == "" && before.unit <= c.unit && c.unit-before.unit <= maxIssued {
		sp.entities, sp.dropped, sp.voice = before.speaker.entities, "", true
	}
}

// issued gives a claim whose speaker is a text ("the statement said") the one who issued it, as the units before tell:
// "Acme and Vale released a joint statement", "a letter signed by Ada Ost".
func (s *scan) issued(c *claim) {
	if c.speaker.dropped != "unnamed speaker" || c.speaker.form != names.Nominal || c.speaker.last <= c.speaker.first {
		return
	}
	if w := s.doc.Tokens[c.speaker.first].Lower; w != "the" && w != "this" && w != "that" && w != "their" {
		return
	}
	noun := s.doc.Tokens[c.speaker.last-1].Lower
	if !s.words.texts[noun] && !s.words.sources[noun] {
		return
	}
	for i := c.unit - 1; i >= 0 && i >= c.unit-maxIssued; i-- {
		u := &s.us[i]
		for k := len(u.items) - 1; k >= 0; k-- {
			if s.word(u, k) != noun {
				continue
			}
			sp, ok := s.issuer(u, k)
			if !ok {
				sp, ok = s.speakerIn(i)
			}
			if ok {
				sp.text = true
				sp.first, sp.last, sp.form = c.speaker.first, c.speaker.last, names.Nominal
				c.speaker = sp
			}
			return
		}
	}
}

// speakerIn returns the only speaker of the claims in unit i.
func (s *scan) speakerIn(i int) (speaker, bool) {
	found, ok := speaker{}, false
	for n := len(s.claims) - 1; n >= 0 && s.claims[n].unit >= i-1; n-- {
		c := &s.claims[n]
		if c.unit != i || c.dropped != "" || c.speaker.dropped != "" || len(c.speaker.entities) == 0 {
			continue
		}
		if ok && !slices.Equal(found.entities, c.speaker.entities) {
			return speaker{}, false
		}
		found, ok = c.speaker, true
	}
	return found, ok
}

// issuer finds whose text item k of a unit names: behind "by" or "from", else the subject of the verb before it.
func (s *scan) issuer(u *unit, k int) (speaker, bool) {
	if b := s.baseStart(u, k); s.word(u, b-1) == "to" && s.word(u, b-2) == "according" {
		return speaker{}, false
	}
	if m := s.lastNamed(u, s.baseStart(u, k), k); m != nil { // "the Acme study"
		sp := s.of(m)
		return sp, sp.dropped == "" && len(sp.entities) > 0
	}
	for n := k + 1; n < len(u.items) && n < k+6; n++ {
		w := s.word(u, n)
		if t := s.token(u, n); t == nil || t.Text == "," || isDash(t.Text) || isFinite(t) && !isBe(t.Lower) {
			break
		}
		if w != "by" && w != "from" {
			continue
		}
		sp, _, ok := s.subjectAfter(u, n+1)
		return sp, ok && sp.dropped == "" && len(sp.entities) > 0
	}
	for n := k - 1; n > 0; n-- {
		if t := s.token(u, n); t == nil || !isFinite(t) || s.names.At(u.items[n].first) != nil {
			continue
		}
		sp, _, ok := s.subjectBefore(u, n, 2)
		return sp, ok && sp.dropped == "" && len(sp.entities) > 0
	}
	return speaker{}, false
}

// together gives a claim whose speaker is a "they" that the names leave open the last speakers who spoke as several.
func (s *scan) together(c *claim) {
	for n := len(s.claims) - 1; n >= 0 && n >= len(s.claims)-maxGroup; n-- {
		before := &s.claims[n]
		if before.dropped != "" || before.speaker.dropped != "" {
			continue
		}
		if len(before.speaker.entities) > 1 {
			c.speaker.entities, c.speaker.dropped = before.speaker.entities, ""
			return
		}
	}
}
