package page

import (
	"bytes"
	"encoding/json"
	"html"
	"strings"
)

// object is one JSON-LD object of a page.
type object map[string]any

// Limits on the JSON-LD of a page.
const (
	maxScripts = 50
	maxObjects = 500
	maxScript  = 2 << 20
	maxNesting = 8
)

// linkedData returns the objects that a page's JSON-LD scripts hold, in document
// order, those inside @graph and lists too. A script that is no JSON, as many are,
// is repaired if that is easy and passed over if not.
func linkedData(scripts []script) []object {
	var out []object
	n := 0
	for _, s := range scripts {
		if s.kind != "application/ld+json" {
			continue
		}
		if n++; n > maxScripts || len(out) >= maxObjects {
			break
		}
		raw := bytes.TrimSpace(s.text)
		if len(raw) > maxScript {
			continue
		}
		var v any
		if json.Unmarshal(raw, &v) != nil && json.Unmarshal([]byte(repair(string(raw))), &v) != nil {
			continue
		}
		out = collect(out, v, 0)
	}
	return out
}

// repair makes JSON of what templates write: comments around it, line ends inside
// strings, a stray semicolon or comma behind it.
func repair(raw string) string {
	raw = strings.TrimSpace(raw)
	for _, wrap := range []struct{ head, tail string }{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}} {
		raw = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(raw, wrap.head), wrap.tail))
	}
	raw = strings.TrimRight(raw, ";, \n\r\t")
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, raw)
}

func collect(out []object, v any, deep int) []object {
	if deep > maxNesting || len(out) >= maxObjects {
		return out
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = collect(out, e, deep+1)
		}
	case map[string]any:
		out = append(out, object(v))
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"} {
			if inner, ok := v[key]; ok {
				out = collect(out, inner, deep+1)
			}
		}
	}
	return out
}

// articleTypes end the names of schema.org's kinds of article.
var articleTypes = []string{"Article", "NewsArticle", "BlogPosting", "Report", "LiveBlogPosting", "Reportage", "OpinionNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "AdvertiserContentArticle", "SatiricalArticle", "ScholarlyArticle", "TechArticle"}

// is tells whether an object is of a type of schema.org.
func (o object) is(kind string) bool {
	for _, t := range stringsOf(o["@type"]) {
		if t[strings.LastIndexAny(t, "/#:")+1:] == kind {
			return true
		}
	}
	return false
}

// objectsOf returns the objects that stand as themselves or in a list.
func objectsOf(v any) []object {
	switch v := v.(type) {
	case map[string]any:
		return []object{v}
	case []any:
		var out []object
		for _, e := range v {
			if m, ok := e.(map[string]any); ok {
				out = append(out, m)
			}
		}
		return out
	}
	return nil
}

// first returns the first of the strings that stand in a property.
func first(v any) string {
	if s := stringsOf(v); len(s) > 0 {
		return s[0]
	}
	return ""
}

func (o object) isArticle() bool {
	for _, t := range stringsOf(o["@type"]) {
		t = t[strings.LastIndexAny(t, "/#:")+1:]
		for _, a := range articleTypes {
			if t == a {
				return true
			}
		}
	}
	return false
}

// fromArticle returns a string property of the first article that has it.
func fromArticle(ld []object, key string) string {
	for _, o := range ld {
		if o.isArticle() {
			if s := stringsOf(o[key]); len(s) > 0 && s[0] != "" {
				return s[0]
			}
		}
	}
	return ""
}

func stringsOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	case map[string]any:
		if s, ok := v["@value"].(string); ok {
			return []string{s}
		}
	}
	return nil
}

// name returns the name of an object that stands as itself or as a string.
func name(v any) string {
	if n := namesOf(v); len(n) > 0 {
		return n[0]
	}
	return ""
}

func namesOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, namesOf(e)...)
		}
		return out
	case map[string]any:
		return stringsOf(v["name"])
	}
	return nil
}

func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}
