package cluster_test

import (
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/factwire/factwire/extractors/internal/cluster"
)

func file(body string, clusters, words int) string {
	return fmt.Sprintf("%s %d %d %08x\n%s", cluster.Magic, clusters, words, crc32.ChecksumIEEE([]byte(body)), body)
}

func TestParse(t *testing.T) {
	table, err := cluster.Parse(file("2\tban embargo\n2\tsigned inked 0,000\n7\tit's\n", 3, 6))
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
	good := file("1\ta b\n", 1, 2)
	for name, data := range map[string]string{
		"empty":           "",
		"another version": strings.Replace(good, "clusters-1", "clusters-9", 1),
		"damaged":         strings.Replace(good, "a b", "a c", 1),
		"cut off":         good[:len(good)-2],
		"too many words":  file("1\ta b\n", 1, 1),
		"a line too few":  file("1\ta b\n", 2, 2),
		"no number":       file("x\ta b\n", 1, 2),
		"number too high": file("300\ta b\n", 1, 2),
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
