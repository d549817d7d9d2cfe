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
	noted, removed, parts                  []string
	pointers, shared, inserts              []string
	claims, verdicts, rated                []string
	months, weekdays, titles               map[string]bool
	questions, answers, noSpeaker, acronym map[string]bool
	roles, unfinished                      map[string]bool
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
		pointers: lex.List("text.pointers"), shared: lex.List("text.shared"), inserts: lex.List("text.inserts"),
		notes: lex.List("text.notes"), self: lex.List("text.self"), amended: lex.List("text.amended"), earlier: lex.List("text.earlier"),
		noted: lex.List("text.noted"), removed: lex.List("text.removed"), parts: lex.List("text.parts"),
		claims: lex.List("text.claims"), verdicts: lex.List("text.verdicts"), rated: lex.List("text.rated-false"),
		months: words("dates.months"), weekdays: words("dates.weekdays"), titles: lex.Set("text.titles"),
		questions: lex.Set("text.questions"), answers: lex.Set("text.answers"), noSpeaker: lex.Set("text.no-speaker"), roles: lex.Set("text.roles"), unfinished: lex.Set("text.unfinished"),
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

// paragraphsOf returns the lines of a text that are not blank, without the space around them.
func paragraphsOf(text string) []row {
	rows, _ := linesOf(text)
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
		if at := f.pointer(line); at >= 0 {
			edits = append(edits, edit{r.start + at, r.end, ""})
			if at == 0 {
				continue
			}
			line = line[:at]
		}
		if from, to := f.claim(text, rows, k); to > from && len(line) == r.len() {
			edits = append(edits, edit{from, to, ""})
			continue
		}
		edits = append(edits, f.inserted(line, r.start)...)
		for _, e := range f.dateline(line) {
			edits = append(edits, edit{r.start + e.start, r.start + e.end, e.with})
		}
	}
	return edits
}

// noteSigns are parts of words without which no line is a note.
var noteSigns = newSigns("orrect", "ORRECT", "ersion", "arlier", "mend", "larif", "LARIF", "ditor", "pdate", "riginal", "revious", "DITOR", "etract", "rratum", "RRAT",
	"emoved", "eleted", "rongly", "isstated", "rroneously", "istakenly")

// signs are strings of four bytes or more that are looked for all at once.
type signs struct {
	all  []string
	four [1 << 12]bool // hashes of their first four bytes
}

func newSigns(all ...string) *signs {
	s := &signs{all: all}
	for _, sign := range all {
		s.four[hashFour(sign)] = true
	}
	return s
}

func hashFour(s string) uint32 {
	return (uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24) * 0x9e3779b1 >> 20
}

// in reports whether a text has one of the signs.
func (s *signs) in(text string) bool {
	for i := 0; i+4 <= len(text); i++ {
		if !s.four[hashFour(text[i:i+4])] {
			continue
		}
		for _, sign := range s.all {
			if strings.HasPrefix(text[i:], sign) {
				return true
			}
		}
	}
	return false
}

