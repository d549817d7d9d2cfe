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
	if !strings.ContainsAny(text, "*_#[<>=") && !strings.Contains(text, "\n-") && !strings.Contains(text, "•") && !strings.HasPrefix(text, "- ") {
		return nil
	}
	bullets := countBullets(text)
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
		} else if n > 0 {
			edits = append(edits, edit{at, at + n, ""})
			from = at + n
		}
		edits = inline(edits, text, from, end)
		at = end + 1
	}
	return edits
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

// inline appends the edits of links, emphasis and tags in text[at:end], one line.
func inline(edits []edit, text string, at, end int) []edit {
	line := text[at:end]
	for i := 0; i < len(line); {
		k := strings.IndexAny(line[i:], "*_[!<")
		if k < 0 {
			break
		}
		i += k
		n, add := markAt(line, i)
		for _, e := range add {
			edits = append(edits, edit{at + e.start, at + e.end, e.with})
		}
		i += n
	}
	return edits
}

// markAt reads the mark-up at i of a line: how far it was read, and its edits.
func markAt(line string, i int) (n int, edits []edit) {
	switch line[i] {
	case '<':
		if n, with := tag(line[i:]); n > 0 {
			return n, []edit{{i, i + n, with}}
		}
	case '!':
		if strings.HasPrefix(line[i:], "![") {
			if _, end := link(line, i+1); end > 0 {
				return end - i, []edit{{i, end, ""}}
			}
		}
	case '[':
		if label, end := link(line, i); end > 0 {
			// What is inside the label is read on; the label alone stays.
			return 1, []edit{{i, i + 1, ""}, {label, end, ""}}
		}
	case '*', '_':
		return emphasis(line, i)
	}
	return 1, nil
}

// link reads "[label](address)" at i: the end of the label, and that of the whole, or 0.
func link(line string, i int) (label, end int) {
	label = strings.IndexByte(line[i:min(len(line), i+maxLabel)], ']')
	if label < 1 {
		return 0, 0
	}
	label += i
	if !strings.HasPrefix(line[label+1:], "(") || strings.ContainsAny(line[i+1:label], "*_<[") {
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
				if target == "" || i > 0 && line[i-1] == '!' && !strings.Contains(target, " ") || strings.ContainsAny(target[:1], "/#") || strings.Contains(target, ":") || strings.HasPrefix(target, "www.") {
					return label, k + 1
				}
				return 0, 0
			}
		case ' ':
			if depth == 1 && !strings.ContainsAny(line[k+1:min(len(line), k+2)], `"'`) {
				return 0, 0 // words in brackets, no address
			}
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
