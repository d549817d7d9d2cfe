// Package pagedate looks for a page's publication date outside its metadata: in its
// address, in the data of its scripts, and in the lines around its article. A date
// that can be read in two ways is none, but where the outlet's country tells the order.
package pagedate

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Date is a day as YYYY-MM-DD, with a time of day and a zone where both are told, and
// the words that say so.
type Date struct {
	Value, Raw string
}

// Order says which of two numbers is the day.
type Order int

// The orders. Unknown reads no date of two small numbers.
const (
	Unknown Order = iota
	DayFirst
	MonthFirst
)

// OrderOf tells how an outlet writes dates in numbers, by its page's language tag
// ("en-US") and the end of its host's name.
func OrderOf(tag, host string) Order {
	tag = strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	language, region, _ := strings.Cut(tag, "-")
	top := host[strings.LastIndexByte(host, '.')+1:]
	switch {
	case region == "us" || top == "us" || top == "gov" || top == "mil":
		return MonthFirst
	case region != "" && language == "en", len(top) == 2 && top != "io" && top != "co" && top != "tv" && top != "me" && top != "ai" && top != "ca" && top != "ph":
		return DayFirst
	case language != "" && language != "en":
		return DayFirst
	}
	return Unknown
}

var (
	addressDay   = regexp.MustCompile(`(?:^|[/_\-.])((?:19|20)\d\d)([/_\-.]?)(0[1-9]|1[0-2])([/_\-.]?)(0[1-9]|[12]\d|3[01])(?:[/_\-.T]|$)`)
	addressMonth = regexp.MustCompile(`/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(0?[1-9]|[12]\d|3[01])(?:[/_\-.]|$)`)
	addressID    = regexp.MustCompile(`/[A-Z]{1,3}((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4,12}(?:[/_\-.?]|$)`)
)

// FromAddress reads the day that stands in a page's address: /2026/03/11/, 2026-03-11,
// /2026/mar/11/, 20260311.
func FromAddress(address string) (Date, bool) {
	_, path, ok := strings.Cut(address, "://")
	if !ok {
		path = address
	}
	if i := strings.IndexByte(path, '/'); i >= 0 {
		path = path[i:]
	}
	if len(path) > 2048 {
		return Date{}, false
	}
	if m := addressDay.FindStringSubmatch(path); m != nil && m[2] == m[4] {
		day, ok := compose(m[1], number(m[3]), m[5])
		return Date{day, strings.Trim(m[0], "/_-.")}, ok
	}
	if m := addressMonth.FindStringSubmatch(strings.ToLower(path)); m != nil {
		day, _ := compose(m[1], months[m[2]], m[3])
		return Date{day, strings.Trim(m[0], "/_-.")}, day != ""
	}
	if m := addressID.FindStringSubmatch(path); m != nil {
		day, ok := compose(m[1], number(m[2]), m[3])
		return Date{day, m[1] + m[2] + m[3]}, ok
	}
	return Date{}, false
}

// keys stand in the data that scripts hold.
var keys = regexp.MustCompile(`\\?"(?:datePublished|publishedAt|published_at|publishDate|publish_date|publicationDate|publishedDate|firstPublished|articlePublishDate|pubDate)\\?"\s*:\s*\\?"([^"\\]{8,40})\\?"`)

// FromData returns what the first such key of a script's data says, for a caller that
// reads time stamps.
func FromData(script []byte) (raw string, ok bool) {
	m := keys.FindSubmatch(script)
	if m == nil {
		return "", false
	}
	return string(m[1]), true
}

// months are the names of months, and their beginnings, in languages that outlets on
// the web write most.
var months = monthNames(map[int]string{
	1:  "january januar janvier enero gennaio janeiro januari ocak januari",
	2:  "february februar février febrero febbraio fevereiro februari şubat",
	3:  "march märz mars marzo março maart mart",
	4:  "april avril abril aprile nisan",
	5:  "may mai mayo maggio maio mei maj mayıs",
	6:  "june juni juin junio giugno junho haziran",
	7:  "july juli juillet julio luglio julho temmuz",
	8:  "august août agosto augustus augusti ağustos",
	9:  "september sept septembre septiembre settembre setembro eylül",
	10: "october oktober octobre octubre ottobre outubro ekim",
	11: "november novembre noviembre novembro kasım",
	12: "december dezember décembre diciembre dicembre dezembro desember aralık",
})

