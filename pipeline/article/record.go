package article

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// record is one line, with the field names of news-please, trafilatura, fundus, newspaper4k, of the answers of
// news services, and of factwire itself; the first that is there counts. Other fields are left alone: those tools write many more.
type record map[string]loose

// The fields of an article, by the names that the tools give them, in lower case and without "_", "-" and " ".
var (
	linkKeys     = []string{"url", "link", "articleurl", "weburl", "canonicalurl", "permalink", "canonical", "responsedurl", "respondedurl", "requestedurl", "documentidentifier"}
	titleKeys    = []string{"title", "headline", "titlepage", "titlerss", "webtitle", "head"}
	textKeys     = []string{"text", "maintext", "plaintext", "articletext", "fulltext", "articlebody", "bodytext", "textcleaned", "cleanedtext", "content", "body", "article", "story", "rawtext", "contenttext", "textcontent", "cleantext", "articlecontent", "newscontent", "newstext", "postcontent", "paragraphs", "selftext"}
	htmlKeys     = []string{"html", "rawhtml", "contenthtml", "bodyhtml", "articlehtml", "pagehtml", "sourcehtml", "htmlcontent"}
	dateKeys     = []string{"published", "datepublish", "publishingdate", "publishdate", "date", "publishedat", "datepublished", "publicationdate", "pubdate", "publisheddate", "publishedtime", "firstpublicationdate", "webpublicationdate", "seendate", "timestamp", "time", "created", "createdat", "datetime", "dateline", "loaddate", "issued", "posted", "postedat", "dateposted", "datepubparsed", "articledate", "newsdate", "dateadded", "dateofpublication", "displaydate", "firstpublished", "firstpublishedat", "lastpublished", "publishingtime", "publishtime", "pubtime", "ptime", "releasedate", "sourcepublishdate", "dcdate", "dctermsissued", "dctermscreated", "articlepublishedtime", "ogpublishedtime", "publisheddatetime", "publishdatetime", "datetimepub", "datecreated", "createddate", "postdate", "firstpublishdate"}
	authorKeys   = []string{"authors", "author", "byline", "creator"}
	siteKeys     = []string{"site", "sitename", "publisher", "outlet", "newspaper", "publication", "medianame", "sourcename"}
	hostKeys     = []string{"sourcedomain", "hostname", "sourcehostname", "domain", "sourceurl"}
	languageKeys = []string{"language", "lang", "sourcelanguage"}
)

// key is a field's name without what the tools write it with.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '_' || r == '-' || r == ' ' || r == ':':
			return -1
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, name)
}

// recordOf takes the fields of an object, the first of those with one name.
func recordOf(data []byte) (record, error) { return readRecord(data, 0) }

// maxWrapped is how deep an article may be wrapped in other objects: {"_source": {"article": {…}}}.
const maxWrapped = 4

// readRecord reads an object. An article that is wrapped in one of its fields counts where the object itself has no text; what
// stands under "article", "metadata" and the like fills what is missing.
func readRecord(data []byte, depth int) (record, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return nil, err
	}
	r := record{}
	var inner, about []record
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		k, raw := key(name), fields[name]
		if len(raw) > 1 && raw[0] == '{' && depth < maxWrapped {
			if x, err := readRecord(raw, depth+1); err == nil {
				if slices.Contains(htmlKeys, k) { // fundus writes where a page came from beside the page
					about = append(about, x.links())
				} else if slices.Contains(textKeys, k) || strings.HasPrefix(k, "meta") {
					about = append(about, x)
				} else if x.text() != "" || x.get(htmlKeys) != "" {
					inner = append(inner, x)
				}
			}
		}
		if len(r[k]) > 0 || !wanted[k] {
			continue
		}
		var l loose
		if named[k] {
			l = naming(raw)
		} else if slices.Contains(textKeys, k) || slices.Contains(htmlKeys, k) {
			l = textOf(raw)
		} else {
			_ = l.UnmarshalJSON(raw) // it never fails
		}
		r[k] = l
	}
	if several(inner) || len(inner) > 1 && len(inner) == len(fields) {
		return record{}, nil // a file of articles by their numbers or addresses
	}
	if r.text() == "" && r.get(htmlKeys) == "" && len(inner) > 0 {
		about = append(about, slices.MaxFunc(inner, func(a, b record) int { return len(a.text()) - len(b.text()) }))
	}
	for _, x := range about {
		for k, v := range x {
			if len(r[k]) == 0 {
				r[k] = v
			}
		}
	}
	return r, nil
}

// links is what a record says of its article's address.
func (r record) links() record {
	out := record{}
	for _, k := range linkKeys {
		if len(r[k]) > 0 {
			out[k] = r[k]
		}
	}
	return out
}

// several tells whether more than one of the records has a title or an address of its own.
func several(list []record) bool {
	n := 0
	for _, r := range list {
		if r.get(titleKeys) != "" || r.get(linkKeys) != "" {
			n++
		}
	}
	return n > 1
}

