package lexicon

import (
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/configs/strict"
)

// The quick reader reads what YAML reads, or nothing; and it reads most of the bundled files.
func TestPlain(t *testing.T) {
	names, err := fs.Glob(configs.Files, "lexicon/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	read, all := 0, 0
	for _, name := range names {
		data, err := configs.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all += len(data)
		quick, ok := plain(string(data))
		if !ok {
			continue
		}
		read += len(data)
		var whole file
		if err := strict.Decode(name, data, &whole); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole, quick, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if read*10 < all*7 {
		t.Errorf("%d of %d bytes are read", read, all)
	}
	for _, other := range []string{
		"lists:\n  a: [b, 'c']\n", "lists:\n  a: [b\n", "lists:\n  a: [null]\n", "lists:\n  a: [1]\n", "lists:\n  a: [b: c]\n", "lists:\n  a: [b]\n  a: [c]\n",
		"names:\n  - {name: A, type: company, name: B}\n", "names:\n  - {name: A, nmae: B}\n", "names:\n  - {name: [A]}\n", "frames:\n", "lists:\n  a: [\"b\\n\"]\n", "lists:\n  a:\n", "x",
	} {
		if f, ok := plain(other); ok {
			t.Errorf("%q is read as %+v", other, f)
		}
	}
}
