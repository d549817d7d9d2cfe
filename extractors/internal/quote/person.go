package quote

import (
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/extractors/internal/names"
)

// personAlone returns the person whose name, with a title before it at most, fills
// the items [i, k).
func (s *scan) personAlone(u *unit, i, k int) *names.Mention {
	if i >= k || s.token(u, k-1) == nil {
		return nil
	}
	m := s.names.At(u.items[k-1].first)
	if m == nil || m.Form != names.Name || !s.isPerson(m) || m.TitleFirst > u.items[i].first && m.First > u.items[i].first && s.baseStart(u, k-1) > i {
		return nil
	}
	return m
}

// personFirst returns the person with whose name, or its title, the items [i, k) begin.
func (s *scan) personFirst(u *unit, i, k int) *names.Mention {
	for j := i; j < k && j < i+8; j++ {
		if s.token(u, j) == nil {
			return nil
		}
		m := s.names.At(u.items[j].first)
		if m == nil {
			continue
		}
		if m.Form == names.Name && s.isPerson(m) && min(m.TitleFirst, m.First) <= u.items[i].first {
			return m
		}
		return nil
	}
	return nil
}

// personOf returns the person whose name ends at item j, or is parted from it by a bracket and "of"
// with a place: "X (R) of Ohio".
func (s *scan) personOf(u *unit, j int) (*names.Mention, int) {
	if b := s.baseStart(u, j); b <= j && s.word(u, b-1) == "of" && !s.endsInPerson(u, j) {
		j = b - 2
	}
	if s.text(u, j) == ")" {
		for n := 0; n < 6 && j > 0 && s.text(u, j) != "("; n++ {
			j--
		}
		j--
	}
	if !s.endsInPerson(u, j) {
		return nil, 0
	}
	return s.names.At(u.items[j].first), s.baseStart(u, j)
}

func (s *scan) endsInPerson(u *unit, j int) bool {
	if s.token(u, j) == nil {
		return false
	}
	m := s.names.At(u.items[j].first)
	return m != nil && m.Form == names.Name && s.isPerson(m)
}

// initialsAlone returns the body whose initials are all of the items [i, k), or nil.
func (s *scan) initialsAlone(u *unit, i, k int) *names.Mention {
	if k != i+1 || s.token(u, i) == nil || s.text(u, i) != strings.ToUpper(s.text(u, i)) {
		return nil
	}
	m := s.names.At(u.items[i].first)
	if m == nil || m.Form != names.Name || len(m.Entities) == 0 || s.isPerson(m) {
		return nil
	}
	return m
}

// heldBy reports whether "of", "from", "at" or "with" and one name fill the items [i, k), behind a person: "said Ada Ost of Acme:".
func (s *scan) heldBy(u *unit, i, k int) bool {
	switch s.word(u, i) {
	case "of", "from", "at", "with":
	default:
		return false
	}
	return s.token(u, k-1) != nil && s.names.At(u.items[k-1].first) != nil && s.baseStart(u, k-1) == i+1
}

// withinWho reports whether "who" and a verb stand right before item np: what follows is the object
// of a relative clause ("X, an aide who now heads the firm Y, a").
func (s *scan) withinWho(u *unit, np int) bool {
	for k := np - 1; k > 0 && k > np-5; k-- {
		t := s.token(u, k)
		if t == nil || t.Text == "," {
			return false
		}
		if t.Lower == "who" {
			return k < np-1
		}
	}
	return false
}

// relativeAnd returns the item of the "who" behind a comma with whose only verb a conjunction at item j joins another, no comma between:
// "with Bo Rask, who went on air in May and admitted that"; or 0.
func (s *scan) relativeAnd(u *unit, j int) int {
	finite := 0
	for k := j - 1; k > 0 && k > j-maxAside/2; k-- {
		t := s.token(u, k)
		if t == nil || t.Text == "," || t.Text == ";" {
			return 0
		}
		if t.Lower == "who" && s.text(u, k-1) == "," {
			if finite == 1 && s.word(u, j) == "and" {
				return k
			}
			return 0
		}
		if isFinite(t) && s.names.At(u.items[k].first) == nil {
			finite++
		}
	}
	return 0
}

// relativeSubject finds whom the "who" or the "which" at item j is about.
func (s *scan) relativeSubject(u *unit, j, depth int) (speaker, int, bool) {
	t := s.token(u, j)
	k := j - 1
	if s.text(u, k) == "," {
		k--
	}
	if k < 0 || s.token(u, k) == nil {
		return speaker{}, 0, false
	}
	if b := s.baseStart(u, k); t.Lower == "who" && s.endsInPerson(u, k) && s.word(u, b-1) != "for" {
		return s.of(s.names.At(u.items[k].first)), j, true // "remarks by X, who said"
	}
	sp, np, ok := s.subjectEnding(u, k, depth+1)
	if ok && sp.dropped != "" && s.text(u, np-1) == "," && np > 1 {
		if m, _ := s.personOf(u, np-2); m != nil {
			return s.of(m), j, true // "X, California Democrat, who said"
		}
	}
	return sp, j, ok
}

// denied reports whether the words of the claim before, which their speaker denies, tell that the speaker said something
// with the verb of a cue.
func (s *scan) denied(u *unit, c cue, sp speaker) bool {
	n := len(s.claims)
	if n == 0 || len(sp.entities) != 1 {
		return false
	}
	before, at := &s.claims[n-1], u.items[c.at].first
	if len(before.pieces) == 0 || before.pieces[0].first > at || before.pieces[len(before.pieces)-1].last <= at || before.cue.last > at {
		return false
	}
	return len(before.speaker.entities) == 1 && before.speaker.entities[0] == sp.entities[0] && s.stance(before) == factwire.Denied
}