// textOf is a text as tools write it: a string, a list of paragraphs, each a string or an object that holds one, or such an
// object. Anything else is none.
func textOf(raw json.RawMessage) loose {
	var value any
	if json.Unmarshal(raw, &value) != nil {
		return nil
	}
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var out loose
	for _, v := range list {
		if s := prose(v, 0); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// prose is one paragraph or one text.
func prose(v any, depth int) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var out []string
		for _, x := range v {
			if depth < maxWrapped {
				if s := prose(x, depth+1); s != "" {
					out = append(out, s)
				}
			}
		}
		return strings.Join(out, "\n\n")
	case map[string]any:
		for _, k := range []string{"text", "plaintext", "plain", "content", "value", "body", "rendered", "html", "#text"} {
			if v[k] != nil && depth < maxWrapped {
				if s := prose(v[k], depth+1); s != "" {
					return s
				}
			}
		}
		return strings.Join(sections(v), "\n\n")
	}
	return ""
}

// named are the fields that say which outlet it is.
var named = func() map[string]bool {
	all := map[string]bool{"source": true}
	for _, k := range append(slices.Clone(siteKeys), hostKeys...) {
		all[k] = true
	}
	return all
}()

// naming is the name of an outlet: a string, or what an object calls itself.
func naming(raw json.RawMessage) loose {
	var l loose
	if len(raw) == 0 || raw[0] != '{' {
		_ = l.UnmarshalJSON(raw) // it never fails
		return l
	}
	var about map[string]any
	if json.Unmarshal(raw, &about) != nil {
		return nil
	}
	for _, k := range []string{"name", "title", "display_name", "domain", "host", "uri", "id"} {
		if s, ok := about[k].(string); ok && s != "" {
			return loose{s}
		}
	}
	return nil
}

// wanted are the names of all fields that are read.
var wanted = func() map[string]bool {
	all := map[string]bool{"source": true}
	for _, list := range [][]string{linkKeys, titleKeys, textKeys, htmlKeys, dateKeys, authorKeys, siteKeys, hostKeys, languageKeys} {
		for _, k := range list {
			all[k] = true
		}
	}
	return all
}()

// get returns the first of the fields that is there.
func (r record) get(keys []string) string {
	for _, k := range keys {
		if v := r[k]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// list returns the values of the first of the fields that is there.
func (r record) list(keys []string) loose {
	for _, k := range keys {
		if v := r[k]; len(v) > 0 {
			return v
		}
	}
	return nil
}

// loose takes a string, a number, a list of them, or an object that names itself or holds text; anything else counts as
// absent. The tools above disagree on which they write.
type loose []string

// UnmarshalJSON never fails on well-formed JSON.
func (l *loose) UnmarshalJSON(data []byte) error {
	*l = nil
	if len(data) > 0 && data[0] == '"' { // most fields, the text among them
		var s string
		if json.Unmarshal(data, &s) == nil && s != "" {
			*l = loose{s}
		}
		return nil
	}
	var value any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if d.Decode(&value) != nil {
		return nil
	}
	if list, ok := value.([]any); ok {
		for _, v := range list {
			if s := scalar(v); s != "" {
				*l = append(*l, s)
			}
		}
		return nil
	}
	if s := scalar(value); s != "" {
		*l = loose{s}
	}
	return nil
}

// scalar is a value as one string: of an object its name, its date, or the paragraphs of its sections.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case map[string]any:
		if day, ok := ymd(v); ok {
			return day
		}
		for _, k := range []string{"name", "title", "$date", "$numberLong", "date", "text", "rendered", "iso", "utc", "value"} {
			switch s := v[k].(type) {
			case string:
				return s
			case json.Number:
				return s.String()
			case map[string]any:
				return scalar(s)
			}
		}
		return strings.Join(sections(v), "\n\n")
	}
	return ""
}

// ymd is the day of an object that tells its parts.
func ymd(v map[string]any) (string, bool) {
	var n [3]int64
	for i, k := range []string{"year", "month", "day"} {
		x, ok := v[k].(json.Number)
		if !ok {
			return "", false
		}
		n[i], _ = x.Int64()
	}
	return fmt.Sprintf("%04d-%02d-%02d", n[0], n[1], n[2]), true
}

// sections returns the paragraphs of a body in sections, as fundus writes it: headlines and paragraphs in their order,
// the summary, which other outlets do not count as text, only where there is nothing else.
func sections(body map[string]any) []string {
	var out []string
	add := func(v any) {
		switch v := v.(type) {
		case string:
			if v = strings.TrimSpace(v); v != "" {
				out = append(out, v)
			}
		case []any:
			for _, x := range v {
				if s, ok := x.(string); ok && strings.TrimSpace(s) != "" {
					out = append(out, strings.TrimSpace(s))
				}
			}
		}
	}
	list, _ := body["sections"].([]any)
	for _, x := range list {
		if section, ok := x.(map[string]any); ok {
			add(section["headline"])
			add(section["paragraphs"])
		}
	}
	if len(out) == 0 {
		add(body["paragraphs"])
	}
	if len(out) == 0 {
		add(body["summary"])
	}
	return out
}

// text returns the article's text, its paragraphs where they are a list. A text of HTML loses its tags when it is read.
func (r record) text() string {
	for _, k := range textKeys {
		if v := strings.Join(r[k], "\n\n"); strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}
