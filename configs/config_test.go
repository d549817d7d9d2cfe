package configs

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/factwire/factwire/configs/strict"
)

func load(t *testing.T, text string) (Config, string, error) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "factwire.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path)
	return c, dir, err
}

func TestPathsAreRelativeToTheFile(t *testing.T) {
	c, dir, err := load(t, "store: news.db\nlexicons: [mine.yaml, /etc/words.yaml]\nworkers: 3\nmin_confidence: 0.25\nsources:\n  - {name: a, path: 'saved/*.txt'}\n  - {name: b, path: /var/news}\n")
	if err != nil {
		t.Fatal(err)
	}
	if c.Store != filepath.Join(dir, "news.db") || c.Workers != 3 || c.MinConfidence == nil || *c.MinConfidence != 0.25 ||
		!slices.Equal(c.Lexicons, []string{filepath.Join(dir, "mine.yaml"), "/etc/words.yaml"}) ||
		len(c.Sources) != 2 || c.Sources[0].Name != "a" || c.Sources[0].Path != filepath.Join(dir, "saved/*.txt") || c.Sources[1].Path != "/var/news" {
		t.Errorf("loaded %+v", c)
	}
}

func TestEmptyFileIsTheDefault(t *testing.T) {
	c, _, err := load(t, "# nothing yet\n")
	if err != nil || c.Store != "" || len(c.Sources) != 0 {
		t.Errorf("loaded %+v, %v", c, err)
	}
}

func TestMistakesHaveLineAndHint(t *testing.T) {
	for text, want := range map[string]string{
		"store: a.db\nworkrs: 2\n":            `:2: unknown key "workrs"; did you mean "workers"?`,
		"sources:\n  - name: a\n    pth: x\n": `:3: unknown key "pth"; did you mean "path"?`,
		"workers: many\n":                     `:1: `,
		"# one\nworkers: -1\n":                `:2: workers is -1`,
		"min_confidence: 1.5\n":               `:1: min_confidence is 1.5`,
		"store: a\nstore: b\n":                `:2: `,
		"sources:\n  - name: a\n    path: x\n  - name: a\n    path: y\n": `:4: two sources are named "a"`,
		"sources:\n  - path: x\n":                                                              `:2: a source has no name`,
		"sources:\n  - name: a\n":                                                              `:2: source "a": a needs exactly one of path, feed,`,
		"sources:\n  - name: a\n    feed: example.com/rss\n":                                   `:3: source "a": "example.com/rss" is no http or https address`,
		"sources:\n  - name: a\n    feed: https://example.com/rss\n    path: x\n":              `:4: source "a": it has a path and feed`,
		"sources:\n  - name: a\n    feed: https://example.com/rss\n    include: ['(']\n":       `:4: source "a": pattern "(" cannot be read`,
		"sources:\n  - name: a\n    feed: https://example.com/rss\n    allow: [10.0.0.0/99]\n": `:4: source "a": "10.0.0.0/99" is no address or range`,
		"fetch:\n  agent: bot9\n":                                                              `:2: fetch: "bot9": a product token has`,
		"pages:\n  - site: example.com\n    body: 'div['\n":                                    `:3: body: selector "div[" cannot be read`,
		"sources:\n  - name: a\n    path: '[x'\n":                                              `:3: source "a" has a malformed pattern "[x"`,
		"store: [\n": `:1: `,
		"- a\n- b\n": `:1: `,
	} {
		_, _, err := load(t, text)
		var at *strict.Error
		if !errors.As(err, &at) || !strings.Contains(err.Error(), "factwire.yaml"+want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: the error has several lines: %q", text, err)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error of a missing file: %v", err)
	}
}

// TestBundledFilesAreEmbedded loads the bundled configuration as a user would, and finds every file that ships.
func TestBundledFilesAreEmbedded(t *testing.T) {
	c, err := Load("factwire.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Sources) == 0 {
		t.Error("the bundled configuration reads nothing")
	}
	for _, s := range c.Sources {
		if _, err := os.Stat(s.Path); err != nil {
			t.Errorf("source %s: %v", s.Name, err)
		}
	}
	onDisk, err := filepath.Glob("lexicon/*.yaml")
	if err != nil || len(onDisk) == 0 {
		t.Fatalf("no lexicons: %v", err)
	}
	for _, f := range append(onDisk, "factwire.yaml") {
		if _, err := Files.ReadFile(filepath.ToSlash(f)); err != nil {
			t.Errorf("not embedded: %v", err)
		}
	}
}

// TestExamples loads the configurations that users begin with.
func TestExamples(t *testing.T) {
	for _, path := range []string{"factwire.yaml", "../docs/factwire.yaml"} {
		if c, err := Load(path); err != nil || c.Store == "" || len(c.Sources) == 0 {
			t.Errorf("%s: loaded %+v, %v", path, c, err)
		}
	}
}
