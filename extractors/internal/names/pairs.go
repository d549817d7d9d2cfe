package names

import (
	"fmt"
	"strings"

	"github.com/factwire/factwire/extractors/lexicon"
)

// paired reads the lists of pairs.
func (w *words) paired(lex *lexicon.Lexicon) error {
	honorifics, err := pairs(lex, "names.honorifics")
	if err != nil {
		return err
	}
	for h, s := range honorifics {
		w.honorifics[strings.ToLower(h)] = map[string]sex{"m": male, "f": female}[s]
	}
	for list, into := range map[string]*map[string]string{"names.nicknames": &w.nicknames, "names.title_short": &w.titleShort, "names.title_country": &w.titleCountry,
		"names.publishers": &w.publishers, "names.home_words": &w.homeWords, "names.regional": &w.regional} {
		if *into, err = pairs(lex, list); err != nil {
			return err
		}
	}
	w.seatTitles()
	return nil
}

// readLeaders reads the known leaders with what they lead, and takes their last words for them where those are clear.
func (w *words) readLeaders(lex *lexicon.Lexicon) error {
	leaders, err := pairs(lex, "names.leaders")
	if err != nil {
		return err
	}
	w.leaders, w.leaderSex = map[string]string{}, map[string]sex{}
	for name, code := range leaders {
		name = strings.ToLower(name)
		w.leaders[name] = code
		first, _, _ := strings.Cut(name, " ")
		last := name[strings.LastIndexByte(name, ' ')+1:]
		if w.familyFirst[first] {
			continue // "Kim Jong Un": the last word is no family name
		}
		if old, ok := w.leaders[last]; ok && old != code {
			code = ""
		}
		w.leaders[last] = code
		if old, ok := w.leaderSex[last]; ok && old != w.firstNames[first] {
			w.leaderSex[last] = unknown // two of one surname
		} else {
			w.leaderSex[last] = w.firstNames[first]
		}
	}
	return nil
}

// personal tells whether a name begins with a first name, or with a family name of those that come first.
func (w *words) personal(name string) bool {
	first, _, several := strings.Cut(w.lower(name), " ")
	return several && (w.given(first) || w.familyFirst[first])
}

// setSex notes a first name's sex; a name of both lists tells nothing.
func (w *words) setSex(name string, s sex) {
	name = strings.ToLower(name)
	if old, ok := w.firstNames[name]; ok && old != s {
		s = unknown
	}
	w.firstNames[name] = s
}

// pairs reads a list of "key=value".
func pairs(lex *lexicon.Lexicon, list string) (map[string]string, error) {
	m := map[string]string{}
	for _, pair := range lex.List(list) {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || key == "" {
			return nil, fmt.Errorf("read list %s: %q is not of the form key=value", list, pair)
		}
		m[strings.TrimSpace(key)] = strings.TrimSpace(value)
	}
	return m, nil
}

// number tells whether a word is a number from one to ten, or one of the first ordinals, with which names begin ("Two
// Rivers", "First Bank").
func (w *words) number(word string) bool {
	n := w.numbers[word]
	return n > 0 && n <= 10 && word != "both" || word == "first" || word == "second"
}

// local tells whether a body's name ends as those of cities and regions do: "Harrow District Council".
func (w *words) local(name string) bool {
	for low := w.lower(name); ; {
		_, rest, ok := strings.Cut(low, " ")
		if !ok {
			return false
		}
		if w.localBodies[rest] {
			return true
		}
		low = rest
	}
}

// seatTitles adds to the offices that tell their country those of a chamber in small letters: "Senate majority leader".
func (w *words) seatTitles() {
	for title, code := range w.titleCountry {
		if chamber, rest, _ := strings.Cut(title, " "); w.otherBodies[w.lower(chamber)] {
			w.titleCountry[chamber+" "+w.lower(rest)] = code
		}
	}
}
