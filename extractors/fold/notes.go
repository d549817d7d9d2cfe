package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/factwire/factwire/extractors/lexicon"
)

// lists are the words that lines about the article itself begin with.
type lists struct {
	notes, self, amended, earlier          []string
	pointers                               []string
	claims, verdicts, rated                []string
	months, weekdays, titles               map[string]bool
	questions, answers, noSpeaker, acronym map[string]bool
	proper                                 map[string]bool // names of states, their people and seats, of one word, in lower case
}

func newLists(lex *lexicon.Lexicon) lists {
	words := func(name string) map[string]bool {
		set := map[string]bool{}
		for _, entry := range lex.List(name) {
			for _, w := range strings.Fields(strings.ToLower(entry)) {
				set[w] = true
			}
		}
		return set
	}
	l := lists{
		pointers: lex.List("text.pointers"),
		notes:    lex.List("text.notes"), self: lex.List("text.self"), amended: lex.List("text.amended"), earlier: lex.List("text.earlier"),
		claims: lex.List("text.claims"), verdicts: lex.List("text.verdicts"), rated: lex.List("text.rated-false"),
		months: words("dates.months"), weekdays: words("dates.weekdays"), titles: lex.Set("text.titles"),
		questions: lex.Set("text.questions"), answers: lex.Set("text.answers"), noSpeaker: lex.Set("text.no-speaker"),
		acronym: map[string]bool{}, proper: map[string]bool{},
	}
	for _, w := range lex.List("text.acronyms") {
		l.acronym[w] = true
	}
	for _, n := range lex.Names() {
		for _, s := range append(append(append([]string{n.Name}, n.Aliases...), n.Adjectives...), n.Seats...) {
			fields := strings.Fields(s)
			for _, w := range fields {
				if len(w) > 1 && w == strings.ToUpper(w) && unicode.IsUpper(rune(w[0])) {
					l.acronym[w] = true
				} else if r, _ := utf8.DecodeRuneInString(w); n.Type.IsState() && unicode.IsUpper(r) && len(fields) == 1 {
					l.proper[strings.ToLower(w)] = true
				}
			}
		}
	}
	return l
}

// paragraph is a line of a text without the space around it.
func paragraphsOf(text string) []row {
	var rows []row
	for _, b := range rowsOf(text) {
		rows = append(rows, b...)
	}
	return rows
}

// notes finds what tells no fact: corrections of an earlier version, claims that the text itself rates as
// false, the titles of other articles, and the dates of datelines.
func (f *Folder) notes(text string) []edit {
	var edits []edit
	rows := paragraphsOf(text)
	for k, r := range rows {
		line := text[r.start:r.end]
		if at := f.note(line); at >= 0 {
			edits = append(edits, edit{r.start + at, r.end, ""})
			continue
		}
		if f.pointer(line) {
			edits = append(edits, edit{r.start, r.end, ""})
			continue
		}
		if from, to := f.claim(text, rows, k); to > from {
			edits = append(edits, edit{from, to, ""})
			continue
		}
		for _, e := range f.dateline(line) {
			edits = append(edits, edit{r.start + e.start, r.start + e.end, e.with})
		}
	}
	return edits
}

// note returns where a line begins to correct what an earlier version said, or -1.
func (f *Folder) note(line string) int {
	if !strings.Contains(line, "orrect") && !strings.Contains(line, "ORRECT") && !strings.Contains(line, "ersion") && !strings.Contains(line, "arlier") &&
		!strings.Contains(line, "mend") && !strings.Contains(line, "larif") && !strings.Contains(line, "CLARIF") && !strings.Contains(line, "ditor") &&
		!strings.Contains(line, "pdate") && !strings.Contains(line, "riginal") && !strings.Contains(line, "revious") && !strings.Contains(line, "DITOR") && !strings.Contains(line, "etract") && !strings.Contains(line, "rratum") && !strings.Contains(line, "RRAT") {
		return -1
	}
	for at := 0; at >= 0 && at < len(line); {
		if f.noteAt(line[at:]) {
			return at
		}
		k := strings.Index(line[at:], ". ")
		if k < 0 {
			return -1
		}
		at += k + 2
	}
	return -1
}

