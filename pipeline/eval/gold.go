package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/kind"
)

// Gold is a gold fact.
type Gold struct {
	factwire.Fact
	// Optional facts are neither asked for nor held against the extractor.
	Optional bool
}

// Case is an article with its gold facts.
type Case struct {
	Name    string // "d01"
	Article string // path of the article
	Facts   []Gold
}

const goldSuffix = ".gold.jsonl"

// Load reads the gold files of a folder in the order of their names. An article is NAME.txt beside
// NAME.gold.jsonl, or in the folder articles if that is not empty.
func Load(dir, articles string) ([]Case, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*"+goldSuffix))
	if err != nil {
		return nil, fmt.Errorf("find gold files: %w", err)
	}
	if len(files) == 0 {
		if _, err := os.Stat(dir); err != nil {
			return nil, fmt.Errorf("find gold files: %w", err)
		}
		return nil, fmt.Errorf("folder %s holds no gold files: name them NAME%s, beside NAME.txt", dir, goldSuffix)
	}
	slices.Sort(files)
	if articles == "" {
		articles = dir
	}
	var out []Case
	for _, file := range files {
		c := Case{Name: strings.TrimSuffix(filepath.Base(file), goldSuffix)}
		c.Article = filepath.Join(articles, c.Name+".txt")
		if _, err := os.Stat(c.Article); err != nil {
			return nil, fmt.Errorf("gold file %s has no article: %w", file, err)
		}
		if c.Facts, err = readGold(file); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// short is an entity as gold files write it: a code, a name, or an object.
type short factwire.Entity

func (s *short) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &s.Name)
	}
	return json.Unmarshal(data, (*factwire.Entity)(s))
}

func entities(all []short) []factwire.Entity {
	var out []factwire.Entity
	for _, s := range all {
		out = append(out, factwire.Entity(s))
	}
	return out
}

func readGold(path string) ([]Gold, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read gold file: %w", err)
	}
	var out []Gold
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		if len(bytes.TrimSpace(sc.Bytes())) == 0 {
			continue
		}
		var f struct {
			Kind              factwire.Kind   `json:"kind"`
			Status            factwire.Status `json:"status"`
			Who, Whom, People []short
			What              string        `json:"what"`
			Form              factwire.Form `json:"form"`
			About             string        `json:"about"`
			When              factwire.When `json:"when"`
			Where             string        `json:"where"`
			Optional          bool          `json:"optional"`
			// what 'extract' prints beside these is no matter of gold, but a gold file may begin as its output
			ID, Confidence, Evidence json.RawMessage
		}
		dec := json.NewDecoder(bytes.NewReader(sc.Bytes()))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&f); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if err := kind.Check(f.Kind); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if f.Status != "" && !slices.Contains(factwire.Statuses(), f.Status) {
			return nil, fmt.Errorf("%s:%d: there is no status %q", path, n, f.Status)
		}
		if _, err := factwire.ParseDate(string(f.When.Date)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out = append(out, Gold{Optional: f.Optional, Fact: factwire.Fact{Kind: f.Kind, Status: f.Status, Who: entities(f.Who), Whom: entities(f.Whom),
			People: entities(f.People), What: f.What, Form: f.Form, About: f.About, When: f.When, Where: f.Where}})
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}
