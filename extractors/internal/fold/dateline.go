package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dateline finds the date, and what else stands behind the place, at the head of a line: "OTTAWA, March 11
// (Newsline) —" is left as "OTTAWA —".
func (f *Folder) dateline(line string) []edit {
	head := line[:cut(line, 140)]
	if k := strings.IndexAny(head, "])"); k > 1 && (head[0] == '[' && head[k] == ']' || head[0] == '(' && head[k] == ')') {
		if from, ok := f.placeAndDate(head[1:k]); ok && len(line) > k+1 && from+1 < k { // "[Eastmere, 2 April 2026] The council …"
			return []edit{{0, k + 1, ""}}
		}
	}
	stop, next := separator(head)
	if stop < 0 {
		if k := f.agency(line, head); k > 0 {
			stop, next = k, k
		}
	}
	if stop < 0 {
		if len(line) > 60 {
			return nil
		}
		stop, next = len(line), len(line) // a line of its own
	}
	head = head[:stop]
	from, ok := f.placeAndDate(head)
	if !ok || next == len(line) && from == 0 {
		return nil
	}
	if from == 0 {
		return []edit{{0, next, ""}}
	}
	return []edit{{from, stop, ""}}
}

// agency returns where a dateline ends that no dash ends, but the name of an agency in brackets: "PORT SELWYN, Mar 9 (NLA) The
// council"; else 0.
func (f *Folder) agency(line, head string) int {
	open, shut := strings.IndexByte(head, '('), strings.IndexByte(head, ')')
	if open < 1 || shut < open+2 || shut > open+30 || shut+2 >= len(line) || line[shut+1] != ' ' || strings.ContainsAny(head[open:shut], "0123456789") {
		return 0
	}
	name, _ := utf8.DecodeRuneInString(head[open+1:])
	after, _ := utf8.DecodeRuneInString(line[shut+2:])
	if from, ok := f.placeAndDate(head[:shut+1]); !ok || from == 0 || from > open || !unicode.IsUpper(name) || !unicode.IsUpper(after) && after != '“' && after != '"' {
		return 0
	}
	return shut + 1
}

// separator finds the dash, colon or bar that ends a dateline.
func separator(head string) (stop, next int) {
	depth, bar := 0, -1
	for i, r := range head {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '—', '–', '―':
			if depth == 0 {
				return len(strings.TrimRight(head[:i], " ")), i + utf8.RuneLen(r)
			}
		case '-':
			if depth == 0 && i > 0 && (head[i-1] == ' ' || strings.HasPrefix(head[i:], "--")) && (strings.HasPrefix(head[i:], "- ") || strings.HasPrefix(head[i:], "--")) {
				n := i
				for n < len(head) && head[n] == '-' {
					n++
				}
				return len(strings.TrimRight(head[:i], " ")), n
			}
		case '|':
			if depth == 0 && bar < 0 {
				bar = i
			}
		case ':':
			if depth == 0 && i+1 < len(head) && head[i+1] == ' ' {
				return i, i + 1
			}
		case '"', '“', '!', '?', ';':
			return -1, 0
		}
	}
	if bar >= 0 { // if nothing else does
		return len(strings.TrimRight(head[:bar], " ")), bar + 1
	}
	return -1, 0
}

// placeAndDate tells whether a line's head is a place, a date and the name of an agency, and where behind the
// place it goes on.
func (f *Folder) placeAndDate(head string) (from int, ok bool) {
	d := datelineWords{f: f, from: -1}
	for i := 0; i < len(head); {
		k := strings.IndexAny(head[i:], " \t")
		if k < 0 {
			k = len(head) - i
		}
		if !d.word(head[i:i+k], i, head[i+k:]) {
			return 0, false
		}
		for i += k; i < len(head) && (head[i] == ' ' || head[i] == '\t'); i++ {
		}
	}
	if d.from < 0 || !d.month || !d.number || d.places > 6 {
		return 0, false
	}
	if d.from == 0 {
		return 0, true
	}
	return len(strings.TrimRight(head[:d.from], " ,|·•\t")), true
}

// datelineWords is what the words so far have told: where the date begins, or -1, whether a month and a day or a year were told, how many
// words of a place stood before, and what is open.
type datelineWords struct {
	f             *Folder
	from, places  int
	month, number bool
	depth         int  // brackets
	slash         bool // an odd number of slashes
}

// word reads the word at i, behind which rest stands. It reports whether the words may still be a place and a date.
func (d *datelineWords) word(word string, i int, rest string) bool {
	bare := strings.Trim(word, ",.()[]/*_|·•")
	low := strings.ToLower(bare)
	months := d.f.lists.months
	day := func() bool { return dayOrYear(bare) && (d.month || d.number || nextMonth(months, rest)) }
	switch {
	case strings.ContainsAny(word, "([") || strings.HasPrefix(word, "/") && !d.slash || d.depth > 0 || d.slash:
		d.begin(i)
		d.month = d.month || months[low] || isoDay(bare)
		d.number = d.number || isoDay(bare) || day()
	case bare == "":
	case months[low], d.f.lists.weekdays[low], isoDay(bare), day():
		d.begin(i)
		whole := d.f.lists.weekdays[low] || isoDay(bare)
		d.month = d.month || months[low] || whole
		d.number = d.number || dayOrYear(bare) || whole
	default:
		r, _ := utf8.DecodeRuneInString(bare)
		if d.from >= 0 && !(d.month || strings.HasPrefix(word, "/")) || !unicode.IsUpper(r) && !particle(low) {
			return false
		}
		if d.from < 0 {
			d.places++
		}
	}
	d.marks(word)
	return true
}

// marks notes what a word opens and closes.
func (d *datelineWords) marks(word string) {
	d.depth += strings.Count(word, "(") + strings.Count(word, "[") - strings.Count(word, ")") - strings.Count(word, "]")
	if strings.Count(word, "/")%2 == 1 {
		d.slash = !d.slash
	}
}

// begin notes that the date begins at i, unless it began before.
func (d *datelineWords) begin(i int) {
	if d.from < 0 {
		d.from = i
	}
}

func particle(w string) bool {
	switch w {
	case "of", "de", "la", "el", "al", "the", "and", "del", "di", "am", "an", "der", "sur", "upon", "on":
		return true
	}
	return false
}

// nextMonth tells whether the next word is a month: "9 March".
func nextMonth(months map[string]bool, rest string) bool {
	rest = strings.TrimLeft(rest, " \t")
	if k := strings.IndexAny(rest, " \t,"); k >= 0 {
		rest = rest[:k]
	}
	return months[strings.ToLower(strings.Trim(rest, ".,()"))]
}

// dayOrYear tells whether a word is a number such as a day or a year: "11", "2026", "3rd".
func dayOrYear(w string) bool {
	n := 0
	for n < len(w) && w[n] >= '0' && w[n] <= '9' {
		n++
	}
	switch w[n:] {
	case "", "st", "nd", "rd", "th":
		return n > 0 && n <= 4
	}
	return false
}

// isoDay tells whether a word is a date in digits: "2026-03-11", "11/03/2026", "11.3.26".
func isoDay(w string) bool {
	parts := strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '/' || r == '.' })
	if len(parts) != 3 {
		return false
	}
	for _, p := range parts {
		if !dayOrYear(p) {
			return false
		}
	}
	return true
}
