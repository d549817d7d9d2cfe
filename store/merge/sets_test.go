package merge_test

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/factwire/factwire"
	"github.com/factwire/factwire/store/merge"
)

// TestSets measures how well reports are joined: B-cubed precision and recall (Bagga and Baldwin 1998) over the reports of all
// stories, no report of a look-alike in a fact of another matter, and the status that each matter comes to. The order of the reports
// is shuffled.
func TestSets(t *testing.T) {
	data, err := os.ReadFile("testdata/sets/stories.txt")
	if err != nil {
		t.Fatal(err)
	}
	var precision, recall float64
	reports, matters, right := 0, 0, 0
	for n, story := range strings.Split(string(data), "\n== ")[1:] {
		name, body, _ := strings.Cut(story, "\n")
		body, end, ok := strings.Cut(body, "\n--\n")
		if !ok {
			t.Fatalf("%s has no end", name)
		}
		var obs []factwire.Fact
		label := map[string]string{} // of an article
		size := map[string]int{}
		for i, line := range lines(body) {
			l, rest, _ := strings.Cut(line, " | ")
			f := report(t, i, rest)
			obs = append(obs, f)
			label[f.Evidence[0].Article+f.What+f.Evidence[0].Published+string(f.Status)+string(f.When.Date)] = l
			size[l]++
		}
		of := func(f factwire.Fact) string {
			return label[f.Evidence[0].Article+f.What+f.Evidence[0].Published+string(f.Status)+string(f.When.Date)]
		}
		rand.New(rand.NewPCG(uint64(n), 5)).Shuffle(len(obs), func(i, j int) { obs[i], obs[j] = obs[j], obs[i] })
		best, status := map[string]int{}, map[string]factwire.Status{}
		for _, f := range merge.Merge(obs, merge.Options{}) {
			count := map[string]int{}
			for _, r := range f.Reports() {
				count[of(r)]++
			}
			if len(count) > 1 {
				t.Errorf("%s: one fact is made of the matters %v", name, count)
			}
			all := len(f.Reports())
			for l, k := range count {
				precision += float64(k*k) / float64(all)
				recall += float64(k*k) / float64(size[l])
				reports += k
				if k > best[l] {
					best[l], status[l] = k, f.Status
				}
			}
		}
		for l, k := range best {
			if k < size[l] {
				t.Logf("%s: of the %d reports of %s one fact has %d", name, size[l], l, k)
			}
		}
		for _, line := range lines(end) {
			l, want, _ := strings.Cut(line, " ")
			matters++
			if string(status[l]) == want {
				right++
			} else {
				t.Logf("%s: the matter %s is %s, want %s", name, l, status[l], want)
			}
		}
	}
	p, r := precision/float64(reports), recall/float64(reports)
	f1 := 2 * p * r / (p + r)
	t.Logf("%d reports of %d matters: B-cubed precision %.3f, recall %.3f, F1 %.3f; status right %d", reports, matters, p, r, f1, right)
	if f1 < 0.95 || p < 0.97 || float64(right) < 0.95*float64(matters) {
		t.Error("below F1 .95, precision .97 or .95 of the statuses")
	}
}
