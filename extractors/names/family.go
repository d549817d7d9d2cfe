package names

import (
	"strings"
)

// besideSpeech tells whether a verb of speech stands beside a name.
func (s *scanner) besideSpeech(sp *span) bool {
	if sp.last < len(s.d.Tokens) && s.w.speech[s.d.Tokens[sp.last].Lower] {
		return true
	}
	return sp.first > 0 && s.w.speech[s.d.Tokens[sp.first-1].Lower]
}

// junior tells whether a name is that of a known leader with "Jr." behind it; parts are its words
// without suffixes.
func (s *scanner) junior(words, parts []string) bool {
	last := strings.ToLower(strings.TrimSuffix(words[len(words)-1], "."))
	_, ok := s.w.leaders[strings.ToLower(strings.Join(parts, " "))]
	return last == "jr" && ok
}

// paternal returns the last but one of a person's names in small letters, by which people of two surnames go ("Ibáñez" of
// "Juan Carlos Ibáñez Molina"), or nothing where it is a given name or a particle.
func (s *scanner) paternal(parts []string) string {
	if len(parts) < 3 {
		return ""
	}
	low := strings.ToLower(parts[len(parts)-2])
	if _, given := s.w.firstNames[low]; given || s.w.particles[low] || len(low) < 4 || s.w.familyFirst[strings.ToLower(parts[0])] {
		return ""
	}
	return low
}

// saysHe tells the sex of a name that "said he" or "said she" follows.
func (s *scanner) saysHe(sp *span) sex {
	for k := sp.last; k < min(sp.last+3, len(s.d.Tokens)-1); k++ {
		if s.w.speech[s.d.Tokens[k].Lower] {
			next := s.d.Tokens[k+1].Lower
			if next == "that" && k+2 < len(s.d.Tokens) {
				next = s.d.Tokens[k+2].Lower
			}
			if next == "he" || next == "she" {
				return personPronouns[next]
			}
			return unknown
		}
	}
	return unknown
}

// relative tells whether a surname stands for the less known of a family: "the younger Ost", "Ost,
// the son of".
func (s *scanner) relative(sp *span) bool {
	d := s.d
	if sp.first > 0 && d.Tokens[sp.first-1].Lower == "younger" {
		return true
	}
	for k := sp.last; k < min(sp.last+5, len(d.Tokens)); k++ {
		switch d.Tokens[k].Lower {
		case "son", "daughter", "wife", "husband", "brother", "sister", "nephew", "niece":
			return d.Tokens[sp.last].Text == ","
		}
	}
	return false
}

// leads tells whether a cluster is a known leader's, whom the surname alone means sooner than a
// relative.
func (s *scanner) leads(c *cluster) bool {
	_, ok := s.w.leaders[strings.ToLower(c.name)]
	return ok && strings.ContainsRune(c.name, ' ')
}

// companyHere tells whether a name stands where only a company does: before "shares", "'s
// customers".
func (s *scanner) companyHere(sp *span) bool {
	if sp.last < len(s.d.Tokens) && s.w.companyMarks[s.d.Tokens[sp.last].Lower] {
		return true
	}
	return sp.first > 0 && s.w.companyNouns[s.d.Tokens[sp.first-1].Lower]
}
