package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cases finds paragraphs that are all in capitals, and writes them as other text is written: names with capitals,
// all else in lower case.
func (f *Folder) cases(text string) []edit {
	var edits []edit
	for _, r := range paragraphsOf(text) {
		line := text[r.start:r.end]
		if !shouted(line) {
			edits = append(edits, f.headings(line, r.start)...)
			continue
		}
		first := true
		for i := 0; i < len(line); {
			c, n := utf8.DecodeRuneInString(line[i:])
			if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
				switch c {
				case '.', '!', '?', ':':
					first = first || i+1 < len(line) && line[i+1] == ' '
				case '"', '“', '‘':
					first = first || i+n < len(line) && line[i+n] != ' ' && (i == 0 || line[i-1] == ' ')
				}
				i += n
				continue
			}
			end := wordEnd(line, i)
			word := line[i:end]
			if with := f.cased(word, line[end:], first); with != word {
				edits = append(edits, edit{r.start + i, r.start + end, with})
			}
			first = false
			i = end
		}
	}
	return edits
}

// headings finds headings in capitals that run into the sentence below them, in a line that starts at at, and parts them from it:
// "WHAT IS NEXT The council will meet on Monday." Two words or more, one of them such as are written small within a sentence.
func (f *Folder) headings(line string, at int) []edit {
	var edits []edit
	for i := 0; i < len(line); {
		if end := f.headingEnd(line[i:]); end > 0 {
			edits = append(edits, edit{at + i + end, at + i + end + 1, "\n"})
		}
		k := strings.Index(line[i:], ". ") // a heading stands at the head of a sentence
		if k < 0 {
			break
		}
		i += k + 2
	}
	return edits
}

// headingEnd returns the length of a heading in capitals at the head of s, or 0.
func (f *Folder) headingEnd(s string) int {
	words, common := 0, false
	for i := 0; i < len(s); {
		k := strings.IndexByte(s[i:], ' ')
		if k < 1 {
			return 0
		}
		word := s[i : i+k]
		if !capitals(word) {
			second := strings.TrimLeft(word, "“\"‘'")
			r, n := utf8.DecodeRuneInString(second)
			next, _ := utf8.DecodeRuneInString(second[n:])
			if words < 2 || !common || !unicode.IsUpper(r) || !unicode.IsLower(next) {
				return 0
			}
			return i - 1
		}
		if words++; words > 12 {
			return 0
		}
		low := strings.ToLower(word)
		common = common || len(word) > 3 && !f.lists.acronym[word] && !f.lists.proper[low] && f.words.Common(low)
		i += k + 1
	}
	return 0
}

// capitals tells whether a word has capitals alone, two at least, or is "A" or "I" or a number.
func capitals(word string) bool {
	n := 0
	for i := range len(word) {
		switch c := word[i]; {
		case c >= 'A' && c <= 'Z':
			n++
		case c >= '0' && c <= '9' || c == '-' || c == '\'' || c == '?' || c == ':' && i == len(word)-1:
		default:
			return false
		}
	}
	return n > 1 || word == "A" || word == "I" || n == 0 && word != "" && word[0] >= '0' && word[0] <= '9'
}

// shouted tells whether a paragraph is all in capitals: four words or more, none of them with a small letter.
func shouted(line string) bool {
	words, inside := 0, false
	for _, c := range line {
		if unicode.IsLower(c) {
			return false
		}
		if unicode.IsUpper(c) {
			if !inside {
				words++
			}
			inside = true
		} else if c == ' ' {
			inside = false
		}
	}
	return words >= 4
}

// wordEnd returns the end of the word at i, with the apostrophes and full stops within it.
func wordEnd(line string, i int) int {
	for i < len(line) {
		c, n := utf8.DecodeRuneInString(line[i:])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			next, _ := utf8.DecodeRuneInString(line[i+n:])
			if !(c == '\'' || c == '’' || c == '.' || c == '&') || !unicode.IsLetter(next) {
				return i
			}
		}
		i += n
	}
	return i
}

// cased writes a word in capitals as it stands within a text; rest is what follows it.
func (f *Folder) cased(word, rest string, first bool) string {
	base, tail := word, ""
	for _, s := range []string{"'S", "’S", "N'T", "N’T", "'LL", "’LL", "'RE", "’RE", "'VE", "’VE", "'D", "’D", "'M", "’M"} {
		if b, ok := strings.CutSuffix(word, s); ok && b != "" {
			base, tail = b, strings.ToLower(s)
			break
		}
	}
	low := strings.ToLower(base)
	switch {
	case strings.IndexFunc(base, unicode.IsDigit) >= 0, utf8.RuneCountInString(base) == 1 && low != "a", strings.Contains(base, "&"):
		return base + tail
	case f.lists.months[low] && len(low) > 2 && !(low == "may" || low == "march") || (low == "may" || low == "march") && digitNext(rest):
		return title(base) + tail
	case f.lists.weekdays[low] && len(low) > 3 || f.lists.proper[low]:
		return title(base) + tail
	case f.words.Common(low):
		if first {
			return title(base) + tail
		}
		return low + tail
	case f.lists.acronym[base]:
		return base + tail
	case strings.Contains(base, "."):
		return base + tail // initials
	}
	return title(base) + tail
}

func digitNext(rest string) bool {
	rest = strings.TrimLeft(rest, " .")
	return rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// title writes the first letter of a word large and the others small; of a name such as O'BRIEN, that behind
// the apostrophe too.
func title(word string) string {
	var b strings.Builder
	up := true
	for _, c := range word {
		if up {
			b.WriteRune(unicode.ToUpper(c))
		} else {
			b.WriteRune(unicode.ToLower(c))
		}
		up = c == '\'' || c == '’' || c == '.'
	}
	return b.String()
}
