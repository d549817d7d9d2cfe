package quote

import "github.com/factwire/factwire/extractors/internal/names"

// maxParted is how many stretches between commas may part a subject from its verb.
const maxParted = 4

// beyondCommas finds a subject that an apposition, a participle or a relative parts
// from its verb; comma is the one before the verb.
func (s *scan) beyondCommas(u *unit, comma, depth int) (speaker, int, bool) {
	if p := s.personBracketed(u, comma); p >= 0 {
		return s.subjectEnding(u, p, depth+1)
	}
	end := comma
	for range maxParted {
		k := end - 1
		for k >= 0 && k > comma-maxAside && s.text(u, k) != "," && s.text(u, k) != ";" {
			k--
		}
		if k < 0 || k <= comma-maxAside || s.text(u, k) != "," {
			// No comma before: the stretch is the subject itself ("X of Ohio, said").
			if end == comma && k < 0 {
				if m, first := s.personOf(u, comma-1); m != nil && first <= 2 {
					return s.of(m), first, true
				}
			}
			return speaker{}, 0, false
		}
		if end == comma {
			if sp, first, ok := s.namedAside(u, k, end, depth); ok {
				return sp, first, true
			}
		}
		if p := s.personBracketed(u, k); p >= 0 && s.aside(u, k+1, end) {
			return s.subjectEnding(u, p, depth+1) // "Sen. X (D-Ohio), the head of the panel, said"
		}
		if t := s.token(u, k-1); t != nil && t.Tag != "CD" && s.aside(u, k+1, end) {
			if sp, np, ok := s.subjectEnding(u, k-1, depth+1); ok && !s.withinWho(u, np) {
				sp, np = s.personBeside(u, sp, np, k, end)
				return sp, np, true
			}
		}
		end = k
	}
	return speaker{}, 0, false
}

// maxBracket is how many items back from the comma behind it a bracket begins that tells of a person.
const maxBracket = 12

// personBracketed returns the item that a person's name ends with before a bracket that ends before the comma, or -1: "Sen. X (R., Ark.), said".
func (s *scan) personBracketed(u *unit, comma int) int {
	if s.text(u, comma-1) != ")" {
		return -1
	}
	p := comma - 1
	for p > 0 && p > comma-maxBracket && s.text(u, p) != "(" {
		p--
	}
	if s.text(u, p) == "(" && s.endsInPerson(u, p-1) {
		return p - 1
	}
	return -1
}

// namedAside returns the speaker that the name between the commas k and end is, an apposition to the noun phrase before: "the chief executive, X,
// said", "the refugee agency, UNHCR, says".
func (s *scan) namedAside(u *unit, k, end, depth int) (speaker, int, bool) {
	if m := s.personAlone(u, k+1, end); m != nil && !s.endsInPerson(u, k-1) {
		first := k + 1
		if _, np, ok := s.subjectEnding(u, k-1, depth+1); ok {
			first = np
		}
		return s.of(m), first, true
	}
	if m := s.initialsAlone(u, k+1, end); m != nil && !s.named(u, k-1) {
		return s.of(m), s.baseStart(u, k-1), true
	}
	return speaker{}, 0, false
}

// personBeside returns the person who is named beside the noun phrase of a speaker without a name, which begins at item np and ends before the
// comma k: between the commas k and end, or before the phrase. It returns the speaker as it is where there is none.
func (s *scan) personBeside(u *unit, sp speaker, np, k, end int) (speaker, int) {
	if sp.dropped == "" {
		return sp, np
	}
	if m := s.personFirst(u, k+1, end); m != nil {
		joint, _, _ := s.jointAfter(u, s.itemAt(u, k+1, m.Last), m, s.of(m))
		return joint, np // "The ranking member on the panel, Rep. X of Ohio, said"; "Her lawyers, X and Y, said"
	}
	if sp.form == names.Nominal {
		if m, first := s.personBeforeComma(u, np); m != nil {
			return s.of(m), first // "X of Ohio, the head of the panel, which …, said"
		}
	}
	return sp, np
}
