package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits on how far the two ends of a mark-up stand apart, which keep the search linear.
const (
	maxLabel = 300
	maxURL   = 2000
	maxTag   = 500
)

// markup finds Markdown (links, emphasis, headings, lists, quotations, rules) and the tags of
// HTML that a plain text still has.
func markup(text string) []edit {
	if !strings.ContainsAny(text, "*_#[<>=~`") && !strings.Contains(text, "\n-") && !strings.Contains(text, "•") && !strings.HasPrefix(text, "- ") {
		return nil
	}
	bullets, refs := countBullets(text), references(text)
	var edits []edit
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		from := at
		if n, rule := lineStart(text[at:end], bullets); rule {
			edits = append(edits, edit{at, end, ""})
			from = end
		} else if k, note := definition(text[at:end]); k > 0 {
			if from = end; note {
				from = at + k
			}
			edits = append(edits, edit{at, from, ""})
		} else if n > 0 {
			edits = append(edits, edit{at, at + n, ""})
			from = at + n
		}
		edits = inline(edits, text, from, end, refs)
		at = end + 1
	}
	return edits
}

// maxReference is the length in bytes of the longest name of a reference.
const maxReference = 60

// definition reads "[name]: address", or "[^name]: words of a note", at the head of a line: its length up to what follows
// the colon, and whether that is a note.
func definition(line string) (n int, note bool) {
	if !strings.HasPrefix(line, "[") {
		return 0, false
	}
	k := strings.Index(line[:min(len(line), maxReference)], "]: ")
	if k < 2 {
		return 0, false
	}
	if note = line[1] == '^'; note {
		return k + len("]: "), true
	}
	target, _, _ := strings.Cut(line[k+len("]: "):], " ")
	if !strings.Contains(target, "://") && !strings.HasPrefix(target, "/") && !strings.HasPrefix(target, "<") && !strings.HasPrefix(target, "#") {
		return 0, false
	}
	return k + len("]: "), false
}

// references are the names that a text defines: "[name]: address".
func references(text string) map[string]bool {
	var refs map[string]bool
	for line := range strings.Lines(text) {
		if n, _ := definition(line); n > 0 {
			if refs == nil {
				refs = map[string]bool{}
			}
			refs[strings.ToLower(line[1:n-len("]: ")])] = true
		}
	}
	return refs
}

// countBullets counts the lines that start with each mark of a list.
func countBullets(text string) map[string]int {
	n := map[string]int{}
	for line := range strings.Lines(text) {
		if m, _ := bullet(line); m != "" {
			n[m]++
		}
	}
	return n
}

// bullet returns the mark of a list at the head of a line, and its length with the space around it.
func bullet(line string) (mark string, n int) {
	rest := strings.TrimLeft(line, " \t")
	for _, m := range []string{"- ", "* ", "+ ", "• ", "· ", "‣ ", "▪ ", "■ "} {
		if strings.HasPrefix(rest, m) {
			return m, len(line) - len(rest) + len(m)
		}
	}
	return "", 0
}

// lineStart returns the length of the mark-up at the head of a line, and whether the whole line is a rule.
func lineStart(line string, bullets map[string]int) (n int, rule bool) {
	trimmed := strings.TrimSpace(line)
	if len(trimmed) >= 3 && strings.Trim(trimmed, "-=*_ ") == "" {
		return 0, true
	}
	if strings.HasPrefix(trimmed, "```") && !strings.Contains(trimmed[3:], " ") { // of lines of a program
		return 0, true
	}
	if strings.HasPrefix(trimmed, "#") {
		rest := strings.TrimLeft(trimmed, "#")
		if len(trimmed)-len(rest) <= 6 && strings.HasPrefix(rest, " ") {
			return strings.Index(line, "#") + len(trimmed) - len(rest) + 1, false
		}
	}
	for strings.HasPrefix(line[n:], ">") {
		n++
		if strings.HasPrefix(line[n:], " ") {
			n++
		}
	}
	if m, k := bullet(line[n:]); bullets[m] > 1 || m == "* " && bullets[m] > 0 {
		n += k
	}
	return n, false
}