func monthNames(list map[int]string) map[string]int {
	m := map[string]int{}
	for n := 12; n >= 1; n-- {
		for name := range strings.FieldsSeq(list[n]) {
			m[name] = n
			if r := []rune(name); len(r) > 3 {
				m[string(r[:3])] = n
			}
		}
	}
	// Beginnings that two months share in one language or another.
	for name, n := range map[string]int{"jun": 6, "jui": 0, "jul": 7, "mar": 3, "may": 5, "mai": 5, "mei": 5, "juin": 6, "mär": 3, "feb": 2, "okt": 10, "dez": 12, "oca": 1, "aug": 8} {
		m[name] = n
	}
	delete(m, "jui")
	return m
}

// compose writes a day, or nothing if there is no such day.
func compose(year string, month int, day string) (string, bool) {
	d := number(day)
	days := [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	y := number(year)
	if month < 1 || month > 12 || d < 1 || d > days[month-1] || y < 1800 || y > 2200 {
		return "", false
	}
	return year + "-" + two(month) + "-" + two(d), true
}

func two(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }

func number(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + int(s[i]-'0')
		if n > 9999 {
			return 0
		}
	}
	return n
}

// word is a run of letters or of digits in a line.
type word struct {
	text       string
	start, end int
}

// maxLine is how much of a line is looked at.
const maxLine = 200

func split(line string) []word {
	var out []word
	start, kind := -1, 0
	for i, r := range line {
		if i > maxLine {
			break
		}
		k := 0
		switch {
		case r >= '0' && r <= '9':
			k = 1
		case r >= 0x2e80:
		case unicode.IsLetter(r):
			k = 2
		}
		if k != kind {
			if start >= 0 && kind != 0 {
				out = append(out, word{strings.ToLower(line[start:i]), start, i})
			}
			start, kind = i, k
		}
	}
	if kind != 0 {
		end := min(len(line), maxLine)
		for end < len(line) && !utf8.RuneStart(line[end]) {
			end++
		}
		if start < end {
			out = append(out, word{strings.ToLower(line[start:end]), start, end})
		}
	}
	return out
}

// FromLine finds the first day in a line: "11 March 2026", "March 11, 2026", "2026-03-11",
// "11.03.2026", "3/11/2026".
func FromLine(line string, order Order) (Date, bool) {
	w := split(line)
	for i := 0; i+2 < len(w); i++ {
		if i > 0 && line[w[i-1].end:w[i].start] == "." && isNumber(w[i-1].text) {
			continue // within a longer number
		}
		if value, ok := three(line, w[i:], order); ok {
			return Date{value, line[w[i].start:w[i+2].end]}, true
		}
		// "11th of March 2026", "11 de marzo de 2026", "March 11th, 2026".
		if d, ok := loose(w[i:min(len(w), i+6)]); ok {
			d.Raw = line[w[i].start : w[i].start+len(d.Raw)]
			return d, true
		}
	}
	return Date{}, false
}

// three reads a day of the first three of some words, which are three at least.
func three(line string, w []word, order Order) (string, bool) {
	a, b, c := w[0].text, w[1].text, w[2].text
	first, second := line[w[0].end:w[1].start], line[w[1].end:w[2].start]
	if isNumber(a) && isNumber(b) && isNumber(c) {
		behind := ""
		if len(w) > 3 {
			behind = line[w[2].end:w[3].start]
		}
		return digits(a, b, c, first, second, behind, order)
	}
	switch {
	case isSmall(a) && months[b] > 0 && isYear(c):
		return compose(c, months[b], a)
	case months[a] > 0 && isSmall(b) && isYear(c):
		return compose(c, months[a], b)
	}
	return "", false
}

