package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// turn is what a transcript's label says: who speaks, or that a question or an answer follows.
type turn struct {
	speaker string // as other text writes it; "" for a question or an answer
	n       int    // bytes of the label with the colon and the space behind it
}

// labels finds the words of a transcript ("NAME: words") and of posts ("words — Name (@name)"), and puts the
// marks of a quotation around them.
func (f *Folder) labels(text string) []edit {
	rows := paragraphsOf(text)
	edits := f.posts(text, rows)
	turns, ok := f.transcript(text, rows)
	if !ok {
		return edits
	}
	edits = nil // a transcript holds no posts
	speaking := false
	for k, r := range rows {
		line := text[r.start:r.end]
		t, labelled := turns[k]
		if labelled {
			speaking = t.speaker != ""
			edits = append(edits, t.edits(line, r.start)...)
		} else if !speaking || len(line) < 2 || line[0] == '(' || line[0] == '[' {
			continue
		} else if notice(line) {
			speaking = false
			continue
		}
		if !speaking {
			continue
		}
		from := r.start + t.n
		edits = append(edits, edit{from, from, "“"})
		edits = append(edits, inner(text, from, r.end)...)
		goesOn := k+1 < len(rows)
		if goesOn {
			_, other := turns[k+1]
			next := text[rows[k+1].start:rows[k+1].end]
			goesOn = !other && next[0] != '(' && next[0] != '[' && !notice(next)
		}
		if !goesOn {
			edits = append(edits, edit{r.end, r.end, "”"})
			if !labelled {
				continue
			}
		}
	}
	return edits
}

// notice tells whether a line is the notice of rights with which a transcript ends.
func notice(line string) bool {
	low := strings.ToLower(line[:cut(line, 12)])
	return strings.HasPrefix(low, "copyright") || strings.HasPrefix(low, "©") || strings.HasPrefix(low, "(c) ")
}

// edits writes a label, at the head of a line that starts at at, as other text writes it.
func (t turn) edits(line string, at int) []edit {
	if t.speaker == "" {
		return []edit{{at, at + t.n, ""}}
	}
	k, colon := strings.Index(line[:t.n], t.speaker), strings.LastIndexByte(line[:t.n], ':')
	if k < 0 || colon < k+len(t.speaker) {
		return []edit{{at, at + t.n, t.speaker + ": "}}
	}
	return []edit{{at, at + k, ""}, {at + k + len(t.speaker), at + colon, ""}, {at + colon, at + t.n, ": "}}
}

// inner makes the double marks within a speaker's words single ones.
func inner(text string, from, to int) []edit {
	var edits []edit
	open := false
	for i := from; i < to; {
		c, n := utf8.DecodeRuneInString(text[i:to])
		switch c {
		case '"', '“', '”':
			with := "‘"
			if open {
				with = "’"
			}
			open = !open
			edits = append(edits, edit{i, i + n, with})
		}
		i += n
	}
	return edits
}

// transcript returns the labelled lines of a text, if it is a transcript: two labels at least, among them a
// question's, a title's or one that comes back, before a third of all lines.
func (f *Folder) transcript(text string, rows []row) (turns map[int]turn, ok bool) {
	turns = map[int]turn{}
	seen := map[string]int{}
	sure, asks := false, false
	for k, r := range rows {
		t, certain, is := f.turn(text[r.start:r.end])
		if !is {
			continue
		}
		before, follows := turns[k-1]
		asked := asks
		asks = strings.HasSuffix(strings.TrimRight(text[r.start:r.end], " *_\"”"), "?")
		sure = sure || follows && t.speaker != before.speaker && (asks || asked) // one asks, another answers
		turns[k] = t
		seen[t.speaker]++
		sure = sure || certain || t.speaker != "" && seen[t.speaker] > 1
	}
	return turns, sure && len(turns) >= 2 && 3*len(turns) >= len(rows)
}

// turn reads the label at the head of a line; certain if it can be nothing else.
func (f *Folder) turn(line string) (t turn, certain, ok bool) {
	clock := clockLen(line) // "00:12:45 SPEAKER:"
	line = line[clock:]
	if rest := strings.TrimLeft(line, "Q"); len(line)-len(rest) == 1 && (strings.HasPrefix(rest, "  ") || strings.HasPrefix(rest, "\t")) { // "Q    And the treaty?"
		t.n = clock + 1 + len(rest) - len(strings.TrimLeft(rest, " \t"))
		return t, true, true
	}
	head := line[:cut(line, 90)]
	k := labelEnd(head)
	if k < 1 || k+1 < len(head) && head[k+1] != ' ' && head[k+1] != '*' && head[k+1] != '_' || k+1 >= len(line) {
		return t, false, false
	}
	t.n = k + 1
	for t.n < len(line) && strings.IndexByte(" *_", line[t.n]) >= 0 {
		t.n++
	}
	t.n += clock
	name := bareLabel(head[:k])
	low := strings.ToLower(strings.TrimSuffix(name, "."))
	if f.lists.questions[low] || f.lists.answers[strings.TrimRight(low, " 0123456789")] { // "SPEAKER 2" is nobody's name
		return t, true, true
	}
	if f.lists.roles[low] { // as other text writes those who have no name
		t.speaker = low
		return t, false, true
	}
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 6 || f.lists.noSpeaker[low] || f.lists.noSpeaker[strings.ToLower(words[0])] {
		return t, false, false
	}
	titled := len(words) > 1 && f.lists.titles[strings.TrimSuffix(strings.ToLower(words[0]), ".")]
	if !f.speakerName(words, name == strings.ToUpper(name)) {
		return t, false, false
	}
	t.speaker = strings.Join(words, " ")
	return t, titled, true
}