// inline appends the edits of links, emphasis and tags in text[at:end], one line or the label of a link.
func inline(edits []edit, text string, at, end int, refs map[string]bool) []edit {
	line := text[at:end]
	for i := 0; i < len(line); {
		k := strings.IndexAny(line[i:], "*_[!<~`")
		if k < 0 {
			break
		}
		i += k
		n, add := markAt(line, i, refs)
		for _, e := range add {
			edits = append(edits, edit{at + e.start, at + e.end, e.with})
		}
		i += n
	}
	return edits
}

// markAt reads the mark-up at i of a line: how far it was read, and its edits.
func markAt(line string, i int, refs map[string]bool) (n int, edits []edit) {
	switch line[i] {
	case '<':
		if n, with := tag(line[i:]); n > 0 {
			return n, []edit{{i, i + n, with}}
		}
	case '!':
		if strings.HasPrefix(line[i:], "![") {
			if _, end := link(line, i+1, refs); end > 0 {
				return end - i, []edit{{i, end, ""}}
			}
		}
	case '[':
		if label, end := link(line, i, refs); end > 0 { // the label alone stays
			edits = inline([]edit{{i, i + 1, ""}}, line, i+1, label, refs)
			return end - i, append(edits, edit{label, end, ""})
		}
		if n := noteMark(line, i); n > 0 {
			return n, []edit{{i, i + n, ""}}
		}
		if k := strings.IndexByte(line[i:min(len(line), i+maxReference)], ']'); k > 2 && line[i+1] == '^' && refs[strings.ToLower(line[i+1:i+k])] {
			return k + 1, []edit{{i, i + k + 1, ""}}
		}
	case '~':
		if strings.HasPrefix(line[i:], "~~") { // words struck out are withdrawn
			if k := strings.Index(line[i+2:min(len(line), i+maxLabel)], "~~"); k > 0 {
				return k + 4, []edit{{i, i + k + 4, ""}}
			}
		}
	case '*', '_':
		return emphasis(line, i)
	case '`':
		return code(line, i)
	}
	return 1, nil
}

// noteMark returns the length of the mark of a note right behind a word or a sentence, as encyclopedias have it: "[12]", "[note 3]",
// "[citation needed]".
func noteMark(line string, i int) int {
	if i == 0 || line[i-1] == ' ' || line[i-1] == '(' || line[i-1] == '[' {
		return 0
	}
	k := strings.IndexByte(line[i:min(len(line), i+24)], ']')
	if k < 2 {
		return 0
	}
	switch inner := line[i+1 : i+k]; {
	case len(inner) <= 3 && strings.Trim(inner, "0123456789") == "",
		strings.HasPrefix(inner, "note ") && strings.Trim(inner[len("note "):], "0123456789") == "",
		inner == "citation needed", inner == "a", inner == "b", inner == "c":
		return k + 1
	}
	return 0
}

// code reads words between back quotes at i, which show them as those of a program. Where a straight mark closes them, they
// are a quotation.
func code(line string, i int) (n int, edits []edit) {
	for i+n < len(line) && line[i+n] == '`' {
		n++
	}
	from := i + n
	k := strings.IndexAny(line[from:min(len(line), from+maxLabel)], "`'")
	if k < 1 || n > 2 || !strings.HasPrefix(line[from+k:], line[i:from]) {
		return n, nil
	}
	return n + k + n, []edit{{i, from, ""}, {from + k, from + k + n, ""}}
}

