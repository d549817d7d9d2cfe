package lexicon

import (
	"strings"

	"github.com/factwire/factwire"
)

// plain reads the form in which the bundled files are written, a small part of YAML, some twenty
// times faster than a parser of all of it: lists of words on one line or below their key, names
// on one line each, frames with a key on each line. Ok is false where a file is written in any other way; then it says nothing.
func plain(data string) (f file, ok bool) {
	section, list := "", ""
	lines := strings.Split(data, "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], " \r")
		body := strings.TrimLeft(line, " ")
		switch {
		case body == "" || body[0] == '#':
		case line == "lists:" || line == "names:" || line == "frames:":
			section, list = body, ""
			if f.Lists == nil && section == "lists:" {
				f.Lists = map[string][]string{}
			}
		case section == "names:" && strings.HasPrefix(line, "  - {"):
			for !strings.HasSuffix(body, "}") && i+1 < len(lines) {
				i++
				next := strings.TrimSpace(lines[i])
				if strings.HasPrefix(next, "#") || strings.HasPrefix(next, "- ") {
					return file{}, false
				}
				body += " " + next
			}
			n, ok := plainName(body[len("- "):])
			if !ok {
				return file{}, false
			}
			f.Names = append(f.Names, n)
		case section == "frames:" && (strings.HasPrefix(line, "  - ") || strings.HasPrefix(line, "    ")):
			if line[2] == '-' {
				f.Frames = append(f.Frames, Frame{})
			}
			if len(f.Frames) == 0 || !plainKey(&f.Frames[len(f.Frames)-1], line[len("  - "):]) {
				return file{}, false
			}
		case section == "lists:" && len(line)-len(body) == 2 && body[0] != '-':
			key, rest, found := strings.Cut(body, ":")
			if _, twice := f.Lists[key]; !found || twice || strings.ContainsAny(key, `"'[]{}#`) {
				return file{}, false
			}
			rest = strings.TrimLeft(rest, " ")
			list = key
			f.Lists[key] = nil
			if rest == "" {
				continue
			}
			// A list may go on over more lines.
			for !strings.HasSuffix(rest, "]") && i+1 < len(lines) && rest[0] == '[' {
				i++
				next := strings.TrimSpace(lines[i])
				if strings.HasPrefix(next, "#") || strings.HasPrefix(next, "- ") {
					return file{}, false
				}
				rest += " " + next
			}
			words, tail, ok := plainWords(rest)
			if !ok || tail != "" {
				return file{}, false
			}
			f.Lists[key], list = words, ""
		case section == "lists:" && list != "" && strings.HasPrefix(line, "    - "):
			word, tail, ok := plainWord(body[len("- "):], "")
			if !ok || tail != "" {
				return file{}, false
			}
			f.Lists[list] = append(f.Lists[list], word)
		default:
			return file{}, false
		}
	}
	for _, words := range f.Lists {
		if words == nil {
			return file{}, false
		}
	}
	return f, section != "frames:" || len(f.Frames) > 0
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
