package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/factwire/factwire/extractors/internal/nlp"
	"github.com/factwire/factwire/extractors/internal/tag"
)

// sentence is a sentence of a treebank in the words that the program parts it into.
type sentence struct {
	words []tag.Word // with the tags by prose
	gold  []string   // empty where the treebank parts the words otherwise
}

// node is a word of a treebank.
type node struct {
	start, end int
	tag        string
}

// read reads the sentences of CoNLL-U files and of folders of such.
func read(r *nlp.Reader, paths []string) ([]sentence, error) {
	var out []sentence
	for _, path := range paths {
		var files []string
		err := filepath.WalkDir(path, func(name string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(name, ".conllu") {
				files = append(files, name)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		slices.Sort(files)
		for _, name := range files {
			if out, err = readFile(r, out, name); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func readFile(r *nlp.Reader, out []sentence, name string) ([]sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	var text strings.Builder
	var nodes []node
	joined := 0 // the last word of those that are written as one
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" {
			out = append(out, align(r, text.String(), nodes)...)
			text.Reset()
			nodes, joined = nil, 0
			continue
		}
		if line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 10 {
			return nil, fmt.Errorf("%s:%d: not ten columns", name, n)
		}
		var first, last int
		if k, _ := fmt.Sscanf(cells[0], "%d-%d", &first, &last); k == 2 {
			if joined = last; strings.Contains(cells[9], "SpaceAfter=No") {
				joined = -last
			}
			continue
		}
		if strings.Contains(cells[0], ".") { // of enhanced graphs alone
			continue
		}
		from := text.Len()
		text.WriteString(cells[1])
		nodes = append(nodes, node{from, text.Len(), penn(cells[1], cells[4])})
		space := !strings.Contains(cells[9], "SpaceAfter=No")
		if joined != 0 {
			space = first == joined // the space of the whole stands behind its last word
		}
		if first >= max(joined, -joined) {
			joined = 0
		}
		if space {
			text.WriteByte(' ')
		}
	}
	return out, lines.Err()
}

// readTagged reads the first sentences of a file with a word a line, its tag by prose and the tag to learn behind it, tabs between, and
// an empty line behind each sentence.
func readTagged(name string, most int) ([]sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	var out []sentence
	var s sentence
	for words := 0; words < most && lines.Scan(); {
		if lines.Text() == "" {
			if len(s.words) > 0 {
				out = append(out, s)
			}
			words += len(s.words)
			s = sentence{}
			continue
		}
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) < 3 || cells[0] == "" {
			return nil, fmt.Errorf("%s: %q has no three columns", name, lines.Text())
		}
		s.words, s.gold = append(s.words, tag.Word{Text: cells[0], Tag: cells[1]}), append(s.gold, penn(cells[0], cells[2]))
	}
	return out, lines.Err()
}

// penn returns a treebank's tag as the Penn Treebank of news has it: "to" is always TO, brackets are their own tags.
// It is empty for what that treebank has no tag for.
func penn(word, xpos string) string {
	switch xpos {
	case "-LRB-", "-LSB-":
		return "("
	case "-RRB-", "-RSB-":
		return ")"
	case "HYPH":
		return ":"
	case "GW", "XX", "_", "":
		return ""
	}
	if xpos == "IN" && strings.EqualFold(word, "to") {
		return "TO"
	}
	return xpos
}

// align parts a text into sentences and words as the program does, and gives those words their gold tags that the treebank has too.
func align(r *nlp.Reader, text string, nodes []node) []sentence {
	d := r.Segment(text)
	var out []sentence
	k := 0
	for i, x := range d.Sentences {
		r.TagByProse(d, i)
		var s sentence
		for _, t := range d.Tokens[x.First:x.Last] {
			for k < len(nodes) && nodes[k].start < t.Start {
				k++
			}
			gold := ""
			if k < len(nodes) && nodes[k].start == t.Start && nodes[k].end == t.End {
				gold = nodes[k].tag
			}
			s.words, s.gold = append(s.words, tag.Word{Text: t.Text, Tag: t.Tag}), append(s.gold, gold)
		}
		out = append(out, s)
	}
	return out
}
