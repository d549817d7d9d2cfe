package lexicon

import (
	"strings"

	"github.com/factwire/factwire"
)

// plain reads the form in which the bundled files are written, a small part of YAML, some twenty
// times faster than a parser of all of it: lists of words on one line or below their key, names
// on one line each, frames with a key on each line. Ok is false where a file is written in any other way; then it says nothing.
func plain(data string) (f file, ok bool) {
	r := plainReader{lines: strings.Split(data, "\n")}
	for ; r.at < len(r.lines); r.at++ {
		line := strings.TrimRight(r.lines[r.at], " \r")
		body := strings.TrimLeft(line, " ")
		ok := true
		switch {
		case body == "" || body[0] == '#':
		case line == "lists:" || line == "names:" || line == "frames:":
			r.begin(body)
		case r.section == "names:" && strings.HasPrefix(line, "  - {"):
			ok = r.name(body[len("- "):])
		case r.section == "frames:" && (strings.HasPrefix(line, "  - ") || strings.HasPrefix(line, "    ")):
			ok = r.frame(line)
		case r.section == "lists:" && len(line)-len(body) == 2 && body[0] != '-':
			ok = r.words(body)
		case r.section == "lists:" && r.list != "" && strings.HasPrefix(line, "    - "):
			ok = r.word(body[len("- "):])
		default:
			ok = false
		}
		if !ok {
			return file{}, false
		}
	}
	for _, words := range r.Lists {
		if words == nil {
			return file{}, false
		}
	}
	return r.file, r.section != "frames:" || len(r.Frames) > 0
}

// plainReader reads a file line by line.
type plainReader struct {
	file
	lines   []string
	at      int
	section string // the key at the margin
	list    string // the list whose words stand below it
}

// begin opens a section.
func (r *plainReader) begin(section string) {
	r.section, r.list = section, ""
	if r.Lists == nil && section == "lists:" {
		r.Lists = map[string][]string{}
	}
}

// whole returns a text that may go on over more lines, up to the mark that ends it.
func (r *plainReader) whole(text, end string) (string, bool) {
	for !strings.HasSuffix(text, end) && r.at+1 < len(r.lines) {
		r.at++
		next := strings.TrimSpace(r.lines[r.at])
		if strings.HasPrefix(next, "#") || strings.HasPrefix(next, "- ") {
			return "", false
		}
		text += " " + next
	}
	return text, true
}

// name reads a name.
func (r *plainReader) name(text string) bool {
	text, ok := r.whole(text, "}")
	if !ok {
		return false
	}
	n, ok := plainName(text)
	r.Names = append(r.Names, n)
	return ok
}

// frame reads a key of a frame, the first of a new one behind a dash.
func (r *plainReader) frame(line string) bool {
	if line[2] == '-' {
		r.Frames = append(r.Frames, Frame{})
	}
	return len(r.Frames) > 0 && plainKey(&r.Frames[len(r.Frames)-1], line[len("  - "):])
}

// words reads a list with its key, or the key of one whose words stand below it.
func (r *plainReader) words(text string) bool {
	key, rest, found := strings.Cut(text, ":")
	if _, twice := r.Lists[key]; !found || twice || strings.ContainsAny(key, `"'[]{}#`) {
		return false
	}
	r.list, r.Lists[key] = key, nil
	rest = strings.TrimLeft(rest, " ")
	if rest == "" {
		return true
	}
	if rest[0] == '[' {
		if rest, found = r.whole(rest, "]"); !found {
			return false
		}
	}
	words, tail, ok := plainWords(rest)
	r.Lists[key], r.list = words, ""
	return ok && tail == ""
}

// word reads a word of the list whose key stands above it.
func (r *plainReader) word(text string) bool {
	word, tail, ok := plainWord(text, "")
	r.Lists[r.list] = append(r.Lists[r.list], word)
	return ok && tail == ""
}

// plainKey reads "key: value" or "key: [value, value]" into a frame that lacks the key.
func plainKey(f *Frame, s string) bool {
	key, rest, found := strings.Cut(s, ": ")
	switch {
	case found && key == "spares" && f.Spares == nil:
		return plainList(&f.Spares, rest)
	case found && key == "traits" && f.Traits == nil:
		return plainList(&f.Traits, rest)
	}
	var text *string
	var list *[]string
	switch key {
	case "name":
		text = &f.Name
	case "kind":
		text = (*string)(&f.Kind)
	case "what":
		text = &f.What
	case "effect":
		text = (*string)(&f.Effect)
	case "verbs":
		list = &f.Verbs
	case "nouns":
		list = &f.Nouns
	case "needs":
		list = &f.Needs
	case "who":
		list = &f.Who
	case "whom":
		list = &f.Whom
	case "with":
		list = &f.With
	case "about":
		list = &f.About
	case "preps":
		list = &f.Preps
	}
	tail, ok := "", false
	switch {
	case !found:
		return false
	case text != nil && *text == "":
		*text, tail, ok = plainWord(rest, "")
	case list != nil && *list == nil:
		*list, tail, ok = plainWords(rest)
	}
	return ok && tail == ""
}

