// Package rule describes how the pages of particular sites are read, as a configuration says it. It is the only
// package that touches the selector library by itself.
package rule

import (
	"errors"
	"fmt"

	"github.com/andybalholm/cascadia"
)

// Rule tells how the pages of one site are read, where the general way does not
// serve. Its selectors are CSS.
type Rule struct {
	// Site is a host name; the rule holds for it and for all names below it.
	Site string `yaml:"site"`
	// Body selects the elements that are the article.
	Body string `yaml:"body"`
	// Remove selects elements that are dropped before the body is looked for.
	Remove string `yaml:"remove"`
	// Title selects the element whose text is the title.
	Title string `yaml:"title"`
	// Author selects the elements whose texts are the authors.
	Author string `yaml:"author"`
	// Date selects the element that says when the article was published; an attribute
	// datetime or content goes before its text.
	Date string `yaml:"date"`
}

// Check says what is wrong with a rule: a selector that cannot be read, or no site.
// The key is the YAML key of the value at fault.
func (r Rule) Check() (key string, err error) {
	if r.Site == "" {
		return "site", errors.New("a rule needs a site")
	}
	for _, s := range []struct{ key, selector string }{{"body", r.Body}, {"remove", r.Remove}, {"title", r.Title}, {"author", r.Author}, {"date", r.Date}} {
		if s.selector == "" {
			continue
		}
		if _, err := cascadia.ParseGroup(s.selector); err != nil {
			return s.key, fmt.Errorf("selector %q cannot be read: %w", s.selector, err)
		}
	}
	return "", nil
}
