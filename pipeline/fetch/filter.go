package fetch

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/pipeline/fetch/source"
)

// ErrFiltered says that a source's filters leave an article out. It is no failure.
var ErrFiltered = errors.New("is left out")

// filter holds a source's filters, ready for use.
type filter struct {
	include, exclude []*regexp.Regexp
	language         string
	words            []string
	minLength        int
}

func newFilter(s Source) (filter, error) {
	include, err := source.Patterns(s.Include)
	if err != nil {
		return filter{}, err
	}
	exclude, err := source.Patterns(s.Exclude)
	if err != nil {
		return filter{}, err
	}
	f := filter{include: include, exclude: exclude, language: strings.ToLower(s.Language), minLength: s.MinLength}
	for _, w := range s.Words {
		f.words = append(f.words, strings.ToLower(w))
	}
	return f, nil
}

// address tells whether the patterns let an address through.
func (f filter) address(url string) bool {
	for _, re := range f.exclude {
		if re.MatchString(url) {
			return false
		}
	}
	for _, re := range f.include {
		if re.MatchString(url) {
			return true
		}
	}
	return len(f.include) == 0
}

// article says why an article is left out; nil if it is not. An article of unknown
// language passes.
func (f filter) article(a factwire.Article) error {
	if f.language != "" && a.Language != "" && a.Language != f.language {
		return fmt.Errorf("%w: its language is %s", ErrFiltered, a.Language)
	}
	if len(a.Text) < f.minLength {
		return fmt.Errorf("%w: its text has %d bytes", ErrFiltered, len(a.Text))
	}
	if len(f.words) == 0 {
		return nil
	}
	title, text := strings.ToLower(a.Title), strings.ToLower(a.Text)
	for _, w := range f.words {
		if strings.Contains(title, w) || strings.Contains(text, w) {
			return nil
		}
	}
	return fmt.Errorf("%w: it holds none of the words wanted", ErrFiltered)
}