// link reads "[label](address)", or "[label][name]", at i: the end of the label, and that of the whole, or 0.
func link(line string, i int, refs map[string]bool) (label, end int) {
	label = strings.IndexByte(line[i:min(len(line), i+maxLabel)], ']')
	if label < 1 {
		return 0, 0
	}
	label += i
	if strings.ContainsAny(line[i+1:label], "<[") {
		return 0, 0
	}
	if strings.HasPrefix(line[label+1:], "[") {
		k := strings.IndexByte(line[label+1:min(len(line), label+maxReference)], ']')
		if k > 1 && refs[strings.ToLower(line[label+2:label+1+k])] {
			return label, label + 2 + k
		}
	}
	if !strings.HasPrefix(line[label+1:], "(") {
		return 0, 0
	}
	depth := 0
	for k := label + 1; k < len(line) && k < label+maxURL; k++ {
		switch line[k] {
		case '(':
			depth++
		case ')':
			depth--
			if depth == 0 {
				target := line[label+2 : k]
				target, _, _ = strings.Cut(target, " ")
				if target == "" || i > 0 && line[i-1] == '!' || strings.ContainsAny(target[:1], "/#") || strings.Contains(target, ":") || strings.HasPrefix(target, "www.") {
					return label, k + 1
				}
				return 0, 0
			}
		case ' ':
			if depth != 1 {
				continue
			}
			if k++; k+1 >= min(len(line), label+maxURL) || line[k] != '"' && line[k] != '\'' {
				return 0, 0 // words in brackets, no address
			}
			title := strings.IndexByte(line[k+1:min(len(line), label+maxURL)], line[k])
			if title < 0 {
				return 0, 0
			}
			k += 1 + title
		}
	}
	return 0, 0
}

// emphasis reads a run of asterisks or underscores at i and the run that closes it.
func emphasis(line string, i int) (n int, edits []edit) {
	mark := line[i]
	for i+n < len(line) && line[i+n] == mark {
		n++
	}
	if n > 3 || i+n >= len(line) || isSpaceAt(line, i+n) || i > 0 && wordBefore(line, i) && (mark == '_' || n == 1) {
		return n, nil
	}
	run := line[i : i+n]
	const reach = 4000
	for k := i + n; k < len(line) && k < i+reach; {
		j := strings.Index(line[k:min(len(line), i+reach)], run)
		if j < 0 {
			return n, nil
		}
		j += k
		stop := j + n
		if stop < len(line) && line[stop] == mark {
			return n, nil
		}
		if !isSpaceAt(line, j-1) && (mark == '*' && n > 1 || !wordAfter(line, stop)) {
			edits = []edit{{i, i + n, ""}}
			edits = append(edits, edit{j, stop, ""})
			if strings.ContainsAny(line[i+n:j], "*_[<!") {
				return stop - i, edits // what is nested stays as it is
			}
			return stop - i, edits
		}
		k = stop
	}
	return n, nil
}

func isSpaceAt(s string, i int) bool { return i < 0 || i >= len(s) || s[i] == ' ' || s[i] == '\t' }

func wordBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func wordAfter(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// breaks are the elements that part paragraphs; spans are those within a line.
var (
	breaks = map[string]bool{"p": true, "br": true, "div": true, "li": true, "ul": true, "ol": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "blockquote": true, "tr": true, "table": true, "section": true, "article": true, "hr": true}
	spans  = map[string]bool{"a": true, "b": true, "i": true, "em": true, "strong": true, "span": true, "u": true, "sup": true, "sub": true, "small": true, "font": true, "mark": true, "td": true, "th": true, "img": true, "wbr": true, "time": true, "cite": true, "abbr": true}
)

// tag reads an HTML tag at the head of s: its length and what stands for it.
func tag(s string) (n int, with string) {
	end := strings.IndexByte(s[:min(len(s), maxTag)], '>')
	if end < 2 {
		return 0, ""
	}
	name := strings.TrimPrefix(s[1:end], "/")
	if k := strings.IndexAny(name, " \t/"); k >= 0 {
		name = name[:k]
	}
	if len(name) > 12 {
		return 0, ""
	}
	name = strings.ToLower(name)
	switch {
	case breaks[name]:
		return end + 1, "\n"
	case name == "td" || name == "th":
		return end + 1, " "
	case spans[name]:
		return end + 1, ""
	}
	return 0, ""
}
