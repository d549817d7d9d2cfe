package train

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/factwire/factwire"
)

// chained is a text with who is meant by which of its words.
type chained struct {
	id      string
	fold    int
	article factwire.Article
	marks   []chainMark
	split   map[string][]string // chains that several others make up
	whole   bool                // everything that refers is marked: what is not means nobody who is named
}

// chainMark is a stretch of bytes that means somebody: one of a chain of the text, or one of a name.
type chainMark struct {
	start, end int // bytes of the stored text
	head       int // byte at which the head word begins
	chain      string
	names      []string // as a gold file names them
}

// Treebank reads the coreference of CoNLL-U files in a folder, as GUM (Zeldes, 2017) writes it, whose names hold one of the words;
// a document's fold is its place modulo folds.
func treebank(dir string, genres []string, folds int) ([]chained, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.conllu"))
	if err != nil {
		return nil, fmt.Errorf("treebank: %w", err)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("treebank: no .conllu files in %s", dir)
	}
	slices.Sort(paths)
	var out []chained
	for _, p := range paths {
		name := filepath.Base(p)
		if !slices.ContainsFunc(genres, func(g string) bool { return strings.Contains(name, "_"+g+"_") }) {
			continue
		}
		c, err := readChains(p)
		if err != nil {
			return nil, err
		}
		c.id, c.fold = strings.TrimSuffix(name, ".conllu"), len(out)%folds
		out = append(out, c)
	}
	return out, nil
}

func readChains(path string) (chained, error) {
	f, err := os.Open(path)
	if err != nil {
		return chained{}, fmt.Errorf("treebank: %w", err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<22)
	c := chained{whole: true, split: map[string][]string{}}
	var text strings.Builder
	type open struct {
		chain string
		start int
		words []int // where its words begin
		head  int   // place of the head among the words, from 1
	}
	var stack []*open
	joined, within, stop := 0, 0, 0 // the last of several words written as one, where its next begins, and where it ends
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if strings.HasPrefix(line, "# newpar") && !strings.HasPrefix(line, "# newpar_block") && text.Len() > 0 {
			trimmed := strings.TrimRight(text.String(), " ")
			text.Reset()
			text.WriteString(trimmed + "\n\n")
		}
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 10 {
			return c, fmt.Errorf("%s:%d: not ten columns", path, n)
		}
		if strings.Contains(cells[0], ".") {
			continue
		}
		space := !strings.Contains(cells[9], "SpaceAfter=No")
		start := text.Len()
		var first, last int
		if k, _ := fmt.Sscanf(cells[0], "%d-%d", &first, &last); k == 2 {
			text.WriteString(cells[1])
			joined, within, stop = last, start, text.Len()
			if space {
				text.WriteByte(' ')
			}
			continue
		}
		id := 0
		fmt.Sscanf(cells[0], "%d", &id)
		end := 0
		if id > joined {
			text.WriteString(cells[1])
			end = text.Len()
			if space {
				text.WriteByte(' ')
			}
		} else {
			start = min(within, stop-1)
			end = min(start+len(cells[1]), stop)
			within = end
			if id == joined {
				joined = 0
			}
		}
		value := c.entities(cells[9])
		for len(value) > 0 {
			if value[0] == '(' {
				stop := strings.IndexAny(value[1:], "()")
				body := value[1:]
				if stop >= 0 {
					body = value[1 : 1+stop]
				}
				cells := strings.Split(body, "-")
				o := &open{chain: cells[0], start: start, head: 1}
				if len(cells) > 5 {
					fmt.Sscanf(cells[len(cells)-2], "%d", &o.head)
					for _, c := range cells[4:] { // the minimal span is the first cell of figures alone
						if c != "" && strings.Trim(c, "0123456789,") == "" {
							fmt.Sscanf(c, "%d", &o.head)
							break
						}
					}
				}
				stack = append(stack, o)
				value = value[1+len(body):]
				if strings.HasPrefix(value, ")") {
					o.words = append(o.words, start)
					c.add(o.chain, o.start, end, o.words, o.head)
					stack = stack[:len(stack)-1]
					value = value[1:]
				}
				continue
			}
			chain, rest, _ := strings.Cut(value, ")")
			for i := len(stack) - 1; i >= 0; i-- {
				if stack[i].chain == chain {
					o := stack[i]
					o.words = append(o.words, start)
					c.add(o.chain, o.start, end, o.words, o.head)
					stack = slices.Delete(stack, i, i+1)
					break
				}
			}
			value = rest
		}
		for _, o := range stack {
			o.words = append(o.words, start)
		}
	}
	c.article.Text = strings.TrimRight(text.String(), " ") + "\n"
	return c, in.Err()
}

func (c *chained) add(chain string, start, end int, words []int, head int) {
	at := words[min(max(head, 1), len(words))-1]
	c.marks = append(c.marks, chainMark{start: start, end: end, head: at, chain: chain})
}

// entities returns the brackets of a word's entities, and notes those whom several chains make up.
func (c *chained) entities(misc string) string {
	value := ""
	for _, kv := range strings.Split(misc, "|") {
		if v, ok := strings.CutPrefix(kv, "Entity="); ok {
			value = v
		}
		if v, ok := strings.CutPrefix(kv, "SplitAnte="); ok {
			for _, pair := range strings.Split(v, ",") {
				if part, all, ok := strings.Cut(pair, "<"); ok {
					c.split[all] = append(c.split[all], part)
				}
			}
		}
	}
	return value
}
