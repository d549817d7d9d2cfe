package names

import (
	"strings"

	"github.com/factwire/factwire/extractors/nlp"
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
	last := s.w.lower(strings.TrimSuffix(words[len(words)-1], "."))
	_, ok := s.w.leaders[s.w.lower(strings.Join(parts, " "))]
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
	_, ok := s.w.leaders[s.w.lower(c.name)]
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

// surnameAgain tells whether the word of an office at [t, te), with no article before it and a finite verb behind, is a
// surname that a name before ended with.
func (s *scanner) surnameAgain(t, te int, sent nlp.Sentence) bool {
	if te != t+1 || te >= sent.Last || !s.surnames[s.d.Tokens[t].Lower] || !finite(s.d.Tokens[te].Tag) {
		return false
	}
	return t == sent.First || s.d.Tokens[t-1].Tag != "DT"
}

// givenBehindTitle tells whether the word of an office at [t, te) is a given name behind another office: "manager Dean Ost".
func (s *scanner) givenBehindTitle(t, te int, sent nlp.Sentence) bool {
	_, given := s.w.firstNames[s.d.Tokens[t].Lower]
	return given && te == t+1 && t > sent.First && s.w.titleHeads[s.d.Tokens[t-1].Lower] && !isUpper(s.d.Tokens[t-1].Text)
}

// honorificAt returns the token after the honorifics that begin at t, or t.
func (s *scanner) honorificAt(t, end int) int {
	for t < end {
		tok := &s.d.Tokens[t]
		if !isUpper(tok.Text) {
			return t
		}
		if t+1 < end && isUpper(s.d.Tokens[t+1].Text) {
			if _, ok := s.w.honorifics[tok.Lower+" "+s.d.Tokens[t+1].Lower]; ok { // "Datuk Seri"
				t += 2
				continue
			}
		}
		if _, ok := s.w.honorifics[tok.Lower]; !ok {
			return t
		}
		if s.w.rarely[tok.Lower] || tok.Lower == "tun" && s.anyHead(t+1, end) {
			return t // more often part of another name
		}
		t++
	}
	return t
}