// plainList reads [value, value] and nothing behind it.
func plainList[T ~string](list *[]T, s string) bool {
	words, tail, ok := plainWords(s)
	for _, w := range words {
		*list = append(*list, T(w))
	}
	return ok && tail == ""
}

// plainName reads {key: value, key: [value, value]}.
func plainName(s string) (n Name, ok bool) {
	s, ok = strings.CutPrefix(s, "{")
	before := ""
	for ok {
		key, rest, found := strings.Cut(s, ": ")
		if !found || strings.Contains(before, key) { // a key twice; none is part of another
			return n, false
		}
		before += key + " "
		var words []string
		word := ""
		if strings.HasPrefix(rest, "[") {
			words, s, ok = plainWords(rest)
		} else {
			word, s, ok = plainWord(rest, ",}")
		}
		if !ok || s == "" || (words != nil) != (key == "aliases" || key == "adjectives" || key == "seats") {
			return n, false
		}
		switch key {
		case "name":
			n.Name = word
		case "type":
			n.Type = factwire.EntityType(word)
		case "code":
			n.Code = word
		case "affiliation":
			n.Affiliation = word
		case "state":
			n.State = word
		case "aliases":
			n.Aliases = words
		case "adjectives":
			n.Adjectives = words
		case "seats":
			n.Seats = words
		case "outlet":
			if n.Outlet = word == "true"; !n.Outlet {
				return n, false
			}
		default:
			return n, false
		}
		if s == "}" {
			return n, true
		}
		s, ok = strings.CutPrefix(s, ", ")
	}
	return n, false
}

// plainWords reads [value, value]; tail is what follows.
func plainWords(s string) (words []string, tail string, ok bool) {
	s, ok = strings.CutPrefix(s, "[")
	words = make([]string, 0, strings.Count(s[:strings.IndexByte(s, ']')+1], ",")+1)
	for ok {
		s = strings.TrimLeft(s, " ")
		if rest, end := strings.CutPrefix(s, "]"); end {
			return words, rest, true
		}
		var word string
		if word, s, ok = plainWord(s, ",]"); !ok {
			break
		}
		words = append(words, word)
		if rest, end := strings.CutPrefix(s, "]"); end {
			return words, rest, true
		}
		s, ok = strings.CutPrefix(s, ",")
	}
	return nil, "", false
}

// plainWord reads a value up to one of the two marks that end it, if any do. It knows none that YAML may take
// for something else than the words that stand there.
func plainWord(s, ends string) (word, tail string, ok bool) {
	if rest, quoted := strings.CutPrefix(s, `"`); quoted {
		word, tail, ok = strings.Cut(rest, `"`)
		return word, strings.TrimLeft(tail, " "), ok && !strings.Contains(word, `\`) && word != ""
	}
	end, last := 0, byte(' ') // the byte before
	for ; end < len(s); end++ {
		b := s[end]
		switch {
		case ends != "" && (b == ends[0] || b == ends[1]):
		case marks[b]&never != 0, b == ' ' && last == ':', b == '#' && last == ' ':
			return "", "", false
		default:
			last = b
			continue
		}
		break
	}
	if ends != "" && end == len(s) {
		return "", "", false
	}
	word = strings.TrimRight(s[:end], " ")
	if word == "" || word[len(word)-1] == ':' || marks[word[0]]&notFirst != 0 {
		return "", "", false
	}
	if word[0] <= '9' && strings.Trim(word, "0123456789abcdefABCDEFoxOX_.:-+ ") == "" {
		return "", "", false
	}
	for _, other := range [...]string{"null", "false", "nan", "inf"} {
		if len(word) == len(other) && strings.EqualFold(word, other) {
			return "", "", false
		}
	}
	return word, s[end:], true
}

// What a byte may not be.
const (
	never    = 1 << iota // within a word
	notFirst             // at its head
)

// marks are the bytes that mean something else than themselves to YAML.
var marks = func() (m [256]byte) {
	for _, b := range []byte("[]{}\"\\") {
		m[b] |= never
	}
	for _, b := range []byte("'&*!|>%@`#?-~,:+.") {
		m[b] |= notFirst
	}
	return m
}()
