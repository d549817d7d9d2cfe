package charset

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// alphabets are the letters beyond ASCII of languages that are written in Latin letters, by the encodings of one byte that have
// them. The languages of the west stand first: where a word may be of one of them, it is.
var alphabets = [...]struct {
	name      string
	encoding  *charmap.Charmap
	languages []string // in lower case
}{
	{"windows-1252", charmap.Windows1252, []string{"éèêëàâçîïôûùüœæ", "äöüß", "áéíóúñü", "ãõçáéíóúâêôà", "åäöéü", "åøæéò", "áðéíóúýþæö", "àèéìíîòóùú", "àçèéíïòóúü", "áéíóú", "ëéèïöüóá"}},
	{"windows-1250", charmap.Windows1250, []string{"ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćžšđ", "ăâîşţ"}},
	{"iso-8859-2", charmap.ISO8859_2, []string{"ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćžšđ", "ăâîşţ"}},
}

// latin guesses the encoding of a text in Latin letters, of one byte a character, by its words: of which alphabet the letters
// beyond ASCII are that stand together in one. It is windows-1252 where nothing speaks for another.
func latin(text []byte) (encoding.Encoding, string) {
	best, most := 0, -1
	for k := range alphabets {
		if n := fitting(text, k); n > most {
			best, most = k, n
		}
	}
	if best == 0 && turkish(text) {
		return charmap.Windows1254, "windows-1254"
	}
	if best == 0 && euro(text) {
		return charmap.ISO8859_15, "iso-8859-15"
	}
	return alphabets[best].encoding, alphabets[best].name
}

// The letters in which windows-1254 differs from windows-1252, as either has them.
const (
	dotted   = 0xdd // İ, Ý
	soft     = 0xf0 // ğ, ð
	softHead = 0xd0 // Ğ, Ð
	dotless  = 0xfd // ı, ý
	cedilla  = 0xfe // ş, þ
)

// turkish tells whether words with one of the six letters in which the Turkish encoding has other ones than that of the west are rather Turkish than
// Icelandic. The letters beside them tell it: a soft g stands behind a vowel, and seldom before the consonants that follow an eth; a thorn is at the
// head of a word or of its second half; accents, and a thorn before one, are Icelandic, and z and c are not.
func turkish(text []byte) bool {
	words := 0
	for i := 0; i < len(text); {
		if !letter(text[i]) {
			i++
			continue
		}
		end := i
		for end < len(text) && letter(text[end]) {
			end++
		}
		words += leaning(text[i:end])
		i = end
	}
	return words > 0
}

// letter tells whether a byte is a letter in the encoding of the west.
func letter(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0xc0 && b != 0xd7 && b != 0xf7
}

// leaning returns 1 for a word that is rather Turkish, -1 for one that is rather Icelandic, and 0 where nothing tells.
func leaning(word []byte) int {
	has := func(of string) bool { return bytes.ContainsAny(word, of) }
	odd, sum := false, 0
	for i, b := range word {
		before, after := byte(0), byte(0)
		if i > 0 {
			before = word[i-1] | 0x20
		}
		if i+1 < len(word) {
			after = word[i+1] | 0x20
		}
		switch b {
		case soft:
			odd = true
			switch {
			case i == 0 || !slices.Contains(vowels, before):
				sum -= 2
			case slices.Contains(behindEth, after):
				sum--
			case slices.Contains(behindSoft, after):
				sum++
			}
		case softHead:
			odd = true
		case dotted, dotless:
			odd = true
			if b == dotted {
				sum++
			}
		case cedilla:
			odd = true
			if i > 0 && !slices.Contains(accents, after) {
				sum++
			}
		case cedilla &^ 0x20:
			odd = true
		}
	}
	if !odd {
		return 0
	}
	if has("zcZC") || bytes.IndexByte(word, 0xe7) >= 0 || bytes.IndexByte(word, 0xc7) >= 0 {
		sum++
	}
	if slices.ContainsFunc(word, func(b byte) bool { return slices.Contains(accents, b|0x20) }) {
		sum -= 2
	}
	return cmp.Compare(sum, 0)
}

// Bytes of letters in lower case, as either encoding has them.
var (
	vowels     = []byte{'a', 'e', 'i', 'o', 'u', 0xf6, 0xfc, dotless}
	accents    = []byte{0xe1, 0xe9, 0xed, 0xf3, 0xfa, 0xe6}
	behindEth  = []byte("mnsvjgkfbh")
	behindSoft = []byte{'a', 'l', 'd', 'z', 'o', dotless}
)

// fitting counts the words with letters beyond ASCII that an encoding makes words of one of its languages.
func fitting(text []byte, k int) int {
	a := &alphabets[k]
	all := 0
	var odd []rune // the letters beyond ASCII of the word under way
	whole, plain := true, 0
	for i := 0; i <= len(text); i++ {
		var c byte
		if i < len(text) {
			c = text[i]
		}
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			plain++
			continue
		}
		if c >= utf8.RuneSelf {
			r := a.encoding.DecodeByte(c)
			if unicode.IsLetter(r) {
				odd = append(odd, unicode.ToLower(r))
				continue
			}
			if plain > 0 && i+1 < len(text) && text[i+1] >= 'a' && text[i+1] <= 'z' && !strings.ContainsRune("’‘´-", r) {
				whole = false // no letter, but within a word
			}
		}
		if len(odd) > 0 && whole && plain > 0 && spells(a.languages, odd) {
			all++
		}
		if c < utf8.RuneSelf || !strings.ContainsRune("’", a.encoding.DecodeByte(c)) {
			odd, whole, plain = odd[:0], true, 0
		}
	}
	return all
}

// spells tells whether one language has all of the letters.
func spells(languages []string, letters []rune) bool {
	for _, l := range languages {
		all := true
		for _, r := range letters {
			all = all && strings.ContainsRune(l, r)
		}
		if all {
			return true
		}
	}
	return false
}

// euro tells whether the sign of a currency that nobody uses stands beside figures, where ISO 8859-15 has that of the euro, and
// nothing speaks for windows-1252, which has that elsewhere.
func euro(text []byte) bool {
	found := false
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for i, c := range text {
		if c >= 0x80 && c <= 0x9f {
			return false
		}
		found = found || c == 0xa4 && (digit(i-1) || digit(i+1) || i > 0 && text[i-1] == ' ' && digit(i-2))
	}
	return found
}
