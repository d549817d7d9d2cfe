package fetch

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/factwire/factwire/pipeline/article/address"
	"github.com/factwire/factwire/pipeline/fetch/internal/opml"
)

// Expand returns the sources that are meant: in place of one that is a list of subscriptions, a source for each of its feeds, with
// the limits and filters of the list. Their names are that of the list with the feed's title, or its address where it has none.
// A list that cannot be read stays what it is, and fails alone when it is fetched; the error says so before.
func Expand(sources []Source) ([]Source, error) {
	var out []Source
	var errs []error
	for _, s := range sources {
		if s.OPML == "" {
			out = append(out, s)
			continue
		}
		feeds, err := expand(s)
		if err != nil {
			errs, feeds = append(errs, &SourceError{Source: s.Name, Err: err}), []Source{s}
		}
		out = append(out, feeds...)
	}
	return out, errors.Join(errs...)
}

// expand returns a source for each feed of a list.
func expand(s Source) ([]Source, error) {
	feeds, err := subscriptions(s.OPML)
	if err != nil {
		return nil, err
	}
	var out []Source
	names := map[string]int{}
	for _, f := range feeds {
		one := s
		title := strings.Trim(f.Folder+"/"+f.Title, "/")
		if f.Title == "" {
			title = address.Redact(f.Address)
		}
		one.OPML, one.Feed, one.Name = "", f.Address, s.Name+": "+title
		if names[one.Name]++; names[one.Name] > 1 {
			one.Name += " " + strconv.Itoa(names[one.Name])
		}
		if _, err := one.Check(); err != nil {
			return nil, fmt.Errorf("%s: %w", title, err)
		}
		out = append(out, one)
	}
	return out, nil
}

func subscriptions(path string) ([]opml.Feed, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read list: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read list: %s is no file", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read list: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, opml.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read list: %w", err)
	}
	feeds, err := opml.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s %w", path, err)
	}
	return feeds, nil
}
