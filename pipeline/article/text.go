package article

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs/strict"
	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/internal/charset"
	"github.com/factwire/factwire/pipeline/internal/pagedate"
	"github.com/factwire/factwire/pipeline/internal/stamp"
)

// maxFrontMatter bounds the front matter: it holds five short values.
const maxFrontMatter = 64 << 10

var utf8BOM = []byte("\xef\xbb\xbf")

// frontMatter is what may stand between two lines of "---" at the head of a text.
type frontMatter struct {
	Title     string `yaml:"title"`
	URL       string `yaml:"url"`
	Site      string `yaml:"site"`
	Author    names  `yaml:"author"`
	Published string `yaml:"published"`
}

// names are given as one string or as a list of them.
type names []string

// UnmarshalYAML takes either form.
func (n *names) UnmarshalYAML(decode func(any) error) error {
	var list []string
	if decode(&list) == nil {
		*n = list
		return nil
	}
	var one string
	if err := decode(&one); err != nil {
		return err
	}
	*n = bylineNames(one)
	return nil
}

// Text reads an article of plain text. A leading byte-order mark is no part of
// the text, nor is front matter; what is not UTF-8 is decoded, and all other bytes
// are kept as they are. The error is an [*Error].
func (p Parser) Text(origin string, data []byte) (factwire.Article, error) {
	a := factwire.Article{Origin: origin}
	if isBlank(data) || !controls(data) || charset.Wide(data) != nil {
		data, _ = charset.Text(data)
	}
	data = bytes.TrimPrefix(data, utf8BOM)
	if bytes.IndexByte(data, '\n') < 0 { // lines as old Macs end them
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if line, err := checkText(data); err != nil {
		return a, &Error{Origin: origin, Line: line, Err: err}
	}
	head, body, err := splitFrontMatter(data)
	if err != nil {
		return a, &Error{Origin: origin, Line: 1, Err: err}
	}
	if err := p.frontMatter(origin, head, &a); err != nil {
		return a, err
	}
	a.Text = string(body)
	if strings.TrimSpace(a.Text) == "" {
		return a, &Error{Origin: origin, Err: ErrEmpty}
	}
	p.dateOfText(&a)
	return p.checked(p.finish(a))
}

// texts yields the articles of a text: one, or those of an export of several.
func (p Parser) texts(origin string, data []byte, yield func(factwire.Article, error) bool) {
	if text, _ := charset.Text(data); !controls(text) {
		if list := exported(text); len(list) > 0 {
			for i, e := range list {
				a, err := p.export(fmt.Sprintf("%s#%d", origin, i+1), e)
				if !yield(a, err) {
					return
				}
			}
			return
		}
	}
	yield(p.Text(origin, data))
}

// frontMatter fills a from the front matter.
func (p Parser) frontMatter(origin string, head []byte, a *factwire.Article) error {
	var m frontMatter
	if err := strict.Decode(origin, quoteValues(known(head)), &m); err != nil {
		located := &Error{Origin: origin, Err: fmt.Errorf("front matter %w: %w", ErrSyntax, err)}
		var e *strict.Error
		if errors.As(err, &e) {
			located.Line, located.Err = e.Line, fmt.Errorf("front matter %w: %s", ErrSyntax, e.Message)
		}
		return located
	}
	a.Title, a.Site, a.Authors = fold(m.Title), fold(m.Site), m.Author
	if m.URL != "" {
		canonical, err := address.Canonical(m.URL)
		if err != nil {
			return &Error{Origin: origin, Line: strict.Line(head, "$.url"), Err: fmt.Errorf("front matter %w: %w", ErrSyntax, err)}
		}
		a.URL = canonical
	}
	if m.Published != "" {
		if err := p.date(a, m.Published, "front matter"); err != nil {
			return &Error{Origin: origin, Line: strict.Line(head, "$.published"), Err: err}
		}
	}
	return nil
}

// otherNames are the names that other programs give the keys of front matter.
var otherNames = map[string]string{
	"date": "published", "pubdate": "published", "publish_date": "published", "published_at": "published", "datepublished": "published",
	"authors": "author", "by": "author", "byline": "author", "link": "url", "canonical": "url", "canonical_url": "url", "source_url": "url",
	"source": "site", "publisher": "site", "outlet": "site", "publication": "site", "headline": "title",
}

// passedOver are the keys of other programs' front matter that tell nothing of an article's facts. Any other key is an error:
// it may be a slip of the pen.
var passedOver = func() map[string]bool {
	set := map[string]bool{}
	for _, k := range strings.Fields("tags tag categories category topics keywords layout draft slug id uid description summary excerpt subtitle image images cover thumbnail featured_image " +
		"lang language locale created modified updated lastmod last_modified updated_at created_at type format status weight order permalink aliases alias series toc comments comment_status " +
		"license copyright section edition page words wordcount word_count reading_time rating template theme redirect_from sitemap robots fetched retrieved accessed downloaded archive archived cssclass cssclasses publish") {
		set[k] = true
	}
	return set
}()

// known turns the keys of other programs into ours and leaves out those that tell nothing; lines and their numbers stay.
func known(head []byte) []byte {
	lines := strings.Split(string(head), "\n")
	have := map[string]bool{}
	for _, line := range lines {
		if key, _, ok := strings.Cut(line, ":"); ok {
			have[key] = true
		}
	}
	skip := false
	for i, line := range lines {
		if line == "" || strings.ContainsRune(" \t-#", rune(line[0])) {
			if skip && !isRule([]byte(line)) {
				lines[i] = ""
			}
			continue
		}
		key, rest, ok := strings.Cut(line, ":")
		name := strings.ToLower(key)
		ours, other := otherNames[name]
		switch skip = ok && (passedOver[name] || other && have[ours]); {
		case skip:
			lines[i] = ""
		case ok && other:
			lines[i] = ours + ":" + rest
			have[ours] = true
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// quoteValues puts plain values that YAML would misread into quotation marks: people write
// "title: Rip, replace, wait: a story" and mean the words. Lines and their numbers stay.
func quoteValues(head []byte) []byte {
	lines := strings.Split(string(head), "\n")
	for i, line := range lines {
		key, value, ok := strings.Cut(strings.TrimSuffix(line, "\r"), ": ")
		value = strings.TrimSpace(value)
		if !ok || value == "" || strings.ContainsAny(key, " \t#-\"'") || strings.ContainsRune("\"'[{|>", rune(value[0])) {
			continue
		}
		if strings.Contains(value, ": ") || strings.HasSuffix(value, ":") || strings.Contains(value, " #") || strings.ContainsRune("@`%&*!#?-,", rune(value[0])) {
			lines[i] = key + ": " + strconv.Quote(value)
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// date sets the publication date, or says that raw is none. A date in the future
// is refused without an error; the raw value is kept in every case.
func (p Parser) date(a *factwire.Article, raw, from string) error {
	a.PublishedRaw, a.PublishedFrom = raw, from
	t, ok := stamp.Parse(raw)
	if !ok {
		// Two numbers that may be day and month in either order are read as the outlet's country writes them.
		if day, found := pagedate.Whole(raw, pagedate.OrderOf("", address.Host(a.URL))); found {
			t, ok = stamp.Parse(day)
		}
	}
	if !ok {
		return fmt.Errorf("%w: %q is no date such as 2020-10-23 or 2020-10-23T14:30:00Z", ErrDate, clip(raw))
	}
	if p.Now.IsZero() || !t.After(p.Now) {
		a.Published = t.String()
	}
	return nil
}

// splitFrontMatter cuts data after the second line of "---", if the first line is
// one. The head keeps its first line, so that its line numbers are the file's.
func splitFrontMatter(data []byte) (head, body []byte, err error) {
	first, rest, more := bytes.Cut(data, []byte("\n"))
	rule := string(bytes.TrimRight(first, " \t\r"))
	if rule != yamlRule && rule != tomlRule || !more {
		return nil, data, nil
	}
	for at := len(data) - len(rest); at < len(data); {
		if at > maxFrontMatter {
			return nil, nil, fmt.Errorf("front matter %w: larger than %d KB", ErrTooLarge, maxFrontMatter>>10)
		}
		line, _, _ := bytes.Cut(data[at:], []byte("\n"))
		next := min(at+len(line)+1, len(data))
		if string(bytes.TrimRight(line, " \t\r")) == rule {
			head = data[:at]
			if rule == tomlRule {
				head = fromTOML(head)
			}
			return head, data[next:], nil
		}
		at = next
	}
	return nil, nil, fmt.Errorf("front matter %w: no line %s closes it", ErrSyntax, rule)
}

// The lines around front matter: of YAML, and of TOML as some builders of sites have it.
const (
	yamlRule = "---"
	tomlRule = "+++"
)

// fromTOML writes front matter of TOML as YAML, line by line: of its tables, which hold what other programs want, nothing is left.
func fromTOML(head []byte) []byte {
	lines := strings.Split(string(head), "\n")
	inTable := false
	for i, line := range lines {
		key, value, ok := strings.Cut(line, "=")
		key = strings.TrimSpace(key)
		inTable = inTable || strings.HasPrefix(strings.TrimSpace(line), "[")
		switch {
		case i == 0:
			lines[i] = yamlRule
		case inTable || !ok || strings.ContainsAny(key, " \t\"'#"):
			lines[i] = ""
		default:
			lines[i] = key + ": " + strings.TrimSpace(value)
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

func isRule(line []byte) bool { return string(bytes.TrimRight(line, " \t\r")) == "---" }

// checkText says why data is no text, and on which line.
func checkText(data []byte) (line int, err error) {
	if isBlank(data) {
		return 0, ErrEmpty
	}
	valid := utf8.Valid(data)
	if i := bytes.IndexByte(data, 0); i >= 0 {
		if valid {
			return lineAt(data, i), fmt.Errorf("%w: it holds a NUL byte", ErrBinary)
		}
		return 0, ErrBinary
	}
	if valid {
		return 0, nil
	}
	i := 0
	for i < len(data) {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	if controls(data) {
		return 0, ErrBinary
	}
	return lineAt(data, i), fmt.Errorf("%w: byte 0x%02x at offset %d; convert it to UTF-8 first", ErrEncoding, data[i], i)
}

// controls tells whether more than 5 % of the first bytes are control characters
// that text does not hold.
func controls(data []byte) bool {
	head := data[:min(len(data), 4096)]
	n := 0
	for _, b := range head {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' {
			n++
		}
	}
	return n*20 > len(head)
}

func isBlank(data []byte) bool { return len(bytes.TrimSpace(data)) == 0 }

func lineAt(data []byte, i int) int { return 1 + bytes.Count(data[:i], []byte("\n")) }

// fold makes one line of s.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip shortens a value that an error quotes.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