// note returns where a line begins to correct what an earlier version said, or -1.
func (f *Folder) note(line string) int {
	if !noteSigns.in(line) {
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

// inserted finds words of the outlet in a line that starts at at: behind the end of a sentence or at the line's head, and before
// the next sentence or the line's end.
func (f *Folder) inserted(line string, at int) []edit {
	var edits []edit
	for i := 0; i < len(line); {
		n, sentence := f.insert(line[i:])
		if n > 0 {
			edits = append(edits, edit{at + i, at + i + n, " "})
			i += n
			continue
		}
		if sentence < 0 {
			break
		}
		i += sentence
	}
	if len(edits) > 0 && edits[0].start == at {
		edits[0].with = ""
	}
	return edits
}

// insert returns the length of an outlet's words at the head of s with the space behind them, or 0, and where the next sentence
// of s begins, or -1.
func (f *Folder) insert(s string) (n, next int) {
	head := strings.TrimLeft(s, " -–—")
	if len(head) > 6 && unicode.IsUpper(rune(head[0])) {
		for _, words := range f.lists.inserts {
			if len(head) < len(words) || !strings.EqualFold(head[:len(words)], words) {
				continue
			}
			rest := strings.TrimLeft(head[len(words):], " -–—")
			r, _ := utf8.DecodeRuneInString(rest)
			if rest == "" || unicode.IsUpper(r) && len(rest) < len(head)-len(words) || r == '“' || r == '"' {
				return len(s) - len(rest), 0
			}
		}
	}
	return 0, behindEnd(s)
}

// behindEnd returns what stands behind the first mark of s behind which a sentence may begin, or -1.
func behindEnd(s string) int {
	for k := range len(s) {
		if b := s[k]; !mayEnd[b] {
			continue
		} else if b < utf8.RuneSelf {
			return k + 1
		}
		if strings.HasPrefix(s[k:], "”") {
			return k + len("”")
		}
	}
	return -1
}

// mayEnd are the first bytes of the marks of behindEnd.
var mayEnd = [256]bool{'.': true, '!': true, '?': true, '"': true, 0xe2: true}

// longestPointer is the length in bytes of the longest line that names another article.
const longestPointer = 200

// pointer returns where a line begins to name another article, "Read more: Eastmere bars the tugs", or -1: at its head, or
// behind a sentence to which a collector has glued it.
func (f *Folder) pointer(line string) int {
	if strings.IndexByte(line, ':') < 0 && strings.IndexByte(line, '|') < 0 {
		return -1 // no label
	}
	if len(line) <= longestPointer {
		if name, rest, ok := label(line); ok && rest != "" && has(f.lists.pointers, name) {
			return 0
		}
	}
	from := max(0, len(line)-longestPointer)
	for at := from; at < len(line); {
		k := behindEnd(line[at:])
		if k < 0 {
			return -1
		}
		at += k
		if name, rest, ok := label(line[min(at, len(line)):]); ok && rest != "" && has(f.lists.pointers, name) {
			return at
		}
	}
	return -1
}

var noteMarks = strings.NewReplacer("’", "'", "*", "", "_", "")

// noteAt tells whether a sentence is about the article itself: what begins with a label, "This article was
// amended", "An earlier version of this story", "A previous headline incorrectly said".
func (f *Folder) noteAt(s string) bool {
	head := strings.ToLower(s[:cut(s, 200)])
	head = noteMarks.Replace(strings.TrimLeft(head, "*_([{—–-• \t"))
	for _, n := range f.lists.notes {
		if strings.HasPrefix(head, n) {
			return true
		}
	}
	if f.labelledNote(head) {
		return true
	}
	words := strings.FieldsFunc(head, func(r rune) bool { return r == ' ' || r == ',' || r == ':' || r == ')' || r == '.' || r == '\t' })
	if len(words) < 4 {
		return false
	}
	switch words[0] {
	case "this", "the":
		return f.amended(words) || f.earlier(words, 3)
	case "an", "a", "in", "our":
		return f.earlier(words, 3)
	case "due", "because", "owing": // "Due to an error, an earlier version …"
		return f.earlier(words, 14)
	case "we", "we've":
		return f.removed(words)
	}
	return false
}

// labelledNote tells whether a line begins with the label of a note and nothing but a date before its colon: "Correction,
// May 4, 2026:".
func (f *Folder) labelledNote(head string) bool {
	name, _, ok := strings.Cut(head[:cut(head, 60)], ":")
	if !ok {
		return false
	}
	for _, n := range f.lists.noted {
		if rest, ok := strings.CutPrefix(name, n); ok && (rest == "" || strings.ContainsRune(" ,.-(–—&", []rune(rest)[0])) &&
			f.onlyDate(strings.NewReplacer("appended", "", "added", "", "posted", "", "-", " ", "–", " ", "—", " ").Replace(rest)) {
			return true
		}
	}
	return false
}

// amended tells whether words say what was done to the article: "This March 10 story was corrected", "This report wrongly said".
func (f *Folder) amended(words []string) bool {
	k := 1
	for k < len(words) && k < 4 && !has(f.lists.self, words[k]) {
		k++
	}
	if k >= len(words)-1 || !has(f.lists.self, words[k]) || words[0] != "this" && k != 1 {
		return false
	}
	for _, w := range words[k+1 : min(len(words), k+4)] {
		if has(f.lists.amended, w) {
			return true
		}
	}
	return false
}

// earlier tells whether the first words name a version of the article: "An earlier version of this story", "A previous
// headline said".
func (f *Folder) earlier(words []string, reach int) bool {
	for k := 0; k < min(reach, len(words)-2); k++ {
		if !has(f.lists.earlier, words[k]) || !has(f.lists.self, words[k+1]) {
			continue
		}
		noun := words[k+1]
		if words[k+2] != "of" {
			return noun != "report" && noun != "post"
		}
		return len(words) > k+4 && (words[k+3] == "this" || words[k+3] == "the" || words[k+3] == "our") && selfAmong(f.lists.self, words[k+4:min(len(words), k+7)])
	}
	return false
}

// removed tells whether words say that a part of the article was taken out: "We have removed a sentence that said".
func (f *Folder) removed(words []string) bool {
	for k := 1; k < min(4, len(words)); k++ {
		if !has(f.lists.removed, words[k]) {
			continue
		}
		for _, w := range words[k+1 : min(len(words), k+5)] {
			if has(f.lists.parts, w) || has(f.lists.self, w) {
				return true
			}
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
