package cluster_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/factwire/factwire/extractors/internal/cluster"
	"github.com/factwire/factwire/extractors/internal/hashes"
	"github.com/factwire/factwire/extractors/internal/linear"
)

func TestParse(t *testing.T) {
	file, err := cluster.Encode([]cluster.Group{{2, []string{"ban", "embargo"}}, {2, []string{"signed", "inked", "0,000", "inks"}}, {7, []string{"it's"}}})
	if err != nil {
		t.Fatal(err)
	}
	table, err := cluster.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]uint16{
		"ban": 1, "Ban": 1, "EMBARGO": 1, "inked": 2, "1,500": 2, "15,00": 0, "It’s": 3, "it‘s": 3, "": 0, "bann": 0,
	} {
		if got := table.Cluster(word); got != want {
			t.Errorf("Cluster(%q) = %d, want %d", word, got, want)
		}
	}
	for id, want := range map[uint16]uint8{0: 0, 1: 2, 2: 2, 3: 7, 4: 0, 1<<16 - 1: 0} {
		if got := table.Coarse(id); got != want {
			t.Errorf("Coarse(%d) = %d, want %d", id, got, want)
		}
	}
	if table.Len() != 3 {
		t.Errorf("Len() = %d, want 3", table.Len())
	}
}

func TestParseRefuses(t *testing.T) {
	good, err := cluster.Encode([]cluster.Group{{1, []string{"a", "b"}}})
	if err != nil {
		t.Fatal(err)
	}
	counts := make([]byte, hashes.Counts)
	counts[5] = 2
	parts := func(coarse, lows, ids string) []byte {
		return linear.WriteFile("factwire-clusters-3", nil, linear.Part{Data: []byte(coarse), Width: 1}, linear.Part{Data: counts, Width: 1},
			linear.Part{Data: []byte(lows), Width: 1}, linear.Part{Data: []byte(ids), Width: 2})
	}
	if _, err := cluster.Parse(parts("\x01", "abcd", "\x01\x00\x01\x00")); err != nil {
		t.Error(err)
	}
	for name, data := range map[string][]byte{
		"empty":             {},
		"another version":   bytes.Replace(good, []byte("clusters-3"), []byte("clusters-9"), 1),
		"damaged":           append(bytes.Clone(good[:len(good)-1]), good[len(good)-1]^1),
		"cut off":           good[:len(good)-2],
		"no such cluster":   parts("\x01", "abcd", "\x01\x00\x02\x00"),
		"cluster 0":         parts("\x01", "abcd", "\x01\x00\x00\x00"),
		"a word too few":    parts("\x01", "ab", "\x01\x00\x01\x00"),
		"a cluster too few": parts("\x01", "abcd", "\x01\x00"),
	} {
		if _, err := cluster.Parse(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// The bundled clusters bring together what can stand for one another.
func TestLoad(t *testing.T) {
	table, err := cluster.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"Tuesday Thursday", "March October", "2019 2014", "France Germany"} {
		a, b, _ := strings.Cut(words, " ")
		if table.Cluster(a) == 0 || table.Cluster(a) != table.Cluster(b) {
			t.Errorf("%s is in cluster %d, %s in %d", a, table.Cluster(a), b, table.Cluster(b))
		}
	}
	if a, b := table.Cluster("banned"), table.Cluster("minister"); a == b {
		t.Errorf("banned and minister are both in cluster %d", a)
	}
	if n := testing.AllocsPerRun(100, func() { table.Cluster("Governments’") }); n != 0 {
		t.Errorf("a look-up allocates %v times", n)
	}
}

func FuzzHash(f *testing.F) {
	for _, s := range []string{"", "It’s", "\xe2\x80", "A1“b”", "Éa"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		n := cluster.Normal(word)
		if cluster.Hash(word) != cluster.Hash(n) || cluster.Normal(n) != n {
			t.Errorf("%q and its normal form %q differ", word, n)
		}
	})
}