// digits reads a day of three numbers, with what stands between and behind them.
func digits(a, b, c, first, second, behind string, order Order) (string, bool) {
	switch {
	case isYear(a) && len(b) <= 2 && len(c) <= 2 && len(strings.TrimSpace(first)) <= 3:
		return compose(a, number(b), c)
	case !isSmall(a) || !isSmall(b):
	case isYear(c) && (len(first) == 1 && first == second || first == ". "):
		return numeric(a, b, c, strings.TrimSpace(first), order)
	case len(c) == 2 && first == "." && second == "." && behind != ".":
		// "25.04.24", as bylines of the continent have it.
		return numeric(a, b, "20"+c, ".", order)
	}
	return "", false
}

// Whole reads a value that is a day and little else: "04/05/2027 10:30", "sábado, 28 de octubre de 2023". The clock is left out, as
// its zone is not known.
func Whole(raw string, order Order) (day string, ok bool) {
	raw = strings.TrimSpace(raw)
	if len(raw) > 64 {
		return "", false
	}
	d, ok := FromLine(raw, order)
	switch {
	case !ok:
		return "", false
	case strings.IndexFunc(d.Raw, unicode.IsLetter) >= 0: // the name of a month
		return d.Value, len(d.Raw)*2 >= len(raw)
	case !strings.HasPrefix(raw, d.Raw) || strings.Trim(raw[len(d.Raw):], " ,T0123456789:.apmAPM") != "":
		return "", false
	}
	return d.Value, true
}

// loose reads a day whose parts have little words between them. Raw of the result is
// as long as the words that say it.
func loose(w []word) (Date, bool) {
	var day, year string
	month := 0
	for k, x := range w {
		switch {
		case isSmall(x.text) && day == "":
			day = x.text
		case months[x.text] > 0 && month == 0:
			month = months[x.text]
		case isYear(x.text):
			year = x.text
		case k > 0 && (x.text == "of" || x.text == "de" || x.text == "del" || x.text == "th" || x.text == "st" || x.text == "nd" || x.text == "rd" || x.text == "º" || x.text == "er"):
			continue
		default:
			return Date{}, false
		}
		if day != "" && month > 0 && year != "" {
			v, ok := compose(year, month, day)
			return Date{v, strings.Repeat(" ", x.end-w[0].start)}, ok
		}
	}
	return Date{}, false
}

// numeric reads a day of three numbers, the year last.
func numeric(a, b, year, mark string, order Order) (string, bool) {
	x, y := number(a), number(b)
	switch {
	case mark == "." || order == DayFirst || x > 12:
		return compose(year, y, a)
	case mark != "/" && mark != "-":
		return "", false
	case order == MonthFirst || y > 12:
		return compose(year, x, b)
	case x == y:
		return compose(year, x, b)
	}
	return "", false
}

func isYear(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20")) && isNumber(s)
}

func isNumber(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func isSmall(s string) bool { return len(s) <= 2 && isNumber(s) }

// Dateline reads the day at the head of an article's first paragraph: "OSLO, March 11,
// 2026 (Agency) –". It ends at the dash, which stands among the first words.
func Dateline(paragraph string, order Order) (Date, bool) {
	head := paragraph[:min(len(paragraph), 120)]
	cut := -1
	for _, dash := range []string{" – ", " — ", " - ", " -- ", "— ", "– "} {
		if i := strings.Index(head, dash); i >= 0 && (cut < 0 || i < cut) {
			cut = i
		}
	}
	if cut < 0 {
		return Date{}, false
	}
	day, ok := FromLine(head[:cut], order)
	if !ok || !isPlace(head[:strings.Index(head, day.Raw)]) {
		return Date{}, false
	}
	return day, true
}

// isPlace tells whether the words before a dateline's date are those of a name: "PORT SELWYN, Isle of Vance (Newsline), Tuesday, ",
// and not "The council met on ".
func isPlace(words string) bool {
	for w := range strings.FieldsSeq(words) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "([\"“"))
		if unicode.IsLower(r) && w != "of" && w != "de" && w != "la" && w != "and" && w != "the" && w != "upon" && w != "am" && w != "an" {
			return false
		}
	}
	return true
}