// longestPointer is the length in bytes of the longest line that names another article.
const longestPointer = 200

// pointer tells whether a line names another article: "Read more: Eastmere bars the tugs".
func (f *Folder) pointer(line string) bool {
	if len(line) > longestPointer || !strings.Contains(line, ":") {
		return false
	}
	name, rest, ok := label(line)
	return ok && rest != "" && has(f.lists.pointers, name)
}

// noteAt tells whether a sentence is about the article itself: what begins with a label, "This article was
// amended", "An earlier version of this story", "A previous headline incorrectly said".
func (f *Folder) noteAt(s string) bool {
	head := strings.ToLower(s[:cut(s, 200)])
	head = strings.NewReplacer("’", "'", "*", "", "_", "").Replace(strings.TrimLeft(head, "*_([{—–-• \t"))
	for _, n := range f.lists.notes {
		if strings.HasPrefix(head, n) {
			return true
		}
	}
	words := strings.FieldsFunc(head, func(r rune) bool { return r == ' ' || r == ',' || r == ':' || r == ')' || r == '.' || r == '\t' })
	if len(words) < 4 {
		return false
	}
	switch words[0] {
	case "this", "the":
		k := 1
		for k < len(words) && k < 4 && !has(f.lists.self, words[k]) { // "This March 10 story"
			k++
		}
		if k < len(words)-1 && has(f.lists.self, words[k]) && (words[0] == "this" || k == 1) {
			for _, w := range words[k+1 : min(len(words), k+4)] {
				if has(f.lists.amended, w) {
					return true
				}
			}
		}
		fallthrough
	case "an", "a", "in", "our":
		for k := 0; k < min(3, len(words)-2); k++ {
			if !has(f.lists.earlier, words[k]) {
				continue
			}
			noun := words[k+1]
			if !has(f.lists.self, noun) {
				continue
			}
			if words[k+2] != "of" {
				return noun != "report" && noun != "post"
			}
			return len(words) > k+4 && (words[k+3] == "this" || words[k+3] == "the" || words[k+3] == "our") && selfAmong(f.lists.self, words[k+4:min(len(words), k+7)])
		}
	}
	return false
}

func selfAmong(list, words []string) bool {
	for _, w := range words {
		if has(list, strings.TrimSuffix(w, "'s")) {
			return true
		}
	}
	return false
}

func has(list []string, w string) bool {
	for _, x := range list {
		if x == w {
			return true
		}
	}
	return false
}

// cut is a place near n at which s may be cut.
func cut(s string, n int) int {
	if len(s) <= n {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// label returns the words before a line's colon in lower case, and the rest; ok is false for a line without one.
func label(line string) (name, rest string, ok bool) {
	k := strings.IndexByte(line[:min(len(line), 60)], ':')
	if k < 1 {
		return "", "", false
	}
	name = strings.ToLower(strings.Trim(line[:k], "*_[](){}#>-–—• \t"))
	return strings.ReplaceAll(name, "’", "'"), strings.TrimLeft(line[k+1:], "*_ \t"), true
}

// claim returns the range of a claim that the text rates as false: a line with such a label ("FALSE: …"), or one
// with the label of a claim, when a verdict follows, in the line itself or in one of the next ones.
func (f *Folder) claim(text string, rows []row, k int) (from, to int) {
	r := rows[k]
	name, rest, ok := label(text[r.start:r.end])
	if !ok {
		return 0, 0
	}
	if has(f.lists.rated, name) && rest != "" {
		return r.start, r.end
	}
	if !has(f.lists.claims, name) {
		return 0, 0
	}
	from, to = r.end-len(rest), r.end
	if rest == "" && k+1 < len(rows) { // the label is a heading
		to = rows[k+1].end
		k++
	}
	const next = 8 // lines in which the verdict stands
	for i := k; i < min(len(rows), k+next); i++ {
		line := text[rows[i].start:rows[i].end]
		at := 0
		for i == k {
			// within the claim's own line: "CLAIM: X. ASSESSMENT: False."
			c := strings.Index(line[at:], ". ")
			if c < 0 {
				break
			}
			at += c + 2
			if isFalse, ok := f.verdict(line[at:], ""); ok {
				if isFalse {
					return from, rows[i].start + at
				}
				return 0, 0
			}
		}
		if i == k {
			continue
		}
		after := ""
		if i+1 < len(rows) {
			after = text[rows[i+1].start:rows[i+1].end]
		}
		if isFalse, ok := f.verdict(line, after); ok {
			if isFalse {
				return from, to
			}
			return 0, 0
		}
	}
	return 0, 0
}

// verdict reads "Rating: Mostly false", also where the rating stands on the line behind.
func (f *Folder) verdict(line, after string) (isFalse, ok bool) {
	name, rest, labelled := label(line)
	if !labelled && len(line) < 30 {
		name, rest, labelled = strings.ToLower(strings.Trim(line, "*_# ")), after, true
	}
	if !labelled || !has(f.lists.verdicts, name) {
		return false, false
	}
	if rest == "" {
		rest = after
	}
	low := strings.ToLower(strings.TrimLeft(rest, "*_\"“‘' "))
	low = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(low, "this is "), "the claim is "), "we rate this ")
	for _, w := range f.lists.rated {
		if strings.HasPrefix(low, w) {
			return true, true
		}
	}
	return false, true
}