// labelEnd returns where the mark stands that ends the label of a turn: a colon, or the full stop of "Q. And the treaty?"; -1 where there is none.
func labelEnd(head string) int {
	k := strings.Index(head, ":")
	if q := strings.TrimLeft(head, "*_"); len(q) > 3 && (q[1] == '.' || q[1] == ':') && q[2] == ' ' && (q[0]|0x20 == 'q' || q[0]|0x20 == 'a') && (k < 0 || k > 1) {
		return strings.IndexByte(head, '.')
	}
	return k
}

// bareLabel is a label without marks, and without what is told of the speaker behind the name: "Jane Roe, minister",
// "MR. OYELARAN (through an interpreter)".
func bareLabel(label string) string {
	name := strings.Trim(label, "*_ []")
	if c := strings.Index(name, ", "); c > 0 {
		name = name[:c]
	}
	if c := strings.IndexByte(name, '('); c > 0 && strings.HasSuffix(name, ")") {
		name = strings.TrimSpace(name[:c])
	}
	return name
}

// speakerName tells whether words may be a speaker's name: all with a capital but for particles, and no single one that is not in capitals.
// Words in capitals are written anew as other text writes them.
func (f *Folder) speakerName(words []string, capitals bool) bool {
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !particle(w) && w != "van" && w != "von" && w != "bin" && !prefixed(w) {
			return false
		}
		if capitals && !f.lists.acronym[w] {
			words[i] = title(w)
		}
	}
	return len(words) > 1 || capitals
}

// prefixed tells whether a word is a surname with a small prefix: "al-Harbi", "d'Aubigny".
func prefixed(word string) bool {
	i := strings.IndexAny(word, "-'’")
	if i < 1 || i > 3 {
		return false
	}
	r, n := utf8.DecodeRuneInString(word[i:])
	if r != '-' && r != '\'' && r != '’' {
		return false
	}
	r, _ = utf8.DecodeRuneInString(word[i+n:])
	return unicode.IsUpper(r)
}

// clockLen is the length of a time of day at the head of a line, with the space behind it: "[00:12:45] ", "12:45 ".
func clockLen(line string) int {
	n := 0
	for n < len(line) && n < 12 && strings.IndexByte("[(0123456789:.", line[n]) >= 0 {
		n++
	}
	if strings.Count(line[:n], ":") == 0 || line[n-1] == ':' {
		return 0
	}
	return len(line) - len(strings.TrimLeft(line[n:], "]) "))
}

// posts finds what a post that a text quotes is signed with, "— Name (@name) March 10, 2026", behind the words or on
// a line of its own.
func (f *Folder) posts(text string, rows []row) []edit {
	var edits []edit
	for k, r := range rows {
		line := text[r.start:r.end]
		at := strings.Index(line, "(@")
		if at < 0 {
			continue
		}
		stop := strings.IndexByte(line[at:], ')')
		if stop < 0 || stop > 40 {
			continue
		}
		stop += at + 1
		dashAt, dashEnd := lastDash(line[:at])
		closing := "” "
		if n := f.sharedBy(line); n > 0 {
			dashAt, dashEnd, closing = 0, n, "” — "
		}
		name := strings.TrimSpace(line[max(dashEnd, 0):at])
		if dashAt < 0 || !isName(name) || !f.onlyDate(line[stop:]) {
			continue
		}
		words := strings.TrimRight(line[:dashAt], " ")
		from, to := r.start, r.start+len(words)
		if words == "" {
			if k == 0 {
				continue
			}
			from, to = rows[k-1].start, rows[k-1].end
			if n := len(edits); n > 0 && edits[n-1].end > from {
				continue
			}
		}
		if !strings.ContainsAny(text[from:from+1], "\"“") && !strings.HasPrefix(text[from:to], "“") {
			edits = append(edits, edit{from, from, "“"})
			edits = append(edits, inner(text, from, to)...)
			sign := r.start + dashAt
			if words == "" && closing != "” " {
				sign = r.start + dashEnd
			}
			edits = append(edits, edit{to, to, closing}, edit{to, sign, ""})
		} else if words == "" {
			with, sign := " ", r.start+dashAt
			if closing != "” " {
				with, sign = closing, r.start+dashEnd
			}
			edits = append(edits, edit{to, to, with}, edit{to, sign, ""})
		}
		edits = append(edits, edit{r.start + len(strings.TrimRight(line[:at], " ")), r.end, ""})
	}
	return edits
}

// sharedBy is the length of the words before the name at the head of a line that says whose a post is: "A post shared by".
func (f *Folder) sharedBy(line string) int {
	low := strings.ToLower(line[:cut(line, 60)])
	for _, words := range f.lists.shared {
		words += " "
		if k := strings.Index(low, words); k >= 0 && k <= len("“‘") && strings.Trim(low[:k], "\"“‘") == "" {
			return k + len(words)
		}
	}
	return 0
}

// lastDash returns the place of the last dash of s, or -1.
func lastDash(s string) (at, end int) {
	at = -1
	for _, d := range []string{"—", "–", "--", "- "} {
		if k := strings.LastIndex(s, d); k > at {
			at, end = k, k+len(d)
		}
	}
	return at, end
}

// isName tells whether words are capitalized as a name's are.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 6 {
		return false
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !particle(w) && w != "van" && w != "von" {
			return false
		}
	}
	return true
}

// onlyDate tells whether nothing but a date follows a post's signature.
func (f *Folder) onlyDate(s string) bool {
	for _, w := range strings.Fields(s) {
		w = strings.ToLower(strings.Trim(w, ",.;()·|"))
		if w != "" && !f.lists.months[w] && !f.lists.weekdays[w] && !dayOrYear(w) && !isoDay(w) && !strings.Contains(w, ":") && w != "am" && w != "pm" && w != "at" && w != "on" {
			return false
		}
	}
	return true
}
