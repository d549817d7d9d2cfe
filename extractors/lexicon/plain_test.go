package lexicon

import (
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/factwire/factwire/configs"
	"github.com/factwire/factwire/configs/strict"
)

// The quick reader reads what YAML reads, or nothing; and it reads all bundled files: one that it does not costs some milliseconds whenever the program starts.
func TestPlain(t *testing.T) {
	names, err := fs.Glob(configs.Files, "lexicon/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := configs.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		quick, ok := plain(string(data))
		if !ok {
			t.Errorf("%s is written in another form than the quick reader reads", name)
			continue
		}
		var whole file
		if err := strict.Decode(name, data, &whole); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole, quick, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for _, other := range []string{
		"lists:\n  a: [b, 'c']\n", "lists:\n  a: [b\n", "lists:\n  a: [null]\n", "lists:\n  a: [1]\n", "lists:\n  a: [b: c]\n", "lists:\n  a: [b]\n  a: [c]\n",
		"names:\n  - {name: A, type: company, name: B}\n", "names:\n  - {name: A, nmae: B}\n", "names:\n  - {name: [A]}\n", "frames:\n", "frames:\n  - name: a\n    name: b\n", "frames:\n  - name: [a]\n", "frames:\n  - verbs: a\n", "frames:\n  - verbs: [a]\n    verbs: [b]\n", "frames:\n    name: a\n", "frames:\n  - name: a\n   kind: b\n", "frames:\n  - name: a\n    \n     who: b\n", "frames:\n  - source: a\n", "frames:\n  - name:\n", "frames:\n  - name: a # b\n", "lists:\n  a: [\"b\\n\"]\n", "lists:\n  a:\n", "x",
	} {
		if f, ok := plain(other); ok {
			t.Errorf("%q is read as %+v", other, f)
		}
	}
}
