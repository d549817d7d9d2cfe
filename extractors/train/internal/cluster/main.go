// Command cluster makes the word clusters of extractors/internal/cluster from running text.
//
// Each word gets a vector by skip-gram with negative sampling (Mikolov and others, 2013), and the
// vectors are grouped by spherical k-means, twice: into the clusters and, those again, into coarse ones.
//
//	go run ./extractors/train/internal/cluster -o configs/model/clusters.bin news.conll …
//
// An input has a token a line, its word in the first of the columns that tabs part, and an empty
// line behind each sentence; lines that begin with "# " are left out. One run on the same input gives the same clusters on the same machine.
package main

import (
	"bufio"
	"cmp"
	"flag"
	"io"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/factwire/factwire/extractors/internal/cluster"
)

func main() {
	log.SetFlags(0)
	var (
		out    = flag.String("o", "clusters.bin", "file to write")
		words  = flag.Int("words", 40000, "how many of the most frequent words to group")
		fine   = flag.Int("clusters", 512, "number of clusters")
		coarse = flag.Int("coarse", 64, "number of coarse clusters")
		dim    = flag.Int("dim", 64, "length of the vectors")
		window = flag.Int("window", 2, "words on either side that count as context")
		passes = flag.Int("passes", 2, "passes over the text")
	)
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("cluster: no input; name files of tokens, one a line")
	}
	text, err := readText(flag.Args(), *words)
	if err != nil {
		log.Fatal("cluster: ", err)
	}
	log.Printf("%d tokens, %d words", len(text.tokens), len(text.words))
	vectors := embed(text, embedding{dim: *dim, window: *window, passes: *passes, negative: 5, rate: 0.05})
	group, centres := kmeans(vectors, *dim, *fine, 20)
	above, _ := kmeans(centres, *dim, *coarse, 50)
	if err := write(*out, text, group, above); err != nil {
		log.Fatal("cluster: ", err)
	}
}

// text is a corpus: its words by falling frequency, and its tokens as indexes into
// them; -1 parts sentences, and words too rare are left out.
type text struct {
	words  []string
	counts []int
	tokens []int32
}

func readText(files []string, most int) (*text, error) {
	counts := map[string]int{}
	if err := eachWord(files, func(w string) {
		if w != "" {
			counts[w]++
		}
	}); err != nil {
		return nil, err
	}
	t := &text{}
	for w := range counts {
		t.words = append(t.words, w)
	}
	slices.SortFunc(t.words, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	t.words = t.words[:min(most, len(t.words))]
	index := make(map[string]int32, len(t.words))
	for i, w := range t.words {
		index[w] = int32(i)
		t.counts = append(t.counts, counts[w])
	}
	err := eachWord(files, func(w string) {
		if w == "" {
			t.tokens = append(t.tokens, -1)
		} else if i, ok := index[w]; ok {
			t.tokens = append(t.tokens, i)
		}
	})
	return t, err
}

// eachWord calls f with each word of the files in its normal form, and with "" at the end of a sentence.
func eachWord(files []string, f func(string)) error {
	for _, name := range files {
		in, err := os.Open(name)
		if err != nil {
			return err
		}
		r := bufio.NewReaderSize(in, 1<<20)
		for {
			line, err := r.ReadString('\n')
			if line = strings.TrimSuffix(line, "\n"); line == "" {
				f("")
			} else if !strings.HasPrefix(line, "# ") {
				word, _, _ := strings.Cut(line, "\t")
				f(cluster.Normal(word))
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				in.Close()
				return err
			}
		}
		in.Close()
	}
	return nil
}

// write writes the clusters.
func write(name string, t *text, group, above []int) error {
	lines := make([][]string, len(above))
	for i, w := range t.words {
		lines[group[i]] = append(lines[group[i]], w)
	}
	order := make([]int, 0, len(lines))
	for g := range lines {
		if len(lines[g]) > 0 {
			order = append(order, g)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return above[a] - above[b] })
	var groups []cluster.Group
	for _, g := range order {
		groups = append(groups, cluster.Group{Coarse: uint8(above[g] + 1), Words: lines[g]})
	}
	file, err := cluster.Encode(groups)
	if err != nil {
		return err
	}
	return os.WriteFile(name, file, 0o644)
}