// dateline finds the date, and what else stands behind the place, at the head of a line: "OTTAWA, March 11
// (Newsline) —" is left as "OTTAWA —".
func (f *Folder) dateline(line string) []edit {
	head := line[:cut(line, 140)]
	stop, next := separator(head)
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

// separator finds the dash that ends a dateline.
func separator(head string) (stop, next int) {
	depth := 0
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
		case ':':
			if depth == 0 && i+1 < len(head) && head[i+1] == ' ' {
				return i, i + 1
			}
		case '"', '“', '!', '?', ';':
			return -1, 0
		}
	}
	return -1, 0
}

// placeAndDate tells whether a line's head is a place, a date and the name of an agency, and where behind the
// place it goes on.
func (f *Folder) placeAndDate(head string) (from int, ok bool) {
	from = -1
	month, number, places := false, false, 0
	depth, slash := 0, false
	for i := 0; i < len(head); {
		k := strings.IndexAny(head[i:], " \t")
		if k < 0 {
			k = len(head) - i
		}
		word := head[i : i+k]
		bare := strings.Trim(word, ",.()[]/*_|·•")
		low := strings.ToLower(bare)
		opened := strings.ContainsAny(word, "([") || strings.HasPrefix(word, "/") && !slash
		isMonth, isDay := f.lists.months[low], f.lists.weekdays[low]
		switch {
		case opened || depth > 0 || slash:
			if from < 0 {
				from = i
			}
			month = month || isMonth || isoDay(bare)
			number = number || isoDay(bare) || dayOrYear(bare) && (month || nextMonth(f.lists.months, head[i+k:]))
		case bare == "":
		case isMonth, isDay, isoDay(bare), dayOrYear(bare) && (month || number || nextMonth(f.lists.months, head[i+k:])):
			if from < 0 {
				from = i
			}
			month = month || isMonth || isoDay(bare)
			number = number || dayOrYear(bare) || isoDay(bare) || isDay
			if isDay || isoDay(bare) {
				month = true
			}
		default:
			r, _ := utf8.DecodeRuneInString(bare)
			if from >= 0 && !(month || strings.HasPrefix(word, "/")) || !unicode.IsUpper(r) && !particle(low) {
				return 0, false
			}
			if from < 0 {
				places++
			}
		}
		depth += strings.Count(word, "(") + strings.Count(word, "[") - strings.Count(word, ")") - strings.Count(word, "]")
		if strings.Count(word, "/")%2 == 1 {
			slash = !slash
		}
		for i += k; i < len(head) && (head[i] == ' ' || head[i] == '\t'); i++ {
		}
	}
	if from < 0 || !month || !number || places > 6 {
		return 0, false
	}
	if from == 0 {
		return 0, true
	}
	return len(strings.TrimRight(head[:from], " ,|·•\t")), true
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
