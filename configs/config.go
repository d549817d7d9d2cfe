package configs

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/configs/strict"
	"github.com/factwire/factwire/kind"
	"github.com/factwire/factwire/pipeline/article/rule"
	"github.com/factwire/factwire/pipeline/fetch/source"
	"github.com/factwire/factwire/pipeline/watch/watchlist"
)

// Config is the configuration file. Flags win over it.
type Config struct {
	// Store is the path of the store, relative to the file's own folder; factwire.db in the working folder without it.
	Store string `yaml:"store"`
	// Aliases is a file of names that stand for others ("Canonical name: [other name, ...]"), relative to the file's own folder.
	Aliases string `yaml:"aliases"`
	// Lexicons are files that add words, relative to the file's own folder.
	Lexicons []string `yaml:"lexicons"`
	// Model is a file of weights that 'factwire learn' wrote, read instead of the bundled ones, relative to the file's own folder.
	Model string `yaml:"model"`
	// Workers is how many articles are read at once; 0 is one for each processor.
	Workers int `yaml:"workers"`
	// MinConfidence leaves out facts below it, from 0 to 1; without it the least confidence that the weights were accepted with.
	MinConfidence *float64 `yaml:"min_confidence"`
	// Kinds are the kinds of facts that are read; without them the default ones, which are all but those that are only read if asked for.
	Kinds []factwire.Kind `yaml:"kinds"`
	// Stubs reads the beginnings of articles that paywalls leave, and marks them; without it they are counted and kept as rejected.
	Stubs bool `yaml:"stubs"`
	// Sources are where articles come from.
	Sources []Source `yaml:"sources"`
	// Fetch says how the web is asked for articles.
	Fetch source.Settings `yaml:"fetch"`
	// Pages tells how the pages of particular sites are read.
	Pages []rule.Rule `yaml:"pages"`
	// Watches are what users are told of, by 'factwire watch' and 'factwire ingest --watch'.
	Watches []watchlist.Watch `yaml:"watches"`
	// Watched is the file that remembers what watches told, relative to the file's own folder; the store's name with .watches without it.
	Watched string `yaml:"watched"`
}

// Source is one place of articles: a path, or what package source describes.
type Source struct {
	// Path is a file, a folder or a glob, relative to the file's own folder.
	Path          string `yaml:"path"`
	source.Source `yaml:",inline"`
}

// check says what is wrong with a source, and under which key.
func (s Source) check() (key string, err error) {
	if s.Path == "" {
		return s.Source.Check()
	}
	if s.Address() != "" {
		return "path", fmt.Errorf("it has a path and %s; it needs one of them", s.Kind())
	}
	return "", nil
}

// Load reads a configuration file. Paths in it come back relative to the working folder, or absolute. An
// error in the file is a *strict.Error with the line.
func Load(path string) (Config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Config{}, fmt.Errorf("read configuration: %w", err)
	}
	var c Config
	if err := strict.Decode(path, data, &c); err != nil {
		return Config{}, err
	}
	fail := func(at, format string, args ...any) error {
		return &strict.Error{File: path, Line: strict.Line(data, at), Message: fmt.Sprintf(format, args...)}
	}
	if m := c.MinConfidence; m != nil && !(*m >= 0 && *m <= 1) {
		return Config{}, fail("$.min_confidence", "min_confidence is %v, and must be from 0 to 1", *m)
	}
	if c.Workers < 0 {
		return Config{}, fail("$.workers", "workers is %d, and must not be negative", c.Workers)
	}
	for i, k := range c.Kinds {
		if err := kind.Check(k); err != nil {
			return Config{}, fail(fmt.Sprintf("$.kinds[%d]", i), "%v", err)
		}
	}
	dir := filepath.Dir(path)
	within := func(p string) string {
		if p == "" || filepath.IsAbs(p) {
			return p
		}
		return filepath.Join(dir, p)
	}
	c.Store, c.Aliases, c.Model, c.Watched = within(c.Store), within(c.Aliases), within(c.Model), within(c.Watched)
	for i := range c.Lexicons {
		c.Lexicons[i] = within(c.Lexicons[i])
	}
	names := map[string]bool{}
	for i := range c.Sources {
		s := &c.Sources[i]
		at := fmt.Sprintf("$.sources[%d]", i)
		switch {
		case s.Name == "":
			return Config{}, fail(at, "a source has no name")
		case names[s.Name]:
			return Config{}, fail(at, "two sources are named %q", s.Name)
		}
		if key, err := s.check(); err != nil {
			if strict.Line(data, at+"."+key) > 0 {
				at += "." + key
			}
			return Config{}, fail(at, "source %q: %v", s.Name, err)
		}
		if _, err := filepath.Match(s.Path, ""); err != nil {
			return Config{}, fail(at+".path", "source %q has a malformed pattern %q", s.Name, s.Path)
		}
		names[s.Name] = true
		s.Path, s.Archive, s.OPML, s.Credentials.File = within(s.Path), within(s.Archive), within(s.OPML), within(s.Credentials.File)
	}
	if key, err := c.Fetch.Check(); err != nil {
		return Config{}, fail("$.fetch."+key, "fetch: %v", err)
	}
	c.Fetch.ProxyCredentials.File = within(c.Fetch.ProxyCredentials.File)
	for i, r := range c.Pages {
		if key, err := r.Check(); err != nil {
			at := fmt.Sprintf("$.pages[%d]", i)
			if strict.Line(data, at+"."+key) > 0 {
				at += "." + key
			}
			return Config{}, fail(at, "%s: %v", key, err)
		}
	}
	for i := range c.Watches {
		w := &c.Watches[i]
		at := fmt.Sprintf("$.watches[%d]", i)
		if key, err := checkWatch(*w, c.Watches[:i]); err != nil {
			if strict.Line(data, at+"."+key) > 0 {
				at += "." + key
			}
			return Config{}, fail(at, "watch %q: %v", w.Name, err)
		}
		w.Atom = within(w.Atom)
	}
	return c, nil
}

// checkWatch says what is wrong with a watch beside those before it, and under which key.
func checkWatch(w watchlist.Watch, before []watchlist.Watch) (key string, err error) {
	for _, k := range w.Kinds {
		if err := kind.Check(k); err != nil {
			return "kinds", err
		}
	}
	if slices.ContainsFunc(before, func(b watchlist.Watch) bool { return b.Name == w.Name }) {
		return "name", errors.New("another watch has this name")
	}
	if w.Atom != "" && slices.ContainsFunc(before, func(b watchlist.Watch) bool { return b.Atom == w.Atom }) {
		return "atom", errors.New("another watch writes this file")
	}
	return w.Check()
}
