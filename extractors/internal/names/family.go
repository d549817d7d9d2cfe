package names

import (
	"strings"

	"github.com/factwire/factwire/extractors/internal/nlp"
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
		if s.w.relatives[d.Tokens[k].Lower] {
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
	if te != t+1 || te >= sent.Last || !s.surnames[s.d.Tokens[t].Lower] {
		return false
	}
	if !finite(s.d.Tokens[te].Tag) && (t == sent.First || s.d.Tokens[t-1].Tag != "VBD" || !s.w.speech[s.d.Tokens[t-1].Lower]) {
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

// alone tells whether a name stands without an article: a person's does, a law's hardly ever.
func (s *scanner) alone(first int, sent nlp.Sentence) bool {
	return first == sent.First || s.d.Tokens[first-1].Tag != "DT"
}

// doubtfulGiven tells whether the given name at token t that is a small word or a month as well ("June Winter", "Will Price") is a
// given name here: somewhere in the text the capital behind it and it stand beside a verb of speech, behind an office, or alone before
// a comma and what a person is.
func (s *scanner) doubtfulGiven(t int, sent nlp.Sentence) bool {
	if !s.doubtful(t, sent) {
		return false
	}
	if s.spoken == nil {
		s.spoken = map[[2]string]bool{}
		for i, other := range s.d.Sentences {
			for k := other.First; k < other.Last && !s.l.title[i]; k++ {
				if s.doubtful(k, other) && s.besidePerson(k, other) {
					s.spoken[[2]string{s.d.Tokens[k].Text, s.d.Tokens[k+1].Text}] = true
				}
			}
		}
	}
	return s.spoken[[2]string{s.d.Tokens[t].Text, s.d.Tokens[t+1].Text}]
}

// doubtful tells whether a given name that is another word too, and a capital that no list has, begin at token t.
func (s *scanner) doubtful(t int, sent nlp.Sentence) bool {
	if t+2 >= sent.Last || !isUpper(s.d.Tokens[t].Text) || !isUpper(s.d.Tokens[t+1].Text) {
		return false
	}
	low, next := s.d.Tokens[t].Lower, s.d.Tokens[t+1].Lower
	if _, given := s.w.firstNames[low]; !given || !s.w.stop[low] || len(low) < 3 || s.w.stop[next] && len(next) < 5 {
		return false
	}
	if _, known := s.gaz.match(s.d, t+1, t+2); known || capitals(s.d.Tokens[t].Text) || s.w.titleHeads[next] {
		return false
	}
	return !s.orgHead(t+1, t+2) && !isUpper(s.d.Tokens[t+2].Text)
}

// besidePerson tells whether the two words at token t stand where a person does.
func (s *scanner) besidePerson(t int, sent nlp.Sentence) bool {
	if t+2 >= sent.Last {
		return false
	}
	after := &s.d.Tokens[t+2]
	if s.w.speech[after.Lower] {
		return true
	}
	if t > sent.First && s.behindOffice(t, sent) {
		return true
	}
	if (after.Tag == "VBD" || after.Tag == "VBZ") && !s.lowerWords()[s.d.Tokens[t+1].Lower] {
		return true
	}
	if after.Tag == "POS" && t+3 < sent.Last && s.titleAt(t+3, sent.Last) > t+3 {
		return true // "June Winter's lawyer"
	}
	if after.Text == "," && t+3 < sent.Last {
		third := &s.d.Tokens[t+3]
		return third.Lower == "who" || third.Tag == "VBN" || third.Tag == "RB" || s.titleAt(t+3, sent.Last) > t+3 || third.Tag == "DT" && s.titleAt(t+4, sent.Last) > t+4
	}
	return false
}

// titleEnds tells whether a word is an abbreviated office or an honorific.
func (s *scanner) titleEnds(t *nlp.Token) bool {
	_, short := s.w.titleShort[t.Text]
	_, honors := s.w.honorifics[t.Lower]
	return isUpper(t.Text) && (short || honors)
}

// behindOffice tells whether an office, a verb of speech or "according to" stands before the name of two words at token t.
func (s *scanner) behindOffice(t int, sent nlp.Sentence) bool {
	before, after := &s.d.Tokens[t-1], &s.d.Tokens[t+2]
	if before.Text == "," && after.Text == "," && t+3 < sent.Last && s.w.speech[s.d.Tokens[t+3].Lower] {
		return true // "the mayor of Vale, Hope Church, said"
	}
	if s.w.speech[before.Lower] && before.Tag != "VB" || s.w.titleHeads[before.Lower] || s.titleEnds(before) {
		return true
	}
	return before.Lower == "to" && t-2 >= sent.First && s.d.Tokens[t-2].Lower == "according"
}

// given tells whether a word in lower case is a given name.
func (w *words) given(low string) bool {
	_, ok := w.firstNames[low]
	return ok
}
